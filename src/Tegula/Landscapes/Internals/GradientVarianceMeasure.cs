using Tegula.Compute.Plans;
using Tegula.Training;

namespace Tegula.Landscapes.Internals;

/// <summary>Trace of the covariance of some images' gradients.</summary>
internal sealed class GradientVarianceMeasure : IPointMeasure
{
    private readonly TrainedNetwork _network;
    private readonly SampleBatches _samples;
    private readonly LossKind _loss;
    private readonly GradientPlan[] _plans;
    private readonly ForwardPass _forward = new();
    private readonly GradientPass _backward = new();
    private readonly Jacobian _gradients = new();
    private readonly double[] _sums;
    private readonly float[] _output;
    private readonly float[] _cotangent;

    /// <summary>A measure on memory of its own.</summary>
    public GradientVarianceMeasure(TrainedNetwork network, SampleBatches samples, LossKind loss)
    {
        _loss = loss;
        _network = network;
        _samples = samples;
        Dictionary<ForwardPlan, GradientPlan> plans =
            samples.Batches.Select(batch => batch.Plan).Distinct().ToDictionary(plan => plan, plan => GradientPlan.Compile(plan, _ => true));
        _plans = [.. samples.Batches.Select(batch => plans[batch.Plan])];
        _sums = new double[network.Graph.ParameterLength];
        _output = new float[network.Graph.Output.Shape.Length * samples.Batches.Max(batch => batch.Labels.Length)];
        _cotangent = new float[_output.Length];
    }

    /// <inheritdoc/>
    public double At(ReadOnlySpan<float> weights, CancellationToken token)
    {
        Array.Clear(_sums);
        double squares = 0;
        for (int i = 0; i < _plans.Length; i++)
        {
            token.ThrowIfCancellationRequested();
            SampleBatch batch = _samples.Batches[i];
            int count = batch.Labels.Length;
            int logits = _samples.Classes * count;
            int outputs = _network.Graph.Output.Shape.Length * count;
            _forward.Run(batch.Plan, weights, batch.Images, BatchNormMode.GivenStatistics, _network.Statistics);
            _forward.ReadOutput(_output.AsSpan(0, outputs));

            // What an auxiliary head adds to the output has no part in the loss.
            Array.Clear(_cotangent);
            double loss = LandscapeLoss.Of(_loss, _output.AsSpan(0, logits), batch.Labels, _cotangent.AsSpan(0, logits));
            if (!double.IsFinite(loss)) return double.PositiveInfinity;

            // Of each image's own loss, not of the mean.
            foreach (ref float value in _cotangent.AsSpan(0, logits)) value *= count;
            _backward.RunPerSample(_plans[i], _forward, _cotangent.AsSpan(0, outputs), NormGradient.FrozenStatistics, _gradients);
            squares += _gradients.AddMoments(_sums);
        }

        double mean = 0;
        foreach (double sum in _sums) mean += sum / _samples.Count * (sum / _samples.Count);
        double variance = Math.Max(0, (squares / _samples.Count) - mean);
        return double.IsFinite(variance) ? variance : double.PositiveInfinity;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _forward.Dispose();
        _backward.Dispose();
        _gradients.Dispose();
    }
}
