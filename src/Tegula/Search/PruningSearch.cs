using System.Diagnostics.CodeAnalysis;
using Tegula.Compute;
using Tegula.Spaces;

namespace Tegula.Search;

/// <summary>Pruning of a supernet by importance, as TE-NAS does it (003_fe8fa0e5c804e1de.txt, Table 2; ref. 2 there).</summary>
/// <remarks>
/// <para>
/// A round asks for the supernet as it stands and then for each removal of each group as a supernet of its own. When all are told, each group loses the
/// removals with the smallest cost within the round, as many as it says or as were scored; of equals the first. TE-NAS adds up the ranks of the relative
/// changes of the indicators: all changes of a round share the value before, so that their order is the order of the values after the removal in the
/// direction of each term, the best to remove being what leaves kappa lowest and regions highest. With the sum of ranks as objective the cost orders by that
/// sum. Failed supernets come last.
/// </para>
/// <para>
/// A removal that the space turns away is neither scored nor made while its group has enough that are admitted; where it has not, all are scored. Groups are
/// gone through one after the other, and each loses the best of its removals after which the supernet is still kept by the filters; where none is, the
/// best that leaves an architecture within the budget.
/// </para>
/// <para>
/// Between two rounds nothing is asked for until all of the round is told. The last proposal is the architecture that is left. Before it, the answer is the
/// supernet pruned to its end by what is known: removals stand where they stood in their latest round, those never scored in the middle.
/// </para>
/// </remarks>
/// <typeparam name="TSupernet">The space's supernet type.</typeparam>
public sealed class PruningSearch<TSupernet> : SearchMethod<TSupernet>
    where TSupernet : class
{
    private const double UnknownPlace = 0.5;

    private readonly ISupernetSpace<TSupernet> _space;
    private readonly SortedDictionary<int, Observation<TSupernet>> _observed = [];
    private readonly SortedDictionary<int, double> _places = [];
    private TSupernet _supernet;
    private int _first;
    private IReadOnlyList<int> _removals;
    private bool _hasMeasured;

    /// <summary>A search at its beginning.</summary>
    /// <exception cref="ArgumentException">The space is none of supernets.</exception>
    public PruningSearch(SearchContext<TSupernet> context)
        : base(context)
    {
        _space = Supernets(context);
        _supernet = _space.Whole;
        _removals = Plan();
    }

    /// <summary>A search that goes on from a saved state.</summary>
    /// <exception cref="ArgumentException">The state does not fit the context.</exception>
    public PruningSearch(SearchContext<TSupernet> context, PruningState state)
        : base(context, state)
    {
        _space = Supernets(context);
        _supernet = _space.Parse(state.Supernet);
        _first = state.First;
        _removals = state.Removals;
        _hasMeasured = state.HasMeasured;
        foreach (var observed in state.Observed)
            _observed.Add(observed.Number, Restore(observed));
        foreach (var (removal, place) in state.Places)
            _places.Add(removal, place);
    }

    /// <inheritdoc/>
    public override string Id => SearchMethods.Pruning;

    /// <summary>Parts that stand against each other still, per group of the whole supernet: the operations left to an edge at first, 0 at the end.</summary>
    public override double? Spread =>
        _space.Groups(_supernet).Sum(group => group.Removals.Length) / (double)Math.Max(1, _space.Groups(_space.Whole).Count);

    /// <inheritdoc/>
    public override TSupernet? Derive()
    {
        if (!_hasMeasured || (_removals.Count == 0 && _observed.TryGetValue(_first, out var last) && Context.Objective.HasFailed(last.Score)))
            return null;
        var places = KnownPlaces();
        var supernet = _supernet;
        IReadOnlyList<int> candidates = _removals;
        while (_space.Groups(supernet).Count > 0)
        {
            supernet = Pruned(supernet, candidates, places);
            candidates = [.. _space.Groups(supernet).SelectMany(group => group.Removals)];
        }

        return supernet;
    }

    /// <inheritdoc/>
    protected override bool TryPropose(int number, RandomStream random, [MaybeNullWhen(false)] out TSupernet architecture)
    {
        var index = number - _first - 1;
        architecture = index < 0 ? _supernet : index < _removals.Count ? _space.Without(_supernet, [_removals[index]]) : null;
        return architecture is not null;
    }

    /// <inheritdoc/>
    protected override void Learn(Observation<TSupernet> observation)
    {
        _observed.Add(observation.Number, observation);
        _hasMeasured |= !Context.Objective.HasFailed(observation.Score);
        if (_removals.Count == 0 || _observed.Count <= _removals.Count)
            return;
        foreach (var (removal, place) in KnownPlaces())
            _places[removal] = place;
        _supernet = Pruned(_supernet, _removals, _places);
        _first += _removals.Count + 1;
        _observed.Clear();
        _removals = Plan();
    }

    /// <inheritdoc/>
    protected override SearchState SaveOwn() => new PruningState
    {
        Supernet = _space.Format(_supernet),
        First = _first,
        Removals = _removals,
        Observed = [.. _observed.Values.Select(observation => new ObservedState(observation.Number, observation.Score))],
        Places = [.. _places.Select(pair => new PruningPlace(pair.Key, pair.Value))],
        HasMeasured = _hasMeasured,
    };

    private static ISupernetSpace<TSupernet> Supernets(SearchContext<TSupernet> context) => context.Space as ISupernetSpace<TSupernet>
        ?? throw new ArgumentException($"pruning starts from a supernet, and space '{context.Space.Id}' holds none; give it a space of supernets");

    // Group after group, so that the filters see what the removals come to together. Ids are what a supernet still has, so a group's candidates are
    // those of its removals that the round scores.
    private TSupernet Pruned(TSupernet supernet, IReadOnlyList<int> candidates, IReadOnlyDictionary<int, double> places)
    {
        var asked = candidates.ToHashSet();
        foreach (var group in _space.Groups(supernet))
        {
            var left = group.Removals.Where(asked.Contains).OrderBy(removal => places.GetValueOrDefault(removal, UnknownPlace)).ToList();
            for (var taken = 0; taken < group.Take && left.Count > 0; taken++)
            {
                var smaller = left.ToDictionary(removal => removal, removal => _space.Without(supernet, [removal]));
                var removal = First(removal => _space.Keeps(smaller[removal])) ?? First(removal => _space.IsAffordable(smaller[removal])) ?? left[0];
                left.Remove(removal);
                supernet = smaller[removal];
            }

            int? First(Func<int, bool> may) => left.Cast<int?>().FirstOrDefault(removal => may(removal!.Value));
        }

        return supernet;
    }

    private List<int> Plan() =>
    [
        .. _space.Groups(_supernet).SelectMany(group =>
        {
            int[] admitted = [.. group.Removals.Where(removal => _space.Admits(_space.Without(_supernet, [removal])))];
            return admitted.Length >= group.Take ? admitted : [.. group.Removals];
        }),
    ];

    private SortedDictionary<int, double> KnownPlaces()
    {
        var places = new SortedDictionary<int, double>(_places);
        Observation<TSupernet>[] told = [.. _observed.Values.Where(observation => observation.Number > _first)];
        var costs = Context.Objective.Costs([.. told.Select(observation => observation.Score)]);
        for (var i = 0; i < told.Length; i++)
        {
            var better = costs.Count(cost => cost < costs[i]) + (0.5 * costs.Count(cost => cost.Equals(costs[i])));
            places[_removals[told[i].Number - _first - 1]] = better / costs.Length;
        }

        return places;
    }
}
