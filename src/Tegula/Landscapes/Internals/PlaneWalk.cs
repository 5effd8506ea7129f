using System.Collections.Immutable;

namespace Tegula.Landscapes.Internals;

/// <summary>Visits the points of a plane of weights with several threads; what is measured at a point depends on the point alone.</summary>
internal static class PlaneWalk
{
    /// <summary>Measures every point.</summary>
    public static LandscapeGrid Measure(
        TrainedNetwork network, LandscapeOptions options, Func<IPointMeasure> create, Action<int>? onPoint, CancellationToken token)
    {
        ReadOnlyMemory<float> centre = network.Weights;
        float[] first = FilterNormalizedDirection.Draw(network.Graph, centre.Span, options.Seed, 0);
        float[] second = FilterNormalizedDirection.Draw(network.Graph, centre.Span, options.Seed, 1);
        int points = options.Points;
        int middle = points / 2;
        double[] coordinates = [.. Enumerable.Range(0, points).Select(i => options.Radius * (i - middle) / middle)];
        var values = new double[points * points];
        int done = 0;
        Parallel.For(
            0,
            values.Length,
            new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = token },
            () => (Measure: create(), Weights: new float[centre.Length]),
            (index, _, worker) =>
            {
                Move(centre.Span, first, coordinates[index % points], second, coordinates[index / points], worker.Weights);
                values[index] = worker.Measure.At(worker.Weights, token);
                onPoint?.Invoke(Interlocked.Increment(ref done));
                return worker;
            },
            worker => worker.Measure.Dispose());
        return new([.. coordinates], [.. values.Chunk(points).Select(row => row.ToImmutableArray())]);
    }

    private static void Move(ReadOnlySpan<float> centre, float[] first, double alpha, float[] second, double beta, float[] weights)
    {
        for (int i = 0; i < weights.Length; i++) weights[i] = (float)(centre[i] + (alpha * first[i]) + (beta * second[i]));
    }
}
