using System.Collections.Concurrent;
using Tegula.Compute.Graphs;

namespace Tegula.Compute.Kernels;

/// <summary>
/// For every target position the source positions that contribute to it, and through which tap of the window. The same table form serves the
/// forward pass (targets are outputs) and the pass back to the input (targets are inputs), so one kernel does both for any window.
/// </summary>
internal sealed unsafe class TapTable
{
    // A search compiles thousands of plans over a handful of windows.
    private static readonly ConcurrentDictionary<(WindowGeometry Geometry, int Lanes, bool Forward), TapTable> Known = new();


    private TapTable(int[] start, List<int> source, List<int> tap)
    {
        Start = Pinned(start);
        Source = Pinned(source);
        Tap = Pinned(tap);
    }

    /// <summary>First entry of each target position, and the number of entries at the end.</summary>
    public int[] Start { get; }

    /// <summary>Source position of each entry, times the lanes of one position.</summary>
    public int[] Source { get; }

    /// <summary>Tap of each entry: row of the window times its columns plus column.</summary>
    public int[] Tap { get; }

    /// <summary>Target positions.</summary>
    public int Targets => Start.Length - 1;

    /// <summary>Targets are outputs, sources are inputs.</summary>
    public static TapTable Forward(WindowGeometry geometry, int lanes) =>
        Known.GetOrAdd((geometry, lanes, true), key => BuildForward(key.Geometry, key.Lanes));

    /// <summary>Targets are inputs, sources are outputs.</summary>
    public static TapTable Backward(WindowGeometry geometry, int lanes) =>
        Known.GetOrAdd((geometry, lanes, false), key => BuildBackward(key.Geometry, key.Lanes));

    /// <summary>Pointer to the first element of one of the pinned tables.</summary>
    public static int* Address(int[] table) =>
        (int*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(table));

    private static TapTable BuildForward(WindowGeometry geometry, int lanes) =>
        Build(geometry.Output, geometry.Kernel, lanes, geometry.Input, (target, tap) => new Extent(
            (target.Y * geometry.Stride.Y) - geometry.Padding.Y + (tap.Y * geometry.Dilation.Y),
            (target.X * geometry.Stride.X) - geometry.Padding.X + (tap.X * geometry.Dilation.X)));

    private static TapTable BuildBackward(WindowGeometry geometry, int lanes) =>
        Build(geometry.Input, geometry.Kernel, lanes, geometry.Output, (target, tap) => new Extent(
            Divide(target.Y + geometry.Padding.Y - (tap.Y * geometry.Dilation.Y), geometry.Stride.Y),
            Divide(target.X + geometry.Padding.X - (tap.X * geometry.Dilation.X), geometry.Stride.X)));

    // A position between two windows' steps belongs to no window; -1 says so.
    private static int Divide(int position, int stride) => position < 0 || position % stride != 0 ? -1 : position / stride;

    private static TapTable Build(Extent targets, Extent kernel, int lanes, Extent sources, Func<Extent, Extent, Extent> sourceOf)
    {
        var start = new int[(targets.Y * targets.X) + 1];
        var source = new List<int>();
        var taps = new List<int>();
        for (int y = 0; y < targets.Y; y++)
        {
            for (int x = 0; x < targets.X; x++)
            {
                for (int ky = 0; ky < kernel.Y; ky++)
                {
                    for (int kx = 0; kx < kernel.X; kx++)
                    {
                        Extent from = sourceOf(new Extent(y, x), new Extent(ky, kx));
                        if ((uint)from.Y >= (uint)sources.Y || (uint)from.X >= (uint)sources.X) continue;
                        source.Add(((from.Y * sources.X) + from.X) * lanes);
                        taps.Add((ky * kernel.X) + kx);
                    }
                }

                start[(y * targets.X) + x + 1] = source.Count;
            }
        }

        return new TapTable(start, source, taps);
    }

    // The tables live as long as the process, and kernels keep pointers into them.
    private static int[] Pinned(IReadOnlyCollection<int> values)
    {
        int[] pinned = GC.AllocateUninitializedArray<int>(values.Count, pinned: true);
        int i = 0;
        foreach (int value in values) pinned[i++] = value;
        return pinned;
    }
}
