using System.Collections.Concurrent;
using Tegula.Compute.Graphs;

namespace Tegula.Compute.Plans;

/// <summary>
/// How the input positions of a window's walk see the output. Positions with the same remainder modulo the stride are reached by the same taps at
/// the same distances, once the output is padded so that no tap falls outside.
/// </summary>
internal sealed class TapClasses
{
    private static readonly ConcurrentDictionary<(WindowGeometry Geometry, int Block), TapClasses> Known = new();

    private readonly WindowGeometry _geometry;

    // For each class the taps that reach it, and the floats between the position that tap 0 would map to and the tap's output position.
    private readonly int[][] _taps;
    private readonly int[][] _offsets;

    private TapClasses(WindowGeometry geometry, int block)
    {
        _geometry = geometry;
        Extent last = new((geometry.Input.Y - 1 + geometry.Padding.Y) / geometry.Stride.Y, (geometry.Input.X - 1 + geometry.Padding.X) / geometry.Stride.X);
        Extent reach = new(Reach(geometry.Kernel.Y, geometry.Dilation.Y, geometry.Stride.Y), Reach(geometry.Kernel.X, geometry.Dilation.X, geometry.Stride.X));
        Extent first = new(geometry.Padding.Y / geometry.Stride.Y, geometry.Padding.X / geometry.Stride.X);
        Border = new Extent(Math.Max(0, reach.Y - first.Y), Math.Max(0, reach.X - first.X));
        Padded = new Extent(Math.Max(geometry.Output.Y - 1, last.Y) + Border.Y + 1, Math.Max(geometry.Output.X - 1, last.X) + Border.X + 1);
        RowLength = Padded.X * block;
        Block = block;
        Count = geometry.Stride.Y * geometry.Stride.X;
        _taps = new int[Count][];
        _offsets = new int[Count][];
        for (int q = 0; q < Count; q++) (_taps[q], _offsets[q]) = TapsOf(new Extent(q / geometry.Stride.X, q % geometry.Stride.X));
        IsPlain3x3 = geometry.Kernel == Extent.Square(3) && Count == 1;
    }

    /// <summary>Classes: the product of the strides.</summary>
    public int Count { get; }

    /// <summary>Cotangents of one block.</summary>
    public int Block { get; }

    /// <summary>Rows above and columns left of the output in its padded form.</summary>
    public Extent Border { get; }

    /// <summary>Rows and columns of the padded output.</summary>
    public Extent Padded { get; }

    /// <summary>Floats of one padded row.</summary>
    public nint RowLength { get; }

    /// <summary>Floats of one padded channel.</summary>
    public nint PlaneLength => Padded.Y * RowLength;


    /// <summary>Whether this is a 3 x 3 window of stride 1.</summary>
    public bool IsPlain3x3 { get; }

    /// <summary>Whether positions and channels lie without gaps.</summary>
    public bool IsUnpadded => Padded == _geometry.Output;

    /// <summary>The classes of a walk for blocks of cotangents.</summary>
    public static TapClasses Of(WindowGeometry geometry, int block) =>
        Known.GetOrAdd((geometry, block), key => new TapClasses(key.Geometry, key.Block));

    /// <summary>Class of an input position.</summary>
    public int ClassOf(int y, int x) =>
        ((y + _geometry.Padding.Y) % _geometry.Stride.Y * _geometry.Stride.X) + ((x + _geometry.Padding.X) % _geometry.Stride.X);

    /// <summary>Float offset, in a padded channel, of the output position that tap 0 would map an input position to.</summary>
    public int CotangentOffset(int y, int x) =>
        (int)((((y + _geometry.Padding.Y) / _geometry.Stride.Y) + Border.Y) * RowLength)
        + ((((x + _geometry.Padding.X) / _geometry.Stride.X) + Border.X) * Block);

    /// <summary>
    /// For each class the terms (output channel, tap) of one input channel: place of the weight, and the floats by which the term's cotangent lies
    /// before that of a position in the first output channel.
    /// </summary>
    public (int[] Weights, int[] Offsets)[] Terms(int inputs, int outputs)
    {
        var terms = new (int[] Weights, int[] Offsets)[Count];
        for (int q = 0; q < Count; q++)
        {
            int[] taps = _taps[q];
            int[] offsets = _offsets[q];
            terms[q] = (
                [.. from o in Enumerable.Range(0, outputs) from tap in taps select (o * inputs * _geometry.Taps) + tap],
                [.. from o in Enumerable.Range(0, outputs) from offset in offsets select offset - (o * (int)PlaneLength)]);
        }

        return terms;
    }

    private static int Reach(int kernel, int dilation, int stride) => (kernel - 1) * dilation / stride;

    private (int[] Taps, int[] Offsets) TapsOf(Extent remainder)
    {
        var taps = new List<int>();
        var offsets = new List<int>();
        for (int ky = 0; ky < _geometry.Kernel.Y; ky++)
        {
            int y = (ky * _geometry.Dilation.Y) - remainder.Y;
            if (y % _geometry.Stride.Y != 0) continue;
            for (int kx = 0; kx < _geometry.Kernel.X; kx++)
            {
                int x = (kx * _geometry.Dilation.X) - remainder.X;
                if (x % _geometry.Stride.X != 0) continue;
                taps.Add((ky * _geometry.Kernel.X) + kx);
                offsets.Add((int)(y / _geometry.Stride.Y * RowLength) + (x / _geometry.Stride.X * Block));
            }
        }

        return ([.. taps], [.. offsets]);
    }
}
