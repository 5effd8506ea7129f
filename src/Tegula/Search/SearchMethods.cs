using Tegula.Spaces;

namespace Tegula.Search;

/// <summary>All search methods, by id.</summary>
public static class SearchMethods
{
    /// <summary>Id of <see cref="RandomSearch{TArchitecture}"/>.</summary>
    public const string Random = "random";

    /// <summary>Id of <see cref="RegularizedEvolution{TArchitecture}"/>.</summary>
    public const string Evolution = "evolution";

    /// <summary>Id of <see cref="ReinforceSearch{TArchitecture}"/>.</summary>
    public const string Reinforce = "reinforce";

    /// <summary>Id of <see cref="FpNasSearch{TArchitecture}"/>.</summary>
    public const string FpNas = "fp-nas";

    /// <summary>Id of <see cref="PruningSearch{TSupernet}"/>.</summary>
    public const string Pruning = "prune";

    /// <summary>Id of <see cref="ExhaustiveSearch{TArchitecture}"/>.</summary>
    public const string Exhaustive = "exhaustive";

    /// <summary>Id of <see cref="ParetoSearch{TArchitecture}"/>.</summary>
    public const string Pareto = "pareto";

    private const string PolicyEntropy = "policy entropy in nats";
    private const string PopulationDiversity = "population diversity in choices";

    /// <summary>The methods there are.</summary>
    public static IReadOnlyList<SearchMethodInfo> All { get; } =
    [
        new(Random, "random sampling, best of the history", 100, "NAS-WOT protocol; 000_47980149b45a68e2.txt Sec. 5.3", Spread: null),
        new(Evolution, "regularised evolution", EvolutionOptions.DefaultSteps, "003_fe8fa0e5c804e1de.txt Sec. 5.2.2", PopulationDiversity),
        new(Reinforce, "policy gradients with a baseline", ReinforceOptions.DefaultSteps, "003_fe8fa0e5c804e1de.txt Sec. 5.2.1", PolicyEntropy),
        new(FpNas, "fast probabilistic search", FpNasOptions.DefaultSteps, "003_fe8fa0e5c804e1de.txt Sec. 5.2.3", PolicyEntropy),
        new(Pruning, "pruning of a supernet", 1000, "TE-NAS; 003_fe8fa0e5c804e1de.txt Table 2", "parts per group of the supernet") { NeedsSupernets = true },
        new(Exhaustive, "every computation, best of all", NasBench201Space.Instance.Count, "no paper", Spread: null),
        new(Pareto, "front over two or three objectives (NSGA-II)", ParetoOptions.DefaultSteps, "Deb et al., IEEE TEC 6, 2002", PopulationDiversity),
    ];

    /// <summary>The method with this id.</summary>
    /// <exception cref="ArgumentException">No method has this id; the message lists those there are.</exception>
    public static SearchMethodInfo Get(string id) => All.FirstOrDefault(method => method.Id == id) ?? throw Unknown(id);

    /// <summary>
    /// Steps of a method where nothing is asked for: those of its source, or as many as it takes in the space where it comes to an end by itself.
    /// </summary>
    /// <param name="method">Id of the method.</param>
    /// <param name="space">Id of the space.</param>
    /// <exception cref="ArgumentException">No method has this id.</exception>
    public static int DefaultSteps(string method, string space)
    {
        var info = Get(method);
        var known = method is Exhaustive or Pruning ? SearchableSpace.Find(space) : null;
        return known is null ? info.DefaultSteps
            : method == Pruning ? known.PruningSteps
            : (int)Math.Min(known.Count ?? info.DefaultSteps, int.MaxValue);
    }

    /// <summary>A method at its beginning, with the settings of its source scaled to the budget.</summary>
    /// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
    /// <param name="id">Id of the method.</param>
    /// <param name="context">Space, objective and seed.</param>
    /// <param name="steps">Architectures that the search may ask for; at least 1.</param>
    /// <exception cref="ArgumentException">No method has this id, or the method cannot search this space with this objective; the message says why.</exception>
    public static ISearchMethod<TArchitecture> Create<TArchitecture>(string id, SearchContext<TArchitecture> context, int steps)
        where TArchitecture : class => id switch
        {
            Random => new RandomSearch<TArchitecture>(context),
            Evolution => new RegularizedEvolution<TArchitecture>(context, EvolutionOptions.ForSteps(steps)),
            Reinforce => new ReinforceSearch<TArchitecture>(context, ReinforceOptions.ForSpace(context.Space.Id)),
            FpNas => new FpNasSearch<TArchitecture>(context, new FpNasOptions()),
            Pruning => new PruningSearch<TArchitecture>(context),
            Exhaustive => new ExhaustiveSearch<TArchitecture>(context),
            Pareto => new ParetoSearch<TArchitecture>(context, ParetoOptions.ForSteps(steps)),
            _ => throw Unknown(id),
        };

    /// <summary>The method that a state was saved from, ready to go on where it was.</summary>
    /// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
    /// <param name="state">What <see cref="ISearchMethod{TArchitecture}.Save"/> gave.</param>
    /// <param name="context">The same space, objective and seed.</param>
    /// <exception cref="ArgumentException">The state does not fit the context.</exception>
    public static ISearchMethod<TArchitecture> Restore<TArchitecture>(SearchState state, SearchContext<TArchitecture> context)
        where TArchitecture : class => state switch
        {
            RandomSearchState random => new RandomSearch<TArchitecture>(context, random),
            EvolutionState evolution => new RegularizedEvolution<TArchitecture>(context, evolution),
            ReinforceState reinforce => new ReinforceSearch<TArchitecture>(context, reinforce),
            FpNasState fpNas => new FpNasSearch<TArchitecture>(context, fpNas),
            PruningState pruning => new PruningSearch<TArchitecture>(context, pruning),
            ExhaustiveSearchState exhaustive => new ExhaustiveSearch<TArchitecture>(context, exhaustive),
            ParetoState pareto => new ParetoSearch<TArchitecture>(context, pareto),
            _ => throw new ArgumentException($"no method keeps its state as {state.GetType().Name}", nameof(state)),
        };

    private static ArgumentException Unknown(string id) =>
        new($"unknown search method '{id}'; available are {string.Join(", ", All.Select(method => method.Id))}", nameof(id));
}
