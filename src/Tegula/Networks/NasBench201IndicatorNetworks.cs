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
    public NetworkSize WholeSize => new(16, 5);

    /// <summary>C = 16, N = 1.</summary>
    public NetworkSize ProxySize => new(16, 1);

    /// <inheritdoc/>
    public NetworkDefect DefectOf(NasBench201Cell architecture)
    {
        var computation = CellComputation.Of(architecture);
        if (!computation.DependsOnInput)
            return NetworkDefect.InputIndependent;
        return computation.HasParameters ? NetworkDefect.None : NetworkDefect.NoParameters;
    }

    /// <inheritdoc/>
    public Graph Tangent(NasBench201Cell architecture, ImageShape image, int classes) => Sized(architecture, image, classes, new(3, 1));

    /// <inheritdoc/>
    public Graph Thin(NasBench201Cell architecture, int side) => NasBench201Network.BuildThin(CellComputation.Of(architecture), side);

    /// <inheritdoc/>
    public Graph Sized(NasBench201Cell architecture, ImageShape image, int classes, NetworkSize size) =>
        NasBench201Network.Build(CellComputation.Of(architecture), NasBench201Skeleton.For(image, classes, size.Channels, size.Cells));
}
