using Tegula.Compute.Plans;
using Tegula.Training;

namespace Tegula.Landscapes.Internals;

/// <summary>Mean loss of some images.</summary>
internal sealed class LossMeasure(TrainedNetwork network, SampleBatches samples, LossKind loss) : IPointMeasure
{
    private readonly ForwardPass _forward = new();
    private readonly float[] _output = new float[network.Graph.Output.Shape.Length * samples.Batches.Max(batch => batch.Labels.Length)];

    /// <inheritdoc/>
    public double At(ReadOnlySpan<float> weights, CancellationToken token)
    {
        double total = 0;
        foreach (SampleBatch batch in samples.Batches)
        {
            token.ThrowIfCancellationRequested();
            int count = batch.Labels.Length;
            _forward.Run(batch.Plan, weights, batch.Images, BatchNormMode.GivenStatistics, network.Statistics);
            _forward.ReadOutput(_output.AsSpan(0, network.Graph.Output.Shape.Length * count));
            total += LandscapeLoss.Sum(loss, _output.AsSpan(0, samples.Classes * count), batch.Labels);
        }

        return double.IsFinite(total) ? total / samples.Count : double.PositiveInfinity;
    }

    /// <inheritdoc/>
    public void Dispose() => _forward.Dispose();
}
