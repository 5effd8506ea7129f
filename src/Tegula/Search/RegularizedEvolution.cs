using System.Diagnostics.CodeAnalysis;
using Tegula.Compute;
using Tegula.Search.Internals;

namespace Tegula.Search;

/// <summary>Regularised (ageing) evolution with the objective as fitness (003_fe8fa0e5c804e1de.txt Sec. 5.2.2, after Real et al. 2019).</summary>
/// <remarks>
/// The first population is drawn at random. Then each step takes a tournament out of the population without replacement, mutates its best member, and the
/// child replaces the oldest member whatever that one is worth. Costs are relative to the group compared: the tournament for a parent, the final
/// population for the answer. Of equals the one longest in the population wins.
/// While proposals are outstanding, further ones come from those members whose scores are known, or at random while there is none.
/// </remarks>
/// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
public sealed class RegularizedEvolution<TArchitecture> : SearchMethod<TArchitecture>
    where TArchitecture : class
{
    private readonly EvolutionOptions _options;
    private readonly Queue<Observation<TArchitecture>> _population;

    /// <summary>A search at its beginning.</summary>
    /// <exception cref="ArgumentException">The population is empty, or the tournament does not fit into it.</exception>
    public RegularizedEvolution(SearchContext<TArchitecture> context, EvolutionOptions options)
        : base(context)
    {
        _options = Checked(options);
        _population = new(options.Population + 1);
    }

    /// <summary>A search that goes on from a saved state.</summary>
    /// <exception cref="ArgumentException">The state does not fit the context.</exception>
    public RegularizedEvolution(SearchContext<TArchitecture> context, EvolutionState state)
        : base(context, state)
    {
        _options = Checked(state.Options);
        _population = new(state.Population.Select(Restore));
    }

    /// <inheritdoc/>
    public override string Id => SearchMethods.Evolution;

    /// <summary>Mean number of choices in which two members of the population differ; null until the first population is full.</summary>
    public override double? Spread => _population.Count < Math.Max(2, _options.Population)
        ? null
        : Diversity.Of(Context.Space, [.. _population.Select(member => member.Architecture)]);

    /// <inheritdoc/>
    public override TArchitecture? Derive() => BestOf([.. _population])?.Architecture;

    /// <inheritdoc/>
    protected override bool TryPropose(int number, RandomStream random, [MaybeNullWhen(false)] out TArchitecture architecture)
    {
        architecture = number < _options.Population || _population.Count == 0
            ? Context.Space.Sample(random)
            : Context.Space.Mutate(ChooseParent(random), random);
        return true;
    }

    /// <inheritdoc/>
    protected override void Learn(Observation<TArchitecture> observation)
    {
        _population.Enqueue(observation);
        if (_population.Count > _options.Population)
            _population.Dequeue();
    }

    /// <inheritdoc/>
    protected override SearchState SaveOwn() => new EvolutionState
    {
        Options = _options,
        Population = [.. _population.Select(member => new ObservedState(member.Number, member.Score))],
    };

    private static EvolutionOptions Checked(EvolutionOptions options)
    {
        if (options.Population < 1)
            throw new ArgumentException($"a population of {options.Population} is empty; it needs at least 1 member", nameof(options));
        if (options.Tournament < 1 || options.Tournament > options.Population)
            throw new ArgumentException($"a tournament of {options.Tournament} does not fit a population of {options.Population}", nameof(options));
        return options;
    }

    private TArchitecture ChooseParent(RandomStream random)
    {
        var members = _population.ToArray();
        var places = Enumerable.Range(0, members.Length).ToArray();
        random.Shuffle<int>(places);
        var tournament = places.Take(_options.Tournament).Order().Select(place => members[place]).ToArray();
        return (BestOf(tournament) ?? tournament[0]).Architecture;
    }
}
