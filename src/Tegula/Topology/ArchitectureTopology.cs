using Tegula.Architectures;
using Tegula.Architectures.Graphs;

namespace Tegula.Topology;

/// <summary>Everything that connectivity alone tells about an architecture; what is not defined for it is null.</summary>
/// <param name="Paths">Paths, effective depth and width; null when there are more than 2^63 - 1 paths.</param>
/// <param name="Shape">Depth and width of a cell whose output concatenates.</param>
/// <param name="Mass">Density, NN-Mass and average degree of a network of layered cells.</param>
public sealed record ArchitectureTopology(PathStatistics? Paths, CellShape? Shape, NnMass? Mass)
{
    /// <summary>Computes all of it; takes microseconds for a cell.</summary>
    public static ArchitectureTopology Of(IArchitecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return Of(architecture.ToGraph());
    }

    /// <summary>Computes all of it.</summary>
    public static ArchitectureTopology Of(ArchitectureGraph graph) => new(PathStatistics.Of(graph), CellShape.Of(graph), NnMass.Of(graph));
}
