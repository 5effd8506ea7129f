using System.Collections.Immutable;
using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;

namespace Tegula.Isometry.Internals;

/// <summary>The Jacobians of all layers on one batch, written out one at a time.</summary>
internal sealed class JacobianBatch
{
    private readonly float[] _parameters;
    private readonly CapturedDerivatives _derivatives;
    private readonly Dictionary<int, double[]> _normFactors;

    private JacobianBatch(
        ImmutableArray<JacobianLayer> layers, int batch, float[] parameters, CapturedDerivatives derivatives, Dictionary<int, double[]> normFactors)
    {
        Layers = layers;
        Batch = batch;
        _parameters = parameters;
        _derivatives = derivatives;
        _normFactors = normFactors;
    }

    /// <summary>The layers in the graph's order.</summary>
    public ImmutableArray<JacobianLayer> Layers { get; }

    /// <summary>Samples.</summary>
    public int Batch { get; }

    /// <summary>Runs a batch and keeps the derivatives; arguments as in <see cref="LayerJacobians.Measure"/>.</summary>
    public static JacobianBatch Run(
        ForwardPass pass,
        Graph graph,
        ReadOnlySpan<float> parameters,
        ReadOnlySpan<float> images,
        int batch,
        IsometryOptions options,
        BatchNormStatistics? statistics,
        CancellationToken token)
    {
        ImmutableArray<JacobianLayer> layers = JacobianLayer.Of(graph, options.Positions, options.Seed);
        if (layers.IsEmpty) throw new ArgumentException("the network has no layer with weights, so there is no Jacobian to look at");
        var derivatives = new CapturedDerivatives(graph, layers, batch);
        var plan = ForwardPlan.Compile(graph, batch);
        pass.Run(
            plan,
            parameters,
            images,
            statistics is null ? BatchNormMode.BatchStatistics : BatchNormMode.GivenStatistics,
            statistics,
            node =>
            {
                token.ThrowIfCancellationRequested();
                derivatives.Take(pass, node);
            });
        float[] weights = parameters.ToArray();
        var normFactors = layers.SelectMany(layer => new[] { layer.NormBehind, layer.NormInFront }).OfType<Node>().Distinct()
            .ToDictionary(norm => norm.Index, norm => Factors(plan, pass.Statistics, weights, norm));
        return new(layers, batch, weights, derivatives, normFactors);
    }

    /// <summary>Writes the Jacobian of one group of a layer, <see cref="JacobianLayer.Rows"/> x <see cref="JacobianLayer.Columns"/>, row after row.</summary>
    public void Write(JacobianLayer layer, int group, int position, int sample, Span<double> matrix)
    {
        int taps = layer.Weights.Geometry.Taps;
        int inputs = layer.Columns / taps;
        ReadOnlySpan<float> weights = _parameters.AsSpan(layer.Weights.Weight.Offset + (group * matrix.Length), matrix.Length);
        double[]? normBehind = layer.NormBehind is { } behind ? _normFactors[behind.Index] : null;
        double[]? normInFront = layer.NormInFront is { } inFront ? _normFactors[inFront.Index] : null;
        int[] pixels = layer.PixelsOf(layer.Positions[position]);
        var right = new double[layer.Columns];
        for (int i = 0; i < inputs; i++)
        {
            int channel = (group * inputs) + i;
            for (int tap = 0; tap < taps; tap++)
            {
                double factor = pixels[tap] < 0 ? 0 : normInFront?[channel] ?? 1;
                right[(i * taps) + tap] = layer.ActivationInFront is null ? factor : factor * _derivatives.InFront(layer, channel, position, tap, sample);
            }
        }

        for (int row = 0; row < layer.Rows; row++)
        {
            int channel = (group * layer.Rows) + row;
            double left = normBehind?[channel] ?? 1;
            if (layer.ActivationBehind is not null) left *= _derivatives.Behind(layer, channel, position, sample);
            int start = row * layer.Columns;
            for (int column = 0; column < layer.Columns; column++) matrix[start + column] = left * weights[start + column] * right[column];
        }
    }

    private static double[] Factors(ForwardPlan plan, BatchNormStatistics statistics, float[] parameters, Node node)
    {
        var norm = (BatchNormOperation)node.Operation;
        int first = plan.FirstStatistic(node);
        return
        [
            .. Enumerable.Range(0, node.Shape.Channels).Select(channel =>
                parameters[norm.Scale.Offset + channel] / Math.Sqrt(statistics.Variances[first + channel] + norm.Epsilon)),
        ];
    }
}
