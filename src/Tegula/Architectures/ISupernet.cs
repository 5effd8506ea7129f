using System.Collections.Immutable;

namespace Tegula.Architectures;

/// <summary>
/// Several architectures in one: an edge of its graph belongs to some of them only. Drawing one of them at random, every choice of it is uniform: the edges
/// that a node has, and the operation on each. Implementations are immutable with value equality.
/// </summary>
public interface ISupernet : IArchitecture
{
    /// <summary>
    /// For each edge of <see cref="IArchitecture.ToGraph"/>, in order, the probability that an architecture drawn in this way has it; in (0, 1]. Edges that
    /// can lie on one path occur independently of each other.
    /// </summary>
    ImmutableArray<double> EdgeProbabilities { get; }
}
