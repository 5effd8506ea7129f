using Tegula.Architectures;
using Tegula.Architectures.Graphs;
using Tegula.Topology;

namespace Tegula.Design;

/// <summary>A network, untrained, with what a design is judged by.</summary>
/// <param name="Architecture">The network; its text is its specification.</param>
/// <param name="NnMass">Its NN-Mass, at least 0.</param>
/// <param name="Parameters">Trainable numbers.</param>
/// <param name="Macs">Multiply-accumulates for one input, as the family counts them.</param>
public sealed record DesignCandidate(IArchitecture Architecture, double NnMass, long Parameters, long Macs)
{
    /// <summary>Computes the numbers on the graph of a network.</summary>
    /// <exception cref="DesignException">NN-Mass is not defined for it.</exception>
    public static DesignCandidate Of(IArchitecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        ArchitectureGraph graph = architecture.ToGraph();
        double mass = Topology.NnMass.Of(graph)?.Mass
            ?? throw new DesignException($"NN-Mass is not defined for {architecture}; take a network of layered cells, such as mobilenet-v2:1.4");
        return new(architecture, mass, graph.Parameters, graph.Macs);
    }
}
