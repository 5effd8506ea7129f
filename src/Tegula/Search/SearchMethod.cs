using System.Diagnostics.CodeAnalysis;
using Tegula.Compute;
using Tegula.Indicators;

namespace Tegula.Search;

/// <summary>Keeps the books that all methods share: numbering, outstanding proposals, and one random stream for each proposal.</summary>
/// <remarks>A stream depends only on seed, method and proposal number, so a saved state holds no generator.</remarks>
/// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
public abstract class SearchMethod<TArchitecture> : ISearchMethod<TArchitecture>
    where TArchitecture : class
{
    private readonly SortedDictionary<int, Proposal<TArchitecture>> _outstanding = [];
    private int _next;

    /// <summary>A method at its beginning.</summary>
    /// <exception cref="ArgumentException">The space is empty.</exception>
    protected SearchMethod(SearchContext<TArchitecture> context)
    {
        if (context.Space.Count == 0)
            throw new ArgumentException($"space '{context.Space.Id}' is empty; there is nothing to search", nameof(context));
        Context = context;
    }

    /// <summary>A method that goes on from a saved state.</summary>
    /// <exception cref="ArgumentException">The state belongs to another space, or an architecture in it cannot be parsed.</exception>
    protected SearchMethod(SearchContext<TArchitecture> context, SearchState state)
        : this(context)
    {
        if (state.Space != context.Space.Id)
            throw new ArgumentException($"the saved search is over space '{state.Space}', not '{context.Space.Id}'", nameof(state));
        if (state.Seed != context.Seed)
            throw new ArgumentException($"the saved search has seed {state.Seed}, not {context.Seed}", nameof(state));
        _next = state.Next;
        foreach (var pending in state.Outstanding)
            _outstanding.Add(pending.Number, new(pending.Number, context.Space.Parse(pending.Architecture)));
    }

    /// <inheritdoc/>
    public abstract string Id { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Proposal<TArchitecture>> Outstanding => [.. _outstanding.Values];

    /// <inheritdoc/>
    public virtual double? Spread => null;

    /// <summary>Space, objective and seed.</summary>
    protected SearchContext<TArchitecture> Context { get; }

    /// <inheritdoc/>
    public Proposal<TArchitecture>? Propose()
    {
        if (!TryPropose(_next, new RandomStream(Context.Seed, $"search/{Id}", (ulong)_next), out var architecture))
            return null;
        var proposal = new Proposal<TArchitecture>(_next, architecture);
        _outstanding.Add(_next++, proposal);
        return proposal;
    }

    /// <inheritdoc/>
    public void Observe(int number, ArchitectureScore score)
    {
        if (!_outstanding.Remove(number, out var proposal))
            throw new ArgumentException($"proposal {number} is not outstanding: it was never made, or its score has been told already", nameof(number));
        Learn(new(number, proposal.Architecture, score));
    }

    /// <inheritdoc/>
    public abstract TArchitecture? Derive();

    /// <inheritdoc/>
    public SearchState Save() => SaveOwn() with
    {
        Space = Context.Space.Id,
        Seed = Context.Seed,
        Next = _next,
        Outstanding = [.. _outstanding.Values.Select(proposal => new PendingState(proposal.Number, Context.Space.Format(proposal.Architecture)))],
    };

    /// <summary>Chooses the architecture of proposal <paramref name="number"/>; false when nothing is left to ask for.</summary>
    protected abstract bool TryPropose(int number, RandomStream random, [MaybeNullWhen(false)] out TArchitecture architecture);

    /// <summary>Takes in the score of a proposal that was outstanding.</summary>
    protected abstract void Learn(Observation<TArchitecture> observation);

    /// <summary>The part of the state that only this method knows.</summary>
    protected abstract SearchState SaveOwn();

    /// <summary>The member of a group with the smallest cost; null when none of it could be measured.</summary>
    protected Observation<TArchitecture>? BestOf(IReadOnlyList<Observation<TArchitecture>> group) =>
        Context.Objective.Best([.. group.Select(member => member.Score)]) is { } best ? group[best] : null;

    /// <summary>A saved observation with its architecture parsed again.</summary>
    protected Observation<TArchitecture> Restore(ObservedState observed) =>
        new(observed.Number, Context.Space.Parse(observed.Score.Architecture), observed.Score);
}
