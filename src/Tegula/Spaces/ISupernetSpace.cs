namespace Tegula.Spaces;

/// <summary>
/// The supernets of a space: each holds a part of its operations, the largest all of them, the smallest those of one architecture. Pruning walks from
/// <see cref="Whole"/> to one of the smallest.
/// </summary>
/// <typeparam name="TSupernet">An immutable supernet with value equality.</typeparam>
public interface ISupernetSpace<TSupernet> : ISearchSpace<TSupernet>
    where TSupernet : class
{
    /// <summary>The supernet with every operation.</summary>
    TSupernet Whole { get; }

    /// <summary>What a round of pruning chooses from; empty when a single architecture is left.</summary>
    IReadOnlyList<PruningGroup> Groups(TSupernet supernet);

    /// <summary>The supernet without some of its parts.</summary>
    /// <param name="supernet">The supernet.</param>
    /// <param name="removals">Ids out of its <see cref="Groups"/>, at most <see cref="PruningGroup.Take"/> of each.</param>
    /// <exception cref="ArgumentException">An id is in none of the groups.</exception>
    TSupernet Without(TSupernet supernet, IEnumerable<int> removals);

    /// <summary>Whether no filter turns the supernet away; the same as <see cref="ISearchSpace{TSupernet}.Admits"/>, but not counted.</summary>
    bool Keeps(TSupernet supernet);

    /// <summary>Whether the supernet holds an architecture within the budget: where filters leave no choice, pruning goes on against all but this.</summary>
    bool IsAffordable(TSupernet supernet);
}
