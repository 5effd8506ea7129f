using System.Collections.Immutable;

namespace Tegula.Architectures;

/// <summary>
/// Several architectures in one: an edge of its graph belongs to some of them only. As a distribution, every architecture that it contains is equally
/// likely. Implementations are immutable with value equality.
/// </summary>
public interface ISupernet : IArchitecture
{
    /// <summary>
    /// For each edge of <see cref="IArchitecture.ToGraph"/>, in order, the share of the contained architectures that have it; in (0, 1]. Edges that can lie
    /// on one path occur independently of each other.
    /// </summary>
    ImmutableArray<double> EdgeProbabilities { get; }
}
