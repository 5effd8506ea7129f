using Tegula.Architectures;
using Tegula.Architectures.Graphs;

namespace Tegula.Networks;

/// <summary>Parameters and MACs of an architecture: its own, or those of the usual network around a cell.</summary>
/// <param name="Whole">Everything that is declared.</param>
/// <param name="Live">What lies on a path from input to output; null where it is not counted apart.</param>
/// <param name="Network">The network around the cell; null where the architecture is the whole network.</param>
public sealed record ArchitectureCost(NetworkCost Whole, NetworkCost? Live, string? Network)
{
    /// <summary>The cost; null for an architecture without sizes, such as a DAG code.</summary>
    public static ArchitectureCost? Of(IArchitecture architecture) => Of(architecture, null);

    /// <summary>The cost, from a graph that is there already.</summary>
    /// <param name="architecture">What is counted.</param>
    /// <param name="graph">Its graph; null to make it.</param>
    public static ArchitectureCost? Of(IArchitecture architecture, ArchitectureGraph? graph)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        switch (architecture)
        {
            case NasBench201Cell cell:
                NasBench201Skeleton skeleton = NasBench201Skeleton.Cifar10;
                return new(
                    NetworkCost.Of(cell, skeleton),
                    NetworkCost.OfLive(CellComputation.Of(cell), skeleton),
                    $"NAS-Bench-201 network for CIFAR-10, C = {skeleton.Channels}, N = {skeleton.CellsPerStage}");
            case DartsGenotype genotype:
                DartsSkeleton darts = DartsSkeleton.Cifar10;
                return new(
                    NetworkCost.Of(genotype, darts), null, $"DARTS network for CIFAR-10, C = {darts.Channels}, {darts.Cells} cells, without auxiliary head");
            default:
                graph ??= architecture.ToGraph();
                return graph.Parameters == 0 && graph.Macs == 0 ? null : new(new(graph.Parameters, graph.Macs), null, null);
        }
    }
}
