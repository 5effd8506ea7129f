namespace Tegula.Spaces;

/// <summary>The supernets of a space that a filter lets through. Pruning starts from the whole supernet in any case, whatever the filter says of it.</summary>
/// <typeparam name="TSupernet">The space's supernet type.</typeparam>
public sealed class FilteredSupernetSpace<TSupernet> : FilteredSpace<TSupernet>, ISupernetSpace<TSupernet>
    where TSupernet : class
{
    private readonly ISupernetSpace<TSupernet> _space;
    private readonly Func<TSupernet, bool> _keeps;
    private readonly bool _isBudget;

    /// <summary>Puts a filter in front of a space.</summary>
    /// <param name="space">The whole space.</param>
    /// <param name="keeps">The filter; pure and safe to use from several threads.</param>
    /// <param name="isBudget">Whether the filter is a budget, which pruning keeps to even where nothing else is left.</param>
    public FilteredSupernetSpace(ISupernetSpace<TSupernet> space, Func<TSupernet, bool> keeps, bool isBudget)
        : base(space, keeps)
    {
        _space = space;
        _keeps = keeps;
        _isBudget = isBudget;
    }

    /// <inheritdoc/>
    public TSupernet Whole => _space.Whole;

    /// <inheritdoc/>
    public IReadOnlyList<PruningGroup> Groups(TSupernet supernet) => _space.Groups(supernet);

    /// <inheritdoc/>
    public TSupernet Without(TSupernet supernet, IEnumerable<int> removals) => _space.Without(supernet, removals);

    /// <inheritdoc/>
    public bool Keeps(TSupernet supernet) => _space.Keeps(supernet) && _keeps(supernet);

    /// <inheritdoc/>
    public bool IsAffordable(TSupernet supernet) => _space.IsAffordable(supernet) && (!_isBudget || _keeps(supernet));
}
