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

    /// <summary>C = 16, N = 5: the benchmark's own.</summary>
    public NetworkSize WholeSize => NasBench201Network.WholeSize;

    /// <summary>C = 16, N = 1.</summary>
    public NetworkSize ProxySize => NasBench201Network.ProxySize;

    /// <inheritdoc/>
    public void RequireFit(ImageShape image) => NasBench201Network.RequireFit(image);

    /// <inheritdoc/>
    public NetworkDefect DefectOf(NasBench201Supernet architecture) => NasBench201Network.DefectOf(CellComputation.Of(architecture));

    /// <inheritdoc/>
    public Graph Tangent(NasBench201Supernet architecture, ImageShape image, int classes) =>
        Sized(architecture, image, classes, NasBench201Network.TangentSize);

    /// <inheritdoc/>
    public Graph Thin(NasBench201Supernet architecture, int side) => NasBench201Network.BuildThin(CellComputation.Of(architecture), side);

    /// <inheritdoc/>
    public Graph Sized(NasBench201Supernet architecture, ImageShape image, int classes, NetworkSize size) =>
        NasBench201Network.Build(CellComputation.Of(architecture), NasBench201Skeleton.For(image, classes, size.Channels, size.Cells));
}
