using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Datasets;

namespace Tegula.Training;

/// <summary>
/// Classifies images with a trained network under running statistics, where no image sees another; an auxiliary head is not asked. Not safe for two threads
/// at once.
/// </summary>
public sealed class Evaluator : IDisposable
{
    private const int BatchSize = 64;

    private readonly ForwardPass _forward = new();

    /// <summary>Images classified rightly, in percent: from 0 to 100, higher is better.</summary>
    /// <param name="graph">Images in, one logit per class out.</param>
    /// <param name="weights">Flat parameters in the graph's order.</param>
    /// <param name="statistics">Running statistics of the batch norms.</param>
    /// <param name="data">The images.</param>
    /// <param name="token">Ends the evaluation early.</param>
    /// <exception cref="ArgumentException">Weights, statistics, images or classes do not fit the network.</exception>
    /// <exception cref="DatasetException">A label names no class.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public double Accuracy(Graph graph, ReadOnlySpan<float> weights, BatchNormStatistics statistics, ImageDataset data, CancellationToken token = default) =>
        Measure(graph, weights, statistics, data, LossKind.CrossEntropy, token).Accuracy;

    /// <summary>Mean loss and accuracy over all images.</summary>
    /// <param name="graph">Images in, one logit per class out.</param>
    /// <param name="weights">Flat parameters in the graph's order.</param>
    /// <param name="statistics">Running statistics of the batch norms.</param>
    /// <param name="data">The images.</param>
    /// <param name="loss">Which loss.</param>
    /// <param name="token">Ends the evaluation early.</param>
    /// <exception cref="ArgumentException">Weights, statistics, images or classes do not fit the network.</exception>
    /// <exception cref="DatasetException">A label names no class.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Evaluation Measure(
        Graph graph,
        ReadOnlySpan<float> weights,
        BatchNormStatistics statistics,
        ImageDataset data,
        LossKind loss = LossKind.CrossEntropy,
        CancellationToken token = default)
    {
        NetworkFit.Check(graph, data);
        var plan = ForwardPlan.Compile(graph, BatchSize);
        var batch = new BatchReader(data, BatchSize);
        var output = new float[graph.Output.Shape.Length * BatchSize];
        ReadOnlySpan<float> logits = output.AsSpan(0, data.ClassCount * BatchSize);
        int[] indices = [.. Enumerable.Range(0, data.Count)];
        double total = 0;
        int correct = 0;
        for (int first = 0; first < data.Count; first += BatchSize)
        {
            token.ThrowIfCancellationRequested();
            int size = Math.Min(BatchSize, data.Count - first);
            batch.Read(indices.AsSpan(first, size));
            _forward.Run(plan, weights, batch.Images, BatchNormMode.GivenStatistics, statistics);
            _forward.ReadOutput(output);
            ReadOnlySpan<int> labels = batch.Labels.AsSpan(0, size);
            correct += Predictions.CountCorrect(logits, BatchSize, labels);
            total += loss == LossKind.MeanSquaredError ? MeanSquaredError.Sum(logits, BatchSize, labels) : SoftmaxCrossEntropy.Sum(logits, BatchSize, labels);
        }

        return new(total / data.Count, 100.0 * correct / data.Count);
    }

    /// <inheritdoc/>
    public void Dispose() => _forward.Dispose();
}
