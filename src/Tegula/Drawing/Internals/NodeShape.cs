using Tegula.Architectures.Graphs;

namespace Tegula.Drawing.Internals;

/// <summary>How large the box of a node is, and where lines meet it.</summary>
internal static class NodeShape
{
    /// <summary>Font size of the name in pixels.</summary>
    public const double FontSize = 13;

    /// <summary>Font size of the channels below it.</summary>
    public const double SmallFontSize = 10.5;

    private const double Padding = 11;
    private const double MaxTextWidth = 124;
    private const double MaxHeight = 240;
    private const double LineDistance = 9;

    /// <summary>The item of a node that this many lines reach or leave on one side.</summary>
    public static LayerItem Item(int index, GraphNode node, int column, int lines)
    {
        double text = Math.Max(TextMeasure.Width(Name(node), FontSize), TextMeasure.Width(Channels(node), SmallFontSize));
        double height = Math.Min(MaxHeight, 12 + (LineDistance * (lines - 1)));
        return new(index, column, Math.Round(Math.Max(34, text + (2 * Padding))), Math.Max(node.Channels > 0 ? 38 : 30, height), null);
    }

    /// <summary>The name, shortened where it is very long.</summary>
    public static string Name(GraphNode node) => TextMeasure.Fit(node.Name, FontSize, MaxTextWidth);

    /// <summary>The channels as they stand in the box; empty where the graph has no sizes.</summary>
    public static string Channels(GraphNode node) => node.Channels > 0 ? $"{SvgText.Grouped(node.Channels)} ch" : "";

    /// <summary>Where lines meet the side of a box, as offsets from its middle, from top to bottom.</summary>
    /// <param name="height">Height of the box.</param>
    /// <param name="wishes">For each line the offset at which it would run straight; null where that does not matter. Wishes out of reach are not met.</param>
    public static double[] Ports(double height, ReadOnlySpan<double?> wishes)
    {
        int lines = wishes.Length;
        double reach = (height / 2) - 6;
        double distance = lines == 1 ? 0 : Math.Min(LineDistance, 2 * reach / (lines - 1));
        var ports = new double[lines];
        for (int line = 0; line < lines; line++)
        {
            double even = (line - ((lines - 1) / 2.0)) * distance;
            double wish = wishes[line] is { } offset && Math.Abs(offset) <= reach ? offset : even;
            ports[line] = line == 0 ? wish : Math.Max(wish, ports[line - 1] + distance);
        }

        for (int line = lines - 1; line >= 0; line--)
            ports[line] = Math.Min(ports[line], reach - ((lines - 1 - line) * distance));
        for (int line = 0; line < lines; line++)
            ports[line] = Math.Max(ports[line], (line * distance) - reach);
        return ports;
    }
}
