using Tegula.Architectures;
using Tegula.Compute.Graphs;
using Tegula.Datasets;
using Tegula.Networks.Internals;

namespace Tegula.Networks;

/// <summary>
/// Networks of DARTS genotypes: the tangent kernel's has one channel, a normal and a reduction cell; the thin one is these two cells alone
/// (TEG, 003_fe8fa0e5c804e1de.txt Sec. 3, and its published settings). For what they are made of see <see cref="DartsNetwork"/>.
/// </summary>
/// <param name="stem">What stands in front of the cells of a network of given size; the small networks have the CIFAR stem or none.</param>
public sealed class DartsIndicatorNetworks(DartsStem stem) : IIndicatorNetworks<DartsGenotype>
{
    /// <summary>The networks with the CIFAR stem.</summary>
    public static DartsIndicatorNetworks Instance { get; } = new(DartsStem.Cifar);

    /// <summary>C = 16, 8 cells: the size at which DARTS searches.</summary>
    public NetworkSize WholeSize => DartsCellPlans.WholeSize;

    /// <summary>C = 8, 5 cells.</summary>
    public NetworkSize ProxySize => DartsCellPlans.ProxySize;

    /// <summary>Images of any size fit.</summary>
    public void RequireFit(ImageShape image)
    {
    }

    /// <inheritdoc/>
    public NetworkDefect DefectOf(DartsGenotype architecture) => DartsCellPlans.Of(architecture).Defect();

    /// <inheritdoc/>
    public Graph Tangent(DartsGenotype architecture, ImageShape image, int classes) => DartsCellPlans.Of(architecture).Tangent(image, classes);

    /// <inheritdoc/>
    public Graph Thin(DartsGenotype architecture, int side) => DartsCellPlans.Of(architecture).Thin(side);

    /// <inheritdoc/>
    public Graph Sized(DartsGenotype architecture, ImageShape image, int classes, NetworkSize size) =>
        DartsCellPlans.Of(architecture).Sized(stem, image, classes, size.Channels, size.Cells);
}
