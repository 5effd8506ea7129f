namespace Tegula.Landscapes;

/// <summary>Random linear cells and data for <see cref="LinearCellTheorems"/>.</summary>
public sealed record LinearCellOptions
{
    /// <summary>n, intermediate nodes of a cell, at least 1.</summary>
    public int Nodes { get; init; } = 4;

    /// <summary>Neurons of the input and of each node, at least 1.</summary>
    public int Width { get; init; } = 8;

    /// <summary>Samples that the objective is a mean over, at least 2.</summary>
    public int Samples { get; init; } = 256;

    /// <summary>lambda, the largest singular value that each weight matrix is scaled to, above 0; the theorems speak about cells where it is at least
    /// 1.</summary>
    public double LargestSingularValue { get; init; } = 1.5;

    /// <summary>Seed of weights, inputs and targets.</summary>
    public ulong Seed { get; init; }
}
