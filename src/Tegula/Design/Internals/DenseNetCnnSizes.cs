using System.Collections.Immutable;
using Tegula.Architectures.Graphs;
using Tegula.Architectures.Models;

namespace Tegula.Design.Internals;

/// <summary>
/// NN-Mass, parameters and MACs of a <see cref="DenseNetCnn"/> as functions of t_c: each is a constant plus a multiple of the drawn channels of each
/// cell. Source: 001_20c8c2cd2fe38226.txt, Eq. 2.
/// </summary>
internal sealed class DenseNetCnnSizes
{
    private const int KernelArea = 9;
    private readonly int _depth;
    private readonly int _classes;
    private readonly int _image;
    private readonly int _cellDepth;
    private readonly long _parameters;
    private readonly long _macs;
    private readonly int[] _sizes;

    /// <summary>Computes the constants, those of the network without skip connections.</summary>
    /// <param name="depth">Total depth.</param>
    /// <param name="widths">w_c of each cell.</param>
    /// <param name="classes">Classes.</param>
    /// <param name="image">Rows and columns of the image.</param>
    public DenseNetCnnSizes(int depth, ImmutableArray<int> widths, int classes, int image)
    {
        (_depth, Widths, _classes, _image) = (depth, widths, classes, image);
        DenseNetCnn plain = Network([.. widths.Select(_ => 0)]);
        ArchitectureGraph graph = plain.ToGraph();
        WidthMultiplier = plain.WidthMultiplier ?? throw new ArgumentException("the widths are not those of a width multiplier", nameof(widths));
        (_cellDepth, _parameters, _macs) = (plain.CellDepth, graph.Parameters, graph.Macs);
        _sizes = [.. widths.Select((_, cell) => ConvolutionCost.SizeAfter(image, 1 << cell))];
    }

    /// <summary>w_c of each cell.</summary>
    public ImmutableArray<int> Widths { get; }

    /// <summary>Channels of the first cell in units of the family's base width.</summary>
    public double WidthMultiplier { get; }

    /// <summary>The smallest t_c of a cell that connects all to all.</summary>
    public int MostCandidates(int cell) => Widths[cell] * (_cellDepth - 2);

    /// <summary>NN-Mass (Eq. 2).</summary>
    public double Mass(ReadOnlySpan<int> candidates)
    {
        long drawn = 0;
        for (int cell = 0; cell < candidates.Length; cell++)
            drawn += Drawn(cell, candidates[cell]);
        return 2.0 * _cellDepth * drawn / ((_cellDepth - 1.0) * (_cellDepth - 2));
    }

    /// <summary>Trainable numbers: a drawn channel adds its kernels and two numbers of the batch norm.</summary>
    public long Parameters(ReadOnlySpan<int> candidates)
    {
        long parameters = _parameters;
        for (int cell = 0; cell < candidates.Length; cell++)
            parameters += Drawn(cell, candidates[cell]) * ((KernelArea * Widths[cell]) + 2);
        return parameters;
    }

    /// <summary>MACs of the convolutions.</summary>
    public long Macs(ReadOnlySpan<int> candidates)
    {
        long macs = _macs;
        for (int cell = 0; cell < candidates.Length; cell++)
            macs += Drawn(cell, candidates[cell]) * KernelArea * Widths[cell] * _sizes[cell] * _sizes[cell];
        return macs;
    }

    /// <summary>The network.</summary>
    public DenseNetCnn Network(ImmutableArray<int> candidates) => new(_depth, Widths, candidates) { Classes = _classes, Image = _image };

    // Sum over layers i = 2 to d_c - 1 of min(t_c, w(i - 1)): the first t_c / w of them draw all they can.
    private long Drawn(int cell, int candidates)
    {
        long full = Math.Min(candidates / Widths[cell], _cellDepth - 2);
        return (Widths[cell] * full * (full + 1) / 2) + ((_cellDepth - 2 - full) * candidates);
    }
}
