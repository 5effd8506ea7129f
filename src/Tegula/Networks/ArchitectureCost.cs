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
    /// <param name="skeleton">The network around it, if it is a cell; null for <see cref="MacroSkeleton.Default"/>.</param>
    /// <param name="graph">The architecture's graph where the caller has it already; null to make it.</param>
    /// <exception cref="ArgumentException">There is no such network around this kind of cell, or its sizes do not fit together.</exception>
    public static ArchitectureCost? Of(IArchitecture architecture, MacroSkeleton? skeleton = null, ArchitectureGraph? graph = null)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        skeleton ??= MacroSkeleton.Default;
        return architecture switch
        {
            CustomCell cell => Of(cell, skeleton),
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

    private static ArchitectureCost Of(CustomCell cell, MacroSkeleton around)
    {
        CustomSkeleton own = cell.Definition.Skeleton;
        bool keepsImages = around.KeepsOwnImages;
        TensorShape image = keepsImages ? own.Image : new(around.Image.Channels, around.Image.Height, around.Image.Width);
        int classes = keepsImages ? own.Classes : around.Classes, channels = around.Channels ?? own.Channels, cells = around.Cells ?? own.Cells;
        bool isOwn = keepsImages && channels == own.Channels && cells == own.Cells;
        var costs = isOwn ? cell.Definition.Costs : CustomCosts.Of(cell.Definition, image, classes, channels, cells);
        GraphCost whole = costs.Of(cell), live = costs.OfLive(CustomComputation.Of(cell));
        string images = keepsImages ? $"images of {image}" : around.Id;
        return new(
            new(whole.Parameters, whole.Macs),
            new(live.Parameters, live.Macs),
            $"network of {cell.Definition.Name} for {images}, C = {channels}, {cells} cells in each of {own.Stages} stages");
    }

    private static ArchitectureCost? Of(ArchitectureGraph graph) =>
        graph.Parameters == 0 && graph.Macs == 0 ? null : new(new(graph.Parameters, graph.Macs), null, null);

    private static ArgumentException Missing(MacroSkeleton skeleton, string family, Func<MacroSkeleton, object?> part) => new(
        $"there is no {family} network for {skeleton.Id}; there are those for "
        + string.Join(", ", MacroSkeleton.All.Where(item => part(item) is not null).Select(item => item.Id)));
}
