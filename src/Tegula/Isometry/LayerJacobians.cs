using System.Collections.Immutable;
using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Isometry.Internals;

namespace Tegula.Isometry;

/// <summary>
/// Exact singular values of the Jacobian of every weight layer of a network. Source: 001_20c8c2cd2fe38226.txt, Definition 2 and Sec. 3.3.
/// </summary>
/// <remarks>
/// <para>
/// A layer is a linear map W with what follows it directly, that is, with no other reader between: a batch norm, whose part is N = diag(gamma / deviation) with
/// the statistics taken for constants, and an activation, whose part is D = diag(derivative at its input). J = D N W. Where concatenated links enlarge the
/// input, W has their columns. A batch norm or activation that follows something else (a sum, a concatenation, the image) belongs to every layer that reads
/// it, from the right: J = W D N. So the Jacobian of a chain of layers is the product of theirs.
/// </para>
/// <para>
/// Of a convolution, nodes are channels (Remark 1): J maps one window, channels times taps, to the channels at one output position. Positions are a fixed
/// sample of those whose windows lie inside of the image. Groups are blocks of their own, whose singular values are pooled.
/// </para>
/// </remarks>
public static class LayerJacobians
{
    /// <summary>Runs a batch through the network and takes the singular values.</summary>
    /// <param name="graph">The network; it has at least one layer.</param>
    /// <param name="parameters">Flat parameters in the graph's order.</param>
    /// <param name="images">The batch: (channel, row, column, sample).</param>
    /// <param name="batch">Its samples, at least 1.</param>
    /// <param name="options">How much to look at.</param>
    /// <param name="statistics">Statistics of the batch norms, for trained weights; null for those of the batch.</param>
    /// <param name="token">Checked between nodes and between matrices.</param>
    /// <exception cref="ArgumentException">The graph has no layer, or a length does not fit.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static NetworkIsometry Measure(
        Graph graph,
        ReadOnlySpan<float> parameters,
        ReadOnlySpan<float> images,
        int batch,
        IsometryOptions options,
        BatchNormStatistics? statistics = null,
        CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var pass = new ForwardPass();
        JacobianBatch jacobians = JacobianBatch.Run(pass, graph, parameters, images, batch, options, statistics, token);
        return Summarise(jacobians, options.Threads, token);
    }

    /// <summary>Takes the singular values of what a pass has left.</summary>
    internal static NetworkIsometry Summarise(JacobianBatch jacobians, int threads, CancellationToken token)
    {
        (JacobianLayer Layer, int Sample)[] work =
            [.. jacobians.Layers.SelectMany(layer => Enumerable.Range(0, layer.IsConstant ? 1 : jacobians.Batch).Select(sample => (layer, sample)))];
        var sums = new SingularSums[work.Length];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = token };
        Parallel.For(0, work.Length, parallel, i => sums[i] = SumsOf(jacobians, work[i].Layer, work[i].Sample, token));
        var layers = ImmutableArray.CreateBuilder<LayerIsometry>(jacobians.Layers.Length);
        int next = 0;
        foreach (JacobianLayer layer in jacobians.Layers)
        {
            SingularSums total = SingularSums.None;
            for (; next < work.Length && work[next].Layer == layer; next++) total = total.With(sums[next]);
            layers.Add(new(
                layer.Weights.Weight.Name,
                layer.Rows * layer.Weights.Groups,
                layer.Columns,
                total.Sum / total.Count,
                total.Least,
                total.Greatest,
                total.Deviations / total.Count,
                total.Squares / total.Count));
        }

        return new(layers.MoveToImmutable());
    }

    private static SingularSums SumsOf(JacobianBatch jacobians, JacobianLayer layer, int sample, CancellationToken token)
    {
        SingularSums sums = SingularSums.None;
        var matrix = new double[layer.Rows * layer.Columns];
        for (int position = 0; position < (layer.IsConstant ? 1 : layer.Positions.Length); position++)
        {
            for (int group = 0; group < layer.Weights.Groups; group++)
            {
                token.ThrowIfCancellationRequested();
                jacobians.Write(layer, group, position, sample, matrix);
                foreach (double value in SingularValues.Of(matrix, layer.Rows, layer.Columns)) sums = sums.With(value);
            }
        }

        return sums;
    }

    private readonly record struct SingularSums(int Count, double Sum, double Squares, double Deviations, double Least, double Greatest)
    {
        public static SingularSums None => new(0, 0, 0, 0, double.PositiveInfinity, 0);

        public SingularSums With(double value) =>
            new(Count + 1, Sum + value, Squares + (value * value), Deviations + Math.Abs(value - 1), Math.Min(Least, value), Math.Max(Greatest, value));

        public SingularSums With(SingularSums other) => new(
            Count + other.Count,
            Sum + other.Sum,
            Squares + other.Squares,
            Deviations + other.Deviations,
            Math.Min(Least, other.Least),
            Math.Max(Greatest, other.Greatest));
    }
}
