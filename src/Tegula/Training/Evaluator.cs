using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Datasets;

namespace Tegula.Training;

/// <summary>
/// Classifies images with a trained network under running statistics, where no image sees another; an auxiliary head is not asked. Not safe for two threads
/// at once.
/// </summary>
/// <param name="threads">Threads to work with, at least 1; the results are the same.</param>
public sealed class Evaluator(int threads = 1) : IDisposable
{
    private const int BatchSize = 64;

    private readonly List<ForwardPass> _passes = [];

    /// <summary>Images classified rightly, in percent: from 0 to 100, higher is better.</summary>
    /// <param name="graph">Images in, one logit per class out.</param>
    /// <param name="weights">Flat parameters in the graph's order.</param>
    /// <param name="statistics">Running statistics of the batch norms.</param>
    /// <param name="data">The images.</param>
    /// <param name="token">Ends the evaluation early.</param>
    /// <exception cref="ArgumentException">Weights, statistics, images or classes do not fit the network.</exception>
    /// <exception cref="DatasetException">A label names no class.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public double Accuracy(Graph graph, float[] weights, BatchNormStatistics statistics, ImageDataset data, CancellationToken token = default) =>
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
        float[] weights,
        BatchNormStatistics statistics,
        ImageDataset data,
        LossKind loss = LossKind.CrossEntropy,
        CancellationToken token = default)
    {
        NetworkFit.Check(graph, data);
        var plan = ForwardPlan.Compile(graph, BatchSize);
        int batches = (data.Count + BatchSize - 1) / BatchSize;
        int workers = Math.Min(threads, batches);
        while (_passes.Count < workers) _passes.Add(new ForwardPass());
        var losses = new double[batches];
        var correct = new int[batches];
        if (workers == 1) Work(0);
        else Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = token }, Work);

        // In the order of the batches, whoever computed them.
        return new(losses.Sum() / data.Count, 100.0 * correct.Sum() / data.Count);

        void Work(int worker)
        {
            var reader = new BatchReader(data, BatchSize);
            var output = new float[graph.Output.Shape.Length * BatchSize];
            ReadOnlySpan<float> logits = output.AsSpan(0, data.ClassCount * BatchSize);
            for (int batch = worker; batch < batches; batch += workers)
            {
                token.ThrowIfCancellationRequested();
                int[] indices = [.. Enumerable.Range(batch * BatchSize, Math.Min(BatchSize, data.Count - (batch * BatchSize)))];
                reader.Read(indices);
                _passes[worker].Run(plan, weights, reader.Images, BatchNormMode.GivenStatistics, statistics);
                _passes[worker].ReadOutput(output);
                ReadOnlySpan<int> labels = reader.Labels.AsSpan(0, indices.Length);
                correct[batch] = Predictions.CountCorrect(logits, BatchSize, labels);
                losses[batch] = loss == LossKind.MeanSquaredError
                    ? MeanSquaredError.Sum(logits, BatchSize, labels)
                    : SoftmaxCrossEntropy.Sum(logits, BatchSize, labels);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _passes.ForEach(pass => pass.Dispose());
}
