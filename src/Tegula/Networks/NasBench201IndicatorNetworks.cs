using Tegula.Architectures;
using Tegula.Compute.Graphs;
using Tegula.Datasets;

namespace Tegula.Networks;

/// <summary>
/// Networks of NAS-Bench-201 cells: the tangent kernel's has 3 channels and one cell in each stage, the thin one is a single cell of one channel
/// (TEG, 003_fe8fa0e5c804e1de.txt Sec. 3).
/// </summary>
public sealed class NasBench201IndicatorNetworks : IIndicatorNetworks<NasBench201Cell>
{
    private NasBench201IndicatorNetworks()
    {
    }

    /// <summary>The networks; they have no state.</summary>
    public static NasBench201IndicatorNetworks Instance { get; } = new();

    /// <summary>C = 16, N = 5: the benchmark's own.</summary>
    public NetworkSize WholeSize => NasBench201Network.WholeSize;

    /// <summary>C = 16, N = 1.</summary>
    public NetworkSize ProxySize => NasBench201Network.ProxySize;

    /// <inheritdoc/>
    public void RequireFit(ImageShape image) => NasBench201Network.RequireFit(image);

    /// <inheritdoc/>
    public NetworkDefect DefectOf(NasBench201Cell architecture) => NasBench201Network.DefectOf(CellComputation.Of(architecture));

    /// <inheritdoc/>
    public Graph Tangent(NasBench201Cell architecture, ImageShape image, int classes) =>
        Sized(architecture, image, classes, NasBench201Network.TangentSize);

    /// <inheritdoc/>
    public Graph Thin(NasBench201Cell architecture, int side) => NasBench201Network.BuildThin(CellComputation.Of(architecture), side);

    /// <inheritdoc/>
    public Graph Sized(NasBench201Cell architecture, ImageShape image, int classes, NetworkSize size) =>
        NasBench201Network.Build(CellComputation.Of(architecture), NasBench201Skeleton.For(image, classes, size.Channels, size.Cells));
}
