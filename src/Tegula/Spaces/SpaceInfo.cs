using Tegula.Architectures;

namespace Tegula.Spaces;

/// <summary>A space as the registry lists it.</summary>
/// <param name="Id">Stable id, as on the command line.</param>
/// <param name="Description">What it holds, in a few words.</param>
/// <param name="Connectivity">Path statistics of its cells.</param>
/// <param name="Cells">All its cells; null where they are too many to list.</param>
public sealed record SpaceInfo(string Id, string Description, IConnectivityClasses Connectivity, IEnumerable<IArchitecture>? Cells);
