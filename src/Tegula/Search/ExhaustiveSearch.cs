using System.Diagnostics.CodeAnalysis;
using Tegula.Compute;

namespace Tegula.Search;

/// <summary>Every distinct computation of the space once, in the space's order; the answer is the best of all that were told, the earliest of equals.</summary>
/// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
public sealed class ExhaustiveSearch<TArchitecture> : SearchMethod<TArchitecture>
    where TArchitecture : class
{
    private readonly SortedDictionary<int, Observation<TArchitecture>> _observed = [];
    private readonly Lazy<TArchitecture[]> _distinct;

    /// <summary>A search at its beginning.</summary>
    /// <exception cref="ArgumentException">The space is too large to be listed.</exception>
    public ExhaustiveSearch(SearchContext<TArchitecture> context)
        : base(Listable(context)) => _distinct = new(() => Distinct(context));

    /// <summary>A search that goes on from a saved state.</summary>
    /// <exception cref="ArgumentException">The state does not fit the context.</exception>
    public ExhaustiveSearch(SearchContext<TArchitecture> context, ExhaustiveSearchState state)
        : base(Listable(context), state)
    {
        _distinct = new(() => Distinct(context));
        foreach (var observed in state.Observed)
            _observed.Add(observed.Number, Restore(observed));
    }

    /// <inheritdoc/>
    public override string Id => SearchMethods.Exhaustive;

    /// <inheritdoc/>
    public override TArchitecture? Derive() => BestOf([.. _observed.Values])?.Architecture;

    /// <inheritdoc/>
    protected override bool TryPropose(int number, RandomStream random, [MaybeNullWhen(false)] out TArchitecture architecture)
    {
        architecture = number < _distinct.Value.Length ? _distinct.Value[number] : null;
        return architecture is not null;
    }

    /// <inheritdoc/>
    protected override void Learn(Observation<TArchitecture> observation) => _observed.Add(observation.Number, observation);

    /// <inheritdoc/>
    protected override SearchState SaveOwn() => new ExhaustiveSearchState
    {
        Observed = [.. _observed.Values.Select(observation => new ObservedState(observation.Number, observation.Score))],
    };

    private static SearchContext<TArchitecture> Listable(SearchContext<TArchitecture> context) => context.Space.Count is null
        ? throw new ArgumentException($"space '{context.Space.Id}' is too large to be searched exhaustively; choose another method")
        : context;

    private static TArchitecture[] Distinct(SearchContext<TArchitecture> context) => [.. context.Space.Enumerate().DistinctBy(context.Space.ComputationKey)];
}
