namespace Tegula.Cli.Output;

/// <summary>What a character of a diagram belongs to.</summary>
internal enum DiagramStyle
{
    /// <summary>Nothing.</summary>
    Blank,

    /// <summary>A node.</summary>
    Node,

    /// <summary>The line of an edge that is used.</summary>
    Line,

    /// <summary>The operation of an edge that is used.</summary>
    Operation,

    /// <summary>What no path from input to output uses.</summary>
    Dead,
}
