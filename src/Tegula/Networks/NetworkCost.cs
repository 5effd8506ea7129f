using Tegula.Architectures;
using Tegula.Architectures.Graphs;

namespace Tegula.Networks;

/// <summary>What a network costs.</summary>
/// <param name="Parameters">Trainable numbers: convolution weights, scale and shift of batch norms, weights and biases of the classifier.</param>
/// <param name="Macs">Multiply-accumulate operations of the convolutions and the classifier for one image; everything else is not counted.</param>
/// <remarks>Equals the columns <c>*_params</c> and <c>*_macs</c> of the NAS-Bench-201 table.</remarks>
public sealed record NetworkCost(long Parameters, long Macs)
{
    private static readonly NetworkCost Nothing = new(0, 0);

    /// <summary>The cost as the benchmark counts it: every convolution of the arch string, whether or not anything uses it.</summary>
    /// <param name="cell">The cell that every stage repeats.</param>
    /// <param name="skeleton">The network around it.</param>
    public static NetworkCost Of(NasBench201Cell cell, NasBench201Skeleton skeleton)
    {
        ArgumentNullException.ThrowIfNull(cell);
        ArgumentNullException.ThrowIfNull(skeleton);
        return Of(cell.Operations, skeleton);
    }

    /// <summary>
    /// The cost of what lies on a path from the image to the logits. Nothing does when the output of the cell does not depend on its input: then
    /// both numbers are 0.
    /// </summary>
    /// <param name="computation">What the cell really computes.</param>
    /// <param name="skeleton">The network around it.</param>
    public static NetworkCost OfLive(CellComputation computation, NasBench201Skeleton skeleton)
    {
        ArgumentNullException.ThrowIfNull(computation);
        ArgumentNullException.ThrowIfNull(skeleton);
        return computation.DependsOnInput ? Of(computation.Operations.Select(operation => operation.Kind), skeleton) : Nothing;
    }

    /// <summary>The cost of a DARTS network, unused nodes included; with an auxiliary head, that of the head, too.</summary>
    /// <param name="genotype">The normal and the reduction cell.</param>
    /// <param name="skeleton">The network around them.</param>
    /// <exception cref="ArgumentException">The skeleton's sizes do not fit together; the message says which and why.</exception>
    public static NetworkCost Of(DartsGenotype genotype, DartsSkeleton skeleton)
    {
        ArgumentNullException.ThrowIfNull(genotype);
        ArchitectureGraph network = genotype.ToGraph(skeleton);
        return new(network.Parameters, network.Macs);
    }

    /// <summary>The cost of what lies on a path from an input to the output of a network.</summary>
    /// <param name="network">The whole network as a graph.</param>
    public static NetworkCost OfLive(ArchitectureGraph network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network.LiveEdges().Aggregate(Nothing, (sum, edge) => sum.Plus(new(edge.Operation.Parameters, edge.Operation.Macs)));
    }

    private static NetworkCost Of(IEnumerable<NasBench201Operation> operations, NasBench201Skeleton skeleton)
    {
        NasBench201Operation[] convolutions = [.. operations.Where(operation => operation.IsConvolution())];
        IReadOnlyList<NasBench201Stage> stages = skeleton.Stages;
        NetworkCost cost = NormalisedConvolution(skeleton.ImageChannels, stages[0], 3);
        for (int i = 0; i < stages.Count; i++)
        {
            if (i > 0)
                cost = cost.Plus(ResidualBlock(stages[i - 1], stages[i]));
            NetworkCost cell = convolutions.Aggregate(
                Nothing,
                (sum, operation) => sum.Plus(NormalisedConvolution(stages[i].Channels, stages[i], operation.KernelSize())));
            cost = cost.Plus(cell.Times(skeleton.CellsPerStage));
        }

        NasBench201Stage last = stages[^1];
        var classifier = new NetworkCost((last.Channels + 1L) * skeleton.Classes, (long)last.Channels * skeleton.Classes);
        return cost.Plus(BatchNorm(last)).Plus(classifier);
    }

    private static NetworkCost ResidualBlock(NasBench201Stage from, NasBench201Stage to) =>
        NormalisedConvolution(from.Channels, to, 3).Plus(NormalisedConvolution(to.Channels, to, 3)).Plus(Convolution(from.Channels, to, 1));

    private static NetworkCost NormalisedConvolution(int inputChannels, NasBench201Stage to, int kernelSize) =>
        Convolution(inputChannels, to, kernelSize).Plus(BatchNorm(to));

    private static NetworkCost Convolution(int inputChannels, NasBench201Stage to, int kernelSize)
    {
        long weights = (long)inputChannels * to.Channels * kernelSize * kernelSize;
        return new NetworkCost(weights, weights * to.Pixels);
    }

    private static NetworkCost BatchNorm(NasBench201Stage stage) => new(2L * stage.Channels, 0);

    private NetworkCost Plus(NetworkCost other) => new(Parameters + other.Parameters, Macs + other.Macs);

    private NetworkCost Times(int count) => new(count * Parameters, count * Macs);
}
