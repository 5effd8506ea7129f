using Tegula.Architectures;
using Tegula.Compute.Graphs;
using Tegula.Datasets;
using Tegula.Networks.Internals;

namespace Tegula.Networks;

/// <summary>
/// Networks of DARTS supernets, the same as those of <see cref="DartsIndicatorNetworks"/> with the mean of its operations on each edge: a supernet that
/// contains one genotype has the genotype's networks.
/// </summary>
/// <param name="stem">What stands in front of the cells of a network of given size; the small networks have the CIFAR stem or none.</param>
public sealed class DartsSupernetNetworks(DartsStem stem) : IIndicatorNetworks<DartsSupernet>
{
    /// <summary>The networks with the CIFAR stem.</summary>
    public static DartsSupernetNetworks Instance { get; } = new(DartsStem.Cifar);

    /// <summary>C = 16, 8 cells: the size at which DARTS searches.</summary>
    public NetworkSize WholeSize => DartsCellPlans.WholeSize;

    /// <summary>C = 8, 5 cells.</summary>
    public NetworkSize ProxySize => DartsCellPlans.ProxySize;

    /// <summary>Images of any size fit.</summary>
    public void RequireFit(ImageShape image)
    {
    }

    /// <inheritdoc/>
    public NetworkDefect DefectOf(DartsSupernet architecture) => DartsCellPlans.Of(architecture).Defect();

    /// <inheritdoc/>
    public Graph Tangent(DartsSupernet architecture, ImageShape image, int classes) => DartsCellPlans.Of(architecture).Tangent(image, classes);

    /// <inheritdoc/>
    public Graph Thin(DartsSupernet architecture, int side) => DartsCellPlans.Of(architecture).Thin(side);

    /// <inheritdoc/>
    public Graph Sized(DartsSupernet architecture, ImageShape image, int classes, NetworkSize size) =>
        DartsCellPlans.Of(architecture).Sized(stem, image, classes, size.Channels, size.Cells);
}
