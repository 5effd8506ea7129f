using Tegula.Architectures;
using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Datasets;
using Tegula.Networks;
using Tegula.Training;

namespace Tegula.Exchange;

/// <summary>
/// A network with its numbers, ready to be handed to other programs: as it is evaluated, so without places where paths are dropped and without an auxiliary
/// head.
/// </summary>
/// <param name="Architecture">Text of the architecture.</param>
/// <param name="Graph">Images in, one logit per class out.</param>
/// <param name="Weights">Flat parameters in the graph's order.</param>
/// <param name="Statistics">What the batch norms normalise with.</param>
/// <param name="Origin">Where the numbers come from, in a few words, such as <c>initialised with seed 0</c>.</param>
public sealed record ExportedNetwork(string Architecture, Graph Graph, float[] Weights, BatchNormStatistics Statistics, string Origin)
{
    private const int BatchSize = 64;

    /// <summary>A network with random weights; its batch norms normalise with mean 0 and variance 1, as PyTorch's do before any training.</summary>
    /// <param name="architecture">A cell, a genotype, a DAG or a model.</param>
    /// <param name="image">Shape of an image.</param>
    /// <param name="classes">Number of logits, at least 1.</param>
    /// <param name="options">What the architecture leaves open; an auxiliary head and dropped paths are left out.</param>
    /// <param name="scheme">How the weights are drawn.</param>
    /// <param name="seed">Seed of the weights.</param>
    /// <exception cref="ArgumentException">There is no such network; one line says what would be right.</exception>
    public static ExportedNetwork Initialised(
        IArchitecture architecture, ImageShape image, int classes, NetworkOptions options, WeightScheme scheme = WeightScheme.KaimingNormal, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(options);
        Graph graph = ArchitectureNetwork.Build(architecture, image, classes, Evaluated(options));
        float[] weights = WeightInitialization.Draw(scheme, graph, seed, 0);
        return new(architecture.ToString()!, graph, weights, new BatchNormStatistics(NormChannels(graph)), $"initialised with seed {seed}");
    }

    /// <summary>The network of a checkpoint with the weights and running statistics that its training would answer with.</summary>
    /// <param name="checkpoint">A training that was saved.</param>
    /// <param name="read">Reads the text of the architecture, for a cell of an own space; null for any text that says by itself what it is.</param>
    /// <exception cref="ArgumentException">
    /// The checkpoint's architecture is none that this version knows, or its numbers are not those of its network.
    /// </exception>
    public static ExportedNetwork Trained(Checkpoint checkpoint, Func<string, IArchitecture>? read = null)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        TrainingSetup setup = checkpoint.Setup;
        IArchitecture architecture = (read ?? ArchitectureReader.Parse)(setup.Architecture);
        Graph trained = ArchitectureNetwork.Build(architecture, setup.Shape, setup.Classes, setup.Network);
        if (trained.ParameterLength != checkpoint.Weights.Length || NormChannels(trained) != checkpoint.Statistics.Means.Length)
        {
            throw new ArgumentException(
                $"the checkpoint holds {checkpoint.Weights.Length} weights and {checkpoint.Statistics.Means.Length} normalised channels, "
                + $"the network of {setup.Architecture} has {trained.ParameterLength} and {NormChannels(trained)}");
        }

        Graph graph = ArchitectureNetwork.Build(architecture, setup.Shape, setup.Classes, Evaluated(setup.Network));
        int epochs = checkpoint.State.Best?.Epoch ?? checkpoint.State.Epochs.Count;
        return new(
            setup.Architecture,
            graph,
            WeightsOf(graph, trained, checkpoint.Weights),
            StatisticsOf(graph, trained, checkpoint.Statistics),
            $"trained for {epochs} epochs");
    }

    /// <summary>What the network answers with its own statistics, so that no image sees another: the yardstick for every other program that runs it.</summary>
    /// <param name="images">The images one after the other: (sample, channel, row, column).</param>
    /// <param name="samples">How many there are, at least 1.</param>
    /// <returns>The logits: (sample, class).</returns>
    /// <exception cref="ArgumentException">The images have another length, or the numbers are not those of the graph.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no samples.</exception>
    public float[] Evaluate(ReadOnlySpan<float> images, int samples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        int image = Graph.Input.Shape.Length;
        int classes = Graph.Output.Shape.Length;
        if (images.Length != (long)samples * image)
            throw new ArgumentException($"{samples} images of {Graph.Input.Shape} have {(long)samples * image} values, {images.Length} were given");
        var logits = new float[samples * classes];
        using var pass = new ForwardPass();
        for (int first = 0; first < samples; first += BatchSize)
        {
            int batch = Math.Min(BatchSize, samples - first);
            var answers = new float[batch * classes];
            pass.Run(
                ForwardPlan.Compile(Graph, batch),
                Weights,
                Transposed(images.Slice(first * image, batch * image), batch),
                BatchNormMode.GivenStatistics,
                Statistics);
            pass.ReadOutput(answers);
            Transposed(answers, classes).CopyTo(logits.AsSpan(first * classes));
        }

        return logits;
    }

    // The engine keeps the samples of one position side by side.
    private static float[] Transposed(ReadOnlySpan<float> rows, int count)
    {
        int length = rows.Length / count;
        var columns = new float[rows.Length];
        for (int row = 0; row < count; row++)
        {
            for (int i = 0; i < length; i++) columns[(i * count) + row] = rows[(row * length) + i];
        }

        return columns;
    }

    private static NetworkOptions Evaluated(NetworkOptions options) => options with { HasAuxiliaryHead = false, DropsPaths = false };

    private static float[] WeightsOf(Graph graph, Graph trained, float[] values)
    {
        Dictionary<string, Parameter> known = trained.Parameters.ToDictionary(parameter => parameter.Name);
        var weights = new float[graph.ParameterLength];
        foreach (Parameter parameter in graph.Parameters)
            values.AsSpan(known[parameter.Name].Offset, parameter.Length).CopyTo(weights.AsSpan(parameter.Offset));
        return weights;
    }

    private static BatchNormStatistics StatisticsOf(Graph graph, Graph trained, BatchNormStatistics values)
    {
        Dictionary<string, int> places = Norms(trained).ToDictionary(norm => norm.Name, norm => norm.Offset);
        var statistics = new BatchNormStatistics(NormChannels(graph));
        foreach ((string name, int offset, int channels) in Norms(graph))
        {
            values.Means.AsSpan(places[name], channels).CopyTo(statistics.Means.AsSpan(offset));
            values.Variances.AsSpan(places[name], channels).CopyTo(statistics.Variances.AsSpan(offset));
        }

        return statistics;
    }

    // Each batch norm by the name of its scale, with its place in the statistics.
    private static IEnumerable<(string Name, int Offset, int Channels)> Norms(Graph graph)
    {
        int offset = 0;
        foreach (Node node in graph.Nodes)
        {
            if (node.Operation is not BatchNormOperation norm) continue;
            yield return (norm.Scale.Name, offset, node.Shape.Channels);
            offset += node.Shape.Channels;
        }
    }

    private static int NormChannels(Graph graph) => Norms(graph).Sum(norm => norm.Channels);
}
