using Tegula.Architectures;

namespace Tegula.Design;

/// <summary>A network that was designed, untrained.</summary>
/// <param name="Architecture">The network; its text is its specification.</param>
/// <param name="NnMass">Its NN-Mass, at least 0.</param>
/// <param name="Parameters">Trainable numbers.</param>
/// <param name="Macs">Multiply-accumulates for one input, as the family counts them.</param>
public sealed record DesignCandidate(IArchitecture Architecture, double NnMass, long Parameters, long Macs);
