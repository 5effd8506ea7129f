using System.Diagnostics.CodeAnalysis;
using Tegula.Compute;
using Tegula.Search.Internals;

namespace Tegula.Search;

/// <summary>NSGA-II, one child at a time, over the two or three terms of the objective (Deb et al., IEEE TEC 6, 2002).</summary>
/// <remarks>
/// <para>
/// The first population is drawn at random. Each further step takes two parents, each the better one of two members (lower front, then larger crowding
/// distance, then younger); every choice of the child comes from either parent with equal chance, then one choice is mutated. A child is told, joins the
/// population unless its computation is there already, and the last of it (highest front, then smallest crowding distance, then oldest) leaves: nothing
/// better ever makes room for something worse. Failed architectures never join.
/// </para>
/// <para>
/// Beside the population stands the front of everything that was told, however small the population. Of its members the answer has the smallest cost
/// within it: with a <see cref="RankObjective"/>, the highest value of its combination.
/// </para>
/// </remarks>
/// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
public sealed class ParetoSearch<TArchitecture> : SearchMethod<TArchitecture>, IParetoMethod<TArchitecture>
    where TArchitecture : class
{
    private const int MinTerms = 2;
    private const int MaxTerms = 3;

    // Children that are known already teach nothing; after so many in a row the search has converged and asks for one all the same.
    private const int MaxTries = 32;

    private readonly ParetoOptions _options;
    private readonly List<Member> _population = [];
    private readonly SortedDictionary<int, Member> _front = [];

    /// <summary>A search at its beginning.</summary>
    /// <exception cref="ArgumentException">The objective has not two or three terms, or the population is too small for two parents.</exception>
    public ParetoSearch(SearchContext<TArchitecture> context, ParetoOptions options)
        : base(Checked(context)) => _options = Checked(options);

    /// <summary>A search that goes on from a saved state.</summary>
    /// <exception cref="ArgumentException">The state does not fit the context.</exception>
    public ParetoSearch(SearchContext<TArchitecture> context, ParetoState state)
        : base(Checked(context), state)
    {
        _options = Checked(state.Options);
        _population.AddRange(state.Population.Select(observed => MemberOf(Restore(observed))));
        foreach (var observed in state.Front)
            _front.Add(observed.Number, MemberOf(Restore(observed)));
    }

    /// <inheritdoc/>
    public override string Id => SearchMethods.Pareto;

    /// <summary>Mean number of choices in which two members of the population differ; null until it is full.</summary>
    public override double? Spread => _population.Count < _options.Population
        ? null
        : Diversity.Of(Context.Space, [.. _population.Select(member => member.Observation.Architecture)]);

    /// <inheritdoc/>
    public IReadOnlyList<Observation<TArchitecture>> Front() => [.. _front.Values.Select(member => member.Observation)];

    /// <inheritdoc/>
    public override TArchitecture? Derive() => BestOf(Front())?.Architecture;

    /// <inheritdoc/>
    protected override bool TryPropose(int number, RandomStream random, [MaybeNullWhen(false)] out TArchitecture architecture)
    {
        var known = _population.Concat(_front.Values).Select(member => member.Key).ToHashSet();
        known.UnionWith(Outstanding.Select(open => Context.Space.ComputationKey(open.Architecture)));
        var isRandom = number < _options.Population || _population.Count < 2;
        var (fronts, crowding) = isRandom ? ([], []) : Ranks();
        var tries = 0;
        do
            architecture = isRandom ? Context.Space.Sample(random) : Child(Parent(fronts, crowding, random), Parent(fronts, crowding, random), random);
        while (known.Contains(Context.Space.ComputationKey(architecture)) && ++tries < MaxTries);
        return true;
    }

    /// <inheritdoc/>
    protected override void Learn(Observation<TArchitecture> observation)
    {
        if (Context.Objective.HasFailed(observation.Score))
            return;
        var member = MemberOf(observation);
        JoinFront(member);
        if (_population.Exists(other => other.Key == member.Key))
            return;
        _population.Add(member);
        if (_population.Count <= _options.Population)
            return;
        var (fronts, crowding) = Ranks();
        _population.RemoveAt(Enumerable.Range(0, _population.Count).OrderByDescending(i => fronts[i]).ThenBy(i => crowding[i]).First());
    }

    /// <inheritdoc/>
    protected override SearchState SaveOwn() => new ParetoState
    {
        Options = _options,
        Population = [.. _population.Select(Saved)],
        Front = [.. _front.Values.Select(Saved)],
    };

    private static SearchContext<TArchitecture> Checked(SearchContext<TArchitecture> context) => context.Objective.Terms.Count is >= MinTerms and <= MaxTerms
        ? context
        : throw new ArgumentException($"a Pareto front needs {MinTerms} or {MaxTerms} objectives, not {context.Objective.Terms.Count}");

    private static ParetoOptions Checked(ParetoOptions options) => options.Population >= 2
        ? options
        : throw new ArgumentException($"a population of {options.Population} has no two parents; it needs at least 2 members");

    private static ObservedState Saved(Member member) => new(member.Observation.Number, member.Observation.Score);

    private Member MemberOf(Observation<TArchitecture> observation) =>
        new(observation, Context.Space.ComputationKey(observation.Architecture), Dominance.Values(Context.Objective, observation.Score));

    // Of one computation the first asked for stays, whatever the order of telling.
    private void JoinFront(Member member)
    {
        var number = member.Observation.Number;
        if (_front.Values.Any(other => Dominance.Dominates(other.Values, member.Values) || (other.Key == member.Key && other.Observation.Number < number)))
            return;
        foreach (var beaten in _front.Values.Where(other => other.Key == member.Key || Dominance.Dominates(member.Values, other.Values)).ToList())
            _front.Remove(beaten.Observation.Number);
        _front.Add(number, member);
    }

    private (int[] Fronts, double[] Crowding) Ranks()
    {
        double[][] points = [.. _population.Select(member => member.Values)];
        var fronts = Dominance.Fronts(points);
        return (fronts, Dominance.Crowding(points, fronts));
    }

    private TArchitecture Parent(int[] fronts, double[] crowding, RandomStream random)
    {
        var one = random.NextInt(_population.Count);
        var other = random.NextInt(_population.Count - 1);
        other += other >= one ? 1 : 0;
        int[] pair = [one, other];
        return _population[pair.OrderBy(i => fronts[i]).ThenByDescending(i => crowding[i]).ThenByDescending(i => i).First()].Observation.Architecture;
    }

    private TArchitecture Child(TArchitecture one, TArchitecture other, RandomStream random)
    {
        var choices = Context.Space.ToChoices(one);
        var others = Context.Space.ToChoices(other);
        for (var choice = 0; choice < choices.Length; choice++)
            choices[choice] = random.NextInt(2) == 0 ? choices[choice] : others[choice];
        return Context.Space.Mutate(Context.Space.FromChoices(choices), random);
    }

    private sealed record Member(Observation<TArchitecture> Observation, string Key, double[] Values);
}
