using Tegula.Architectures.Graphs;

namespace Tegula.Drawing.Internals;

/// <summary>How an edge looks: the kind of its operation, and links to a concatenation apart from other identities.</summary>
internal enum EdgeStyle
{
    Convolution,
    Linear,
    Pooling,
    Identity,
    Concatenation,
}

/// <summary>Styles by operation.</summary>
internal static class EdgeStyles
{
    /// <summary>The style of an operation's edges.</summary>
    public static EdgeStyle Of(EdgeOperation operation) => operation.Kind switch
    {
        OperationKind.Convolution => EdgeStyle.Convolution,
        OperationKind.Linear => EdgeStyle.Linear,
        OperationKind.Pooling => EdgeStyle.Pooling,
        _ => operation.Name == EdgeOperation.Concatenation.Name ? EdgeStyle.Concatenation : EdgeStyle.Identity,
    };

    /// <summary>What the legend calls it.</summary>
    public static string Title(this EdgeStyle style) => style switch
    {
        EdgeStyle.Convolution => "convolution",
        EdgeStyle.Linear => "linear",
        EdgeStyle.Pooling => "pooling",
        EdgeStyle.Identity => "identity",
        _ => "concatenation",
    };

    /// <summary>Its class in the style sheet of <see cref="Palette"/>.</summary>
    public static string CssClass(this EdgeStyle style) => $"tg-{style.Title()}";
}
