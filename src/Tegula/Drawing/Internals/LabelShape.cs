using Tegula.Architectures.Graphs;

namespace Tegula.Drawing.Internals;

/// <summary>How large the label of an edge is.</summary>
internal static class LabelShape
{
    /// <summary>Font size in pixels.</summary>
    public const double FontSize = 11.5;

    /// <summary>Height in pixels.</summary>
    public const double Height = 19;

    private const double MaxTextWidth = 150;

    /// <summary>Links to a concatenation explain themselves: the node they lead to says it.</summary>
    public static bool Needs(EdgeOperation operation) => EdgeStyles.Of(operation) != EdgeStyle.Concatenation;

    /// <summary>The operation's name, shortened where it is very long.</summary>
    public static string Text(EdgeOperation operation) => TextMeasure.Fit(operation.Name, FontSize, MaxTextWidth);

    /// <summary>Width in pixels.</summary>
    public static double Width(string text) => Math.Round(TextMeasure.Width(text, FontSize) + 14);
}
