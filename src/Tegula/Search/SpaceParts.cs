using Tegula.Architectures;
using Tegula.Networks;
using Tegula.Spaces;

namespace Tegula.Search;

/// <summary>Everything that searching a space needs to know of it.</summary>
/// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
/// <typeparam name="TSupernet">The type of its supernets.</typeparam>
/// <param name="Space">What is searched.</param>
/// <param name="Connectivity">From which the depth-width filter takes its borders.</param>
/// <param name="Networks">Networks of an architecture.</param>
/// <param name="Supernets">What pruning walks over.</param>
/// <param name="SupernetNetworks">Networks of a supernet.</param>
/// <param name="Single">The architecture of a supernet that holds just one; null for a larger one.</param>
/// <param name="Cheapest">The architecture with the fewest parameters in a supernet.</param>
/// <param name="Holds">Whether a supernet holds an architecture of the space within a budget.</param>
/// <param name="PruningBatch">Images in a minibatch when supernets are scored, as TE-NAS has it.</param>
/// <param name="LearningRate">Step of REINFORCE's logits, as its source has it for the space.</param>
public sealed record SpaceParts<TArchitecture, TSupernet>(
    ISearchSpace<TArchitecture> Space,
    IConnectivityClasses Connectivity,
    IIndicatorNetworks<TArchitecture> Networks,
    ISupernetSpace<TSupernet> Supernets,
    IIndicatorNetworks<TSupernet> SupernetNetworks,
    Func<TSupernet, TArchitecture?> Single,
    Func<TSupernet, TArchitecture> Cheapest,
    Func<TSupernet, Func<TArchitecture, bool>, bool> Holds,
    int PruningBatch,
    double LearningRate)
    where TArchitecture : class, IArchitecture
    where TSupernet : class, IArchitecture;
