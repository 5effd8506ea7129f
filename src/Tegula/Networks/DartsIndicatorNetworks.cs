using Tegula.Architectures;
using Tegula.Networks.Internals;

namespace Tegula.Networks;

/// <summary>Networks of DARTS genotypes.</summary>
/// <param name="stem">What stands in front of the cells of a network of given size; the small networks have the CIFAR stem or none.</param>
public sealed class DartsIndicatorNetworks(DartsStem stem) : DartsNetworks<DartsGenotype>(stem, DartsCellPlans.Of)
{
    /// <summary>The networks with the CIFAR stem.</summary>
    public static DartsIndicatorNetworks Instance { get; } = new(DartsStem.Cifar);
}
