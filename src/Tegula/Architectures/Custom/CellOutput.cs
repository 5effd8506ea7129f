namespace Tegula.Architectures.Custom;

/// <summary>What a cell of an own space hands on.</summary>
public enum CellOutput
{
    /// <summary><c>last</c>: its last node, the sum of the edges that lead there.</summary>
    Last,

    /// <summary>
    /// <c>concatenate</c>: the channels of all inner nodes side by side, brought back to the cell's channels by ReLU, 1x1 convolution and batch norm. No edge
    /// leads to the last node.
    /// </summary>
    Concatenate,
}
