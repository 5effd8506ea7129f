using Tegula.Architectures;
using Tegula.Compute.Graphs;
using Tegula.Datasets;

namespace Tegula.Networks;

/// <summary>
/// Networks of whatever is a computation in a NAS-Bench-201 skeleton: the tangent kernel's has 3 channels and one cell in each stage, the thin one is a
/// single cell of one channel (TEG, 003_fe8fa0e5c804e1de.txt Sec. 3).
/// </summary>
/// <typeparam name="TArchitecture">A cell or a supernet.</typeparam>
public abstract class NasBench201Networks<TArchitecture> : IIndicatorNetworks<TArchitecture>
    where TArchitecture : class
{
    private readonly Func<TArchitecture, CellComputation> _computation;

    private protected NasBench201Networks(Func<TArchitecture, CellComputation> computation) => _computation = computation;

    /// <summary>C = 16, N = 5: the benchmark's own.</summary>
    public NetworkSize WholeSize => new(16, 5);

    /// <summary>C = 8, N = 1.</summary>
    public NetworkSize SmallSize => new(8, 1);

    /// <summary>C = 16, N = 1: trained within seconds.</summary>
    public NetworkSize ProxySize => new(16, 1);

    private static NetworkSize TangentSize => new(3, 1);

    /// <inheritdoc/>
    public int SizeMultiple => NasBench201Skeleton.SizeMultiple;

    /// <inheritdoc/>
    public NetworkDefect DefectOf(TArchitecture architecture) => NasBench201Network.DefectOf(_computation(architecture));

    /// <inheritdoc/>
    public Graph Tangent(TArchitecture architecture, ImageShape image, int classes) => Sized(architecture, image, classes, TangentSize);

    /// <inheritdoc/>
    public Graph Thin(TArchitecture architecture, int side) => NasBench201Network.BuildThin(_computation(architecture), side);

    /// <inheritdoc/>
    public Graph Sized(TArchitecture architecture, ImageShape image, int classes, NetworkSize size) =>
        NasBench201Network.Build(_computation(architecture), NasBench201Skeleton.For(image, classes, size.Channels, size.Cells));
}
