using System.Collections.Immutable;
using Tegula.Indicators.Baselines;

namespace Tegula.Indicators;

/// <summary>
/// All indicators, by their stable ids: the built-in ones, and behind them own ones in the order in which they were registered. Safe to use from several
/// threads.
/// </summary>
public static class IndicatorRegistry
{
    private static readonly Lock Gate = new();

    /// <summary>The indicators that come with the library, in the order in which reports show them.</summary>
    public static IReadOnlyList<IndicatorInfo> BuiltIn { get; } =
    [
        new(NtkConditionNumber.Id, "NTK condition number", Direction.LowerIsBetter, "003_fe8fa0e5c804e1de.txt Eq. 1-4"),
        new(LinearRegions.Id, "linear regions", Direction.HigherIsBetter, "003_fe8fa0e5c804e1de.txt Eq. 5-6"),
        new(KernelRegression.Id, "NTK regression error", Direction.LowerIsBetter, "003_fe8fa0e5c804e1de.txt Eq. 8-9"),
        new(Naswot.Id, "NAS-WOT", Direction.HigherIsBetter, "000_47980149b45a68e2.txt Sec. 5.3, reference 44"),
        Baseline(SynFlow.Id, "synaptic flow (log)", "003_fe8fa0e5c804e1de.txt, its references 22 and 3"),
        Baseline(Snip.Id, "connection sensitivity", "003_fe8fa0e5c804e1de.txt, its reference 3"),
        Baseline(Grasp.Id, "preserved gradient flow", "003_fe8fa0e5c804e1de.txt, its reference 3"),
        Baseline(Fisher.Id, "channel saliency", "003_fe8fa0e5c804e1de.txt, its reference 3"),
        Baseline(JacobianCovariance.Id, "Jacobian covariance", "003_fe8fa0e5c804e1de.txt, its reference 1"),
        Baseline(GradientNorm.Id, "gradient norm", "003_fe8fa0e5c804e1de.txt, its reference 3"),
        Baseline(Zen.Id, "Zen-score", "Zen-NAS, ICCV 2021"),
        Baseline(Zico.Id, "inverse variation of gradients", "ZiCo, ICLR 2023"),
        Baseline(Swap.Id, "patterns of units", "SWAP-NAS, ICLR 2024"),
        Baseline(Vkdnw.Id, "variance of knowledge", "VKDNW, CVPR 2025"),
        Baseline(DynamicalIsometry.Id, "mean singular value of layers", "001_20c8c2cd2fe38226.txt Definition 2 and Proposition 2"),
        new(TrainedAccuracy.Id, "accuracy after truncated training", Direction.HigherIsBetter, "003_fe8fa0e5c804e1de.txt Sec. 5.2 and 5.3"),
        Counted(CountedIndicators.Parameters, "parameters", "003_fe8fa0e5c804e1de.txt Sec. 5.3 and the benchmark it cites"),
        Counted(CountedIndicators.LiveParameters, "parameters on a path", "003_fe8fa0e5c804e1de.txt Sec. 5.3 and the benchmark it cites"),
        Counted(CountedIndicators.Macs, "multiply-accumulates", "003_fe8fa0e5c804e1de.txt Sec. 5.3 and the benchmark it cites"),
        new(CountedIndicators.EffectiveDepth, "effective depth", Direction.HigherIsBetter, "000_47980149b45a68e2.txt Eq. 13")
        {
            IsDefinedOnSupernets = false,
        },
        new(
            CountedIndicators.LeastDepth,
            "depth of the shallowest path",
            Direction.LowerIsBetter,
            "000_47980149b45a68e2.txt Definition 4.1, its depth of a path")
        {
            IsDefinedOnSupernets = false,
        },
    ];

    // Replaced whole under the gate, so that readers need none.
    private static volatile Registered s_own = new([], [], BuiltIn);

    /// <summary>Every indicator, in the order in which reports show them.</summary>
    public static IReadOnlyList<IndicatorInfo> All => s_own.All;

    /// <summary>Own indicators.</summary>
    internal static IReadOnlyList<INetworkIndicator> Own => s_own.Indicators;

    /// <summary>
    /// Adds an own indicator, at any time: suites, scorers, searches and combinations that are made from now on know it by its id. Registering the same object
    /// again changes nothing.
    /// </summary>
    /// <remarks>
    /// A study keeps what was measured under the id alone. Whoever changes what an own indicator computes gives it a new id, such as <c>my-norm-2</c>; workers
    /// in other processes register it too.
    /// </remarks>
    /// <param name="indicator">Measures; used by several threads at a time.</param>
    /// <param name="info">What is known of it; <see cref="IndicatorInfo.Id"/> is the indicator's.</param>
    /// <exception cref="ArgumentException">
    /// The ids differ, or the id is taken, names a combination, or is not made of lower-case letters, digits and single hyphens, a letter first.
    /// </exception>
    public static void Register(INetworkIndicator indicator, IndicatorInfo info)
    {
        ArgumentNullException.ThrowIfNull(indicator);
        ArgumentNullException.ThrowIfNull(info);
        string id = indicator.Id;
        if (id != info.Id) throw new ArgumentException($"the indicator calls itself '{id}' and its description '{info.Id}'; give both the same id");
        if (IndicatorCheck.ObjectionTo(id) is { } objection) throw new ArgumentException(objection);
        lock (Gate)
        {
            Registered own = s_own;
            int known = own.Indicators.IndexOf(indicator, ReferenceEqualityComparer.Instance);
            if (known >= 0 && own.Infos[known] == info) return;
            if (All.Any(other => other.Id == id)) throw new ArgumentException($"there is an indicator '{id}' already; choose another id");
            ImmutableArray<IndicatorInfo> infos = own.Infos.Add(info);
            s_own = new(own.Indicators.Add(indicator), infos, [.. BuiltIn, .. infos]);
        }
    }

    /// <summary>The indicator with an id.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static IndicatorInfo Get(string id) =>
        All.FirstOrDefault(indicator => indicator.Id == id)
        ?? throw new ArgumentException($"unknown indicator '{id}'; known are {string.Join(", ", All.Select(indicator => indicator.Id))}");

    /// <summary>Why some indicators cannot be measured in a space, in one line; null where they can.</summary>
    /// <param name="space">Id of the space.</param>
    /// <param name="indicators">Ids of the indicators.</param>
    /// <exception cref="ArgumentException">An indicator is unknown.</exception>
    public static string? ObjectionOf(string space, IEnumerable<string> indicators)
    {
        if (indicators.Select(Get).FirstOrDefault(indicator => !indicator.IsDefinedOn(space)) is not { } foreign) return null;
        var known = All.Where(indicator => indicator.IsDefinedOn(space)).Select(indicator => indicator.Id);
        return $"space {space} has no {foreign.Id}; it has {string.Join(", ", known)}";
    }

    private sealed record Registered(ImmutableArray<INetworkIndicator> Indicators, ImmutableArray<IndicatorInfo> Infos, IReadOnlyList<IndicatorInfo> All);

    private static IndicatorInfo Baseline(string id, string name, string source) => new(id, name, Direction.HigherIsBetter, source);

    private static IndicatorInfo Counted(string id, string name, string source) => new(id, name, Direction.HigherIsBetter, source)
    {
        ObjectiveDirection = Direction.LowerIsBetter,
        IsDefinedOnSupernets = false,
    };
}
