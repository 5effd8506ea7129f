using Tegula.Architectures;
using Tegula.Networks.Internals;

namespace Tegula.Networks;

/// <summary>
/// Networks of DARTS supernets, the same as those of <see cref="DartsIndicatorNetworks"/> with the mean of its operations on each edge: a supernet that
/// contains one genotype has the genotype's networks.
/// </summary>
/// <param name="stem">What stands in front of the cells of a network of given size; the small networks have the CIFAR stem or none.</param>
public sealed class DartsSupernetNetworks(DartsStem stem) : DartsNetworks<DartsSupernet>(stem, DartsCellPlans.Of)
{
    /// <summary>The networks with the CIFAR stem.</summary>
    public static DartsSupernetNetworks Instance { get; } = new(DartsStem.Cifar);
}
