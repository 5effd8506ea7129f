using System.Collections.Concurrent;
using Tegula.Compute.Graphs;

namespace Tegula.Compute.Kernels;

/// <summary>An average pool as weighted taps: 1 / (positions of the window inside the input) for each tap.</summary>
internal sealed class WindowMeans
{
    private static readonly ConcurrentDictionary<(WindowGeometry Geometry, int Lanes, bool Forward), WindowMeans> Known = new();


    private WindowMeans(WindowGeometry geometry, TapTable taps, float[] weights, bool isBackward)
    {
        Taps = taps;
        Weights = weights;
        IsBackward = isBackward;
        bool isPlain3x3 = geometry.Kernel == Extent.Square(3) && geometry.Stride == Extent.Square(1)
            && geometry.Padding == Extent.Square(1) && geometry.Dilation == Extent.Square(1);
        Plain3x3 = isPlain3x3 ? geometry.Input : null;
    }

    /// <summary>Which source positions each target position reads.</summary>
    public TapTable Taps { get; }

    /// <summary>Weight of each tap entry.</summary>
    public float[] Weights { get; }

    /// <summary>Whether the targets are inputs.</summary>
    public bool IsBackward { get; }

    /// <summary>Rows and columns when the window is 3 x 3 with stride 1 and padding 1, which has a faster form; else null.</summary>
    public Extent? Plain3x3 { get; }

    /// <summary>Outputs as weighted sums of inputs.</summary>
    public static WindowMeans Forward(WindowGeometry geometry, int lanes) =>
        Known.GetOrAdd((geometry, lanes, true), key => BuildForward(key.Geometry, key.Lanes));

    /// <summary>Cotangents of inputs as weighted sums of cotangents of outputs.</summary>
    public static WindowMeans Backward(WindowGeometry geometry, int lanes) =>
        Known.GetOrAdd((geometry, lanes, false), key => BuildBackward(key.Geometry, key.Lanes));

    private static WindowMeans BuildForward(WindowGeometry geometry, int lanes)
    {
        var taps = TapTable.Forward(geometry, lanes);
        var weights = new float[taps.Source.Length];
        for (int target = 0; target < taps.Targets; target++)
        {
            int begin = taps.Start[target];
            int end = taps.Start[target + 1];
            weights.AsSpan(begin, end - begin).Fill(1f / (end - begin));
        }

        return new WindowMeans(geometry, taps, weights, isBackward: false);
    }

    private static WindowMeans BuildBackward(WindowGeometry geometry, int lanes)
    {
        TapTable forward = TapTable.Forward(geometry, 1);
        var taps = TapTable.Backward(geometry, lanes);
        float[] weights = [.. taps.Source.Select(source => 1f / (forward.Start[(source / lanes) + 1] - forward.Start[source / lanes]))];
        return new WindowMeans(geometry, taps, weights, isBackward: true);
    }
}
