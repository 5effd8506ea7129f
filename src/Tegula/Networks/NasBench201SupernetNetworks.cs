using Tegula.Architectures;
using Tegula.Compute.Graphs;
using Tegula.Datasets;

namespace Tegula.Networks;

/// <summary>
/// Networks of NAS-Bench-201 supernets, built as <see cref="NasBench201IndicatorNetworks"/> builds those of cells: a supernet with one operation on each
/// edge gets the same networks as its cell, with the same names of parameters. In a network every cell holds all operations that are left.
/// </summary>
public sealed class NasBench201SupernetNetworks : IIndicatorNetworks<NasBench201Supernet>
{
    private NasBench201SupernetNetworks()
    {
    }

    /// <summary>The networks; they have no state.</summary>
    public static NasBench201SupernetNetworks Instance { get; } = new();

    /// <inheritdoc/>
    public NetworkDefect DefectOf(NasBench201Supernet architecture) => NasBench201Network.DefectOf(CellComputation.Of(architecture));

    /// <inheritdoc/>
    public Graph Tangent(NasBench201Supernet architecture, ImageShape image, int classes) =>
        Sized(architecture, image, classes, NasBench201Network.TangentChannels, NasBench201Network.TangentCellsPerStage);

    /// <inheritdoc/>
    public Graph Thin(NasBench201Supernet architecture, int side) => NasBench201Network.BuildThin(CellComputation.Of(architecture), side);

    /// <inheritdoc/>
    public Graph Sized(NasBench201Supernet architecture, ImageShape image, int classes, int channels, int cells) =>
        NasBench201Network.Build(CellComputation.Of(architecture), NasBench201Skeleton.For(image, classes, channels, cells));
}
