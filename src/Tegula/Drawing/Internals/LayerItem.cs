namespace Tegula.Drawing.Internals;

/// <summary>What takes up room in a layer: a node, or the passage of a long edge, perhaps with its label.</summary>
/// <param name="Node">Index of the node; -1 for a passage.</param>
/// <param name="Column">Its column: layers, and between them the columns of labels where there are any.</param>
/// <param name="Width">Pixels; 0 for a bare passage.</param>
/// <param name="Height">Pixels; 0 for a bare passage.</param>
/// <param name="Label">Text of the label; null where it has none.</param>
internal sealed record LayerItem(int Node, int Column, double Width, double Height, string? Label)
{
    /// <summary>Whether an edge only passes here.</summary>
    public bool IsPassage => Node < 0;
}
