using Tegula.Compute;
using Tegula.Compute.Plans;
using Tegula.Datasets;
using Tegula.Training;

namespace Tegula.Landscapes.Internals;

/// <summary>Images that are read once and then measured at every point, by all threads.</summary>
/// <param name="Batches">The images; only the last batch may be smaller.</param>
/// <param name="Classes">Number of classes; the logits are the first so many outputs.</param>
/// <param name="Count">Images of all batches.</param>
internal sealed record SampleBatches(IReadOnlyList<SampleBatch> Batches, int Classes, int Count)
{
    /// <summary>Images of a forward pass.</summary>
    public const int LossBatch = 64;

    /// <summary>Images whose gradients are kept apart: the fewest that fill the lanes of the engine, since each takes as much memory as the weights.</summary>
    public const int GradientBatch = 16;

    /// <summary>Images of one product with a Hessian, whose tangents and cotangents take three times the memory of a forward pass.</summary>
    public const int HessianBatch = 32;

    /// <summary>Chooses images and compiles plans for them.</summary>
    /// <exception cref="ArgumentException">Weights, statistics, images or classes do not fit the network.</exception>
    public static SampleBatches Read(TrainedNetwork network, ImageDataset data, LandscapeOptions options, int batchSize, bool keepsActivations)
    {
        NetworkFit.Check(network.Graph, data);
        if (network.Weights.Length != network.Graph.ParameterLength)
            throw new ArgumentException($"the network has {network.Graph.ParameterLength} parameters, {network.Weights.Length} were given");
        int[] order = [.. Enumerable.Range(0, data.Count)];
        new RandomStream(options.Seed, "landscape images").Shuffle<int>(order);
        int count = Math.Min(options.Samples, data.Count);
        ForwardPlan? plan = null;
        var batches = new List<SampleBatch>();
        foreach (int[] indices in order.Take(count).Chunk(batchSize))
        {
            if (plan?.Batch != indices.Length) plan = ForwardPlan.Compile(network.Graph, indices.Length, keepsActivations);
            var reader = new BatchReader(data, indices.Length);
            reader.Read(indices);
            batches.Add(new(plan, reader.Images, reader.Labels));
        }

        if (network.Statistics.Means.Length != plan!.StatisticsLength)
            throw new ArgumentException($"the network normalises {plan.StatisticsLength} channels, statistics of {network.Statistics.Means.Length} were given");
        return new(batches, data.ClassCount, count);
    }
}

/// <summary>Images of one batch.</summary>
/// <param name="Plan">A plan of that size.</param>
/// <param name="Images">(channel, row, column, sample).</param>
/// <param name="Labels">Class of each sample.</param>
internal sealed record SampleBatch(ForwardPlan Plan, float[] Images, int[] Labels);
