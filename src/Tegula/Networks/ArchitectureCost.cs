using Tegula.Architectures;
using Tegula.Architectures.Custom;
using Tegula.Architectures.Custom.Internals;
using Tegula.Architectures.Graphs;
using Tegula.Compute;

namespace Tegula.Networks;

/// <summary>Parameters and MACs of an architecture: its own, or those of the network around a cell.</summary>
/// <param name="Whole">Everything that is declared.</param>
/// <param name="Live">What lies on a path from input to output; null where it is not counted apart.</param>
/// <param name="Network">The network around the cell; null where the architecture is the whole network.</param>
public sealed record ArchitectureCost(NetworkCost Whole, NetworkCost? Live, string? Network)
{
    /// <summary>The cost; null for an architecture without sizes, such as a DAG code.</summary>
    /// <param name="architecture">What is counted.</param>
    /// <param name="skeleton">
    /// The network around it, if it is a cell; null for the one for CIFAR-10, or, around a cell of an own space, the one it asks for.
    /// </param>
    /// <param name="graph">The architecture's graph where the caller has it already; null to make it.</param>
    /// <exception cref="ArgumentException">There is no such network around this kind of cell, or its sizes do not fit together.</exception>
    public static ArchitectureCost? Of(IArchitecture architecture, MacroSkeleton? skeleton = null, ArchitectureGraph? graph = null)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        if (architecture is CustomCell own)
            return Of(own, skeleton);
        skeleton ??= MacroSkeleton.All[0];
        return architecture switch
        {
            NasBench201Cell cell => Of(cell, skeleton.NasBench201 ?? throw Missing(skeleton, "NAS-Bench-201", item => item.NasBench201), skeleton.Id),
            DartsGenotype genotype => Of(genotype, skeleton.Darts ?? throw Missing(skeleton, "DARTS", item => item.Darts), skeleton.Id),
            _ => Of(graph ?? architecture.ToGraph()),
        };
    }

    private static ArchitectureCost Of(NasBench201Cell cell, NasBench201Skeleton skeleton, string id) => new(
        NetworkCost.Of(cell, skeleton),
        NetworkCost.OfLive(CellComputation.Of(cell), skeleton),
        $"NAS-Bench-201 network for {id}, C = {skeleton.Channels}, N = {skeleton.CellsPerStage}");

    private static ArchitectureCost Of(DartsGenotype genotype, DartsSkeleton skeleton, string id) => new(
        NetworkCost.Of(genotype, skeleton),
        NetworkCost.OfLive(genotype.ToGraph(skeleton)),
        $"DARTS network for {id}, C = {skeleton.Channels}, {skeleton.Cells} cells, without auxiliary head");

    private static ArchitectureCost Of(CustomCell cell, MacroSkeleton? data)
    {
        CustomSkeleton skeleton = cell.Definition.Skeleton;
        TensorShape image = data is null ? skeleton.Image : new(data.Image.Channels, data.Image.Height, data.Image.Width);
        int channels = data?.Channels ?? skeleton.Channels, cells = data?.Cells ?? skeleton.Cells;
        var costs = data is null ? cell.Definition.Costs : CustomCosts.Of(cell.Definition, image, data.Classes, channels, cells);
        GraphCost whole = costs.Of(cell), live = costs.OfLive(CustomComputation.Of(cell));
        return new(
            new(whole.Parameters, whole.Macs),
            new(live.Parameters, live.Macs),
            $"network of {cell.Definition.Name} for {data?.Id ?? $"images of {image}"}, C = {channels}, {cells} cells in each of {skeleton.Stages} stages");
    }

    private static ArchitectureCost? Of(ArchitectureGraph graph) =>
        graph.Parameters == 0 && graph.Macs == 0 ? null : new(new(graph.Parameters, graph.Macs), null, null);

    private static ArgumentException Missing(MacroSkeleton skeleton, string family, Func<MacroSkeleton, object?> part) => new(
        $"there is no {family} network for {skeleton.Id}; there are those for "
        + $"{string.Join(", ", MacroSkeleton.All.Where(item => part(item) is not null).Select(item => item.Id))}");
}
