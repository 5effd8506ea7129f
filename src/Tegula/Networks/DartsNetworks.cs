using Tegula.Architectures;
using Tegula.Compute.Graphs;
using Tegula.Datasets;
using Tegula.Networks.Internals;

namespace Tegula.Networks;

/// <summary>
/// Networks of whatever has a normal and a reduction cell of the DARTS space: the tangent kernel's has one channel and one cell of each kind; the thin one is
/// these two cells alone (TEG, 003_fe8fa0e5c804e1de.txt Sec. 3, and its published settings). For what they are made of see <see cref="DartsNetwork"/>.
/// </summary>
/// <typeparam name="TArchitecture">A genotype or a supernet.</typeparam>
public abstract class DartsNetworks<TArchitecture> : IIndicatorNetworks<TArchitecture>
    where TArchitecture : class
{
    private readonly DartsStem _stem;
    private readonly Func<TArchitecture, DartsCellPlans> _plans;

    private protected DartsNetworks(DartsStem stem, Func<TArchitecture, DartsCellPlans> plans)
    {
        _stem = stem;
        _plans = plans;
    }

    /// <summary>C = 16, 8 cells: the size at which DARTS searches.</summary>
    public NetworkSize WholeSize => new(16, 8);

    /// <summary>C = 8, 5 cells: two normal and two reduction cells besides the first.</summary>
    public NetworkSize SmallSize => new(8, 5);

    /// <summary>C = 8, 5 cells: trained within seconds.</summary>
    public NetworkSize ProxySize => new(8, 5);

    /// <summary>1: images of any size fit.</summary>
    public int SizeMultiple => 1;

    /// <inheritdoc/>
    public NetworkDefect DefectOf(TArchitecture architecture) => _plans(architecture).Defect();

    /// <inheritdoc/>
    public Graph Tangent(TArchitecture architecture, ImageShape image, int classes) => _plans(architecture).Tangent(image, classes);

    /// <inheritdoc/>
    public Graph Thin(TArchitecture architecture, int side) => _plans(architecture).Thin(side);

    /// <inheritdoc/>
    public Graph Sized(TArchitecture architecture, ImageShape image, int classes, NetworkSize size) =>
        _plans(architecture).Sized(_stem, image, classes, size.Channels, size.Cells);
}
