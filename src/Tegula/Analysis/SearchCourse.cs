using Tegula.Indicators;
using Tegula.Search;

namespace Tegula.Analysis;

/// <summary>
/// What a search did, step by step. Costs and ranks hold each computation against everything that was measured by the last step, so that they change as the
/// search goes on. Immutable; what is asked for is computed once, in n log n steps, from any thread.
/// </summary>
public sealed class SearchCourse
{
    private readonly int[] _first;
    private readonly int[] _computation;
    private readonly Lazy<(double[] Costs, double[] Rising)> _costs;
    private readonly Lazy<CourseValue[]> _best;
    private readonly Lazy<int[]> _front;
    private readonly Lazy<CourseValue[]> _spread;
    private readonly Lazy<CourseValue[]> _turnedAway;

    /// <summary>The course of a search.</summary>
    /// <param name="steps">Its steps in order.</param>
    /// <param name="objective">What it went for; null for a list of architectures, of which each indicator is looked at alone.</param>
    public SearchCourse(IReadOnlyList<CourseStep> steps, IndicatorCombination? objective)
    {
        ArgumentNullException.ThrowIfNull(steps);
        (Steps, Objective) = (steps, objective);
        (_first, _computation) = Computations(steps);
        Columns = [.. Terms(steps, objective).Select(term => new CourseColumn(term, steps, _first))];
        _costs = new(Rank);
        _best = new(() => objective is null ? [] : [.. CourseColumn.Staircase(_first.Where(IsMeasured), step => Cost(step)!.Value)]);
        _front = new(FindFront);
        _spread = new(() =>
        [
            .. Enumerable.Range(0, steps.Count).Where(step => steps[step].Spread is not null).Select(step => new CourseValue(step, steps[step].Spread!.Value)),
        ]);
        _turnedAway = new(() => [.. Enumerable.Range(0, steps.Count)
            .Where(step => step == 0 || steps[step].TurnedAway != steps[step - 1].TurnedAway)
            .Select(step => new CourseValue(step, steps[step].TurnedAway))]);
    }

    /// <summary>The steps in order.</summary>
    public IReadOnlyList<CourseStep> Steps { get; }

    /// <summary>What the search went for; null for a list of architectures.</summary>
    public IndicatorCombination? Objective { get; }

    /// <summary>Every indicator that was measured: those of the objective in its order, then the others as reports show them.</summary>
    public IReadOnlyList<CourseColumn> Columns { get; }

    /// <summary>The step at which each computation was asked for first, rising.</summary>
    public IReadOnlyList<int> FirstSteps => _first;

    /// <summary>Computations of which the objective, or without one some indicator, could not be measured.</summary>
    public int Failed => _first.Count(step => !IsMeasured(step));

    /// <summary>
    /// The steps at which the best so far changed, each with its <see cref="Cost"/>: what looks best now, of what was known then. Empty without an objective.
    /// </summary>
    public IReadOnlyList<CourseValue> Best => _best.Value;

    /// <summary>
    /// First steps of the computations on the Pareto front of the objective's indicators, rising. Empty unless these are two or three: of one alone the front
    /// is its best, of many nearly everything.
    /// </summary>
    public IReadOnlyList<int> Front => _front.Value;

    /// <summary>Policy entropy or population diversity, at the steps where it was asked for.</summary>
    public IReadOnlyList<CourseValue> Spread => _spread.Value;

    /// <summary>Architectures turned away so far, at the first step and wherever the number changed.</summary>
    public IReadOnlyList<CourseValue> TurnedAway => _turnedAway.Value;

    /// <summary>The column of an indicator; null when nothing has it.</summary>
    /// <param name="indicator">Id of the indicator.</param>
    public CourseColumn? Column(string indicator) => Columns.FirstOrDefault(column => column.Indicator == indicator);

    /// <summary>Whether all that the objective looks at was measured; without an objective, every indicator that was asked for.</summary>
    /// <param name="step">The step, from 0.</param>
    public bool IsMeasured(int step) => Objective is { } objective
        ? !objective.HasFailed(Steps[step].Score)
        : Steps[step].Score.Indicators.Count > 0 && !Steps[step].Score.HasFailed;

    /// <summary>
    /// The cost that <see cref="RankObjective"/> gives a step's computation among all that were measured, lower is better; null where the objective could not
    /// be measured, and without one.
    /// </summary>
    /// <param name="step">The step, from 0.</param>
    public double? Cost(int step) => Objective is not null && IsMeasured(step) ? _costs.Value.Costs[_computation[step]] : null;

    /// <summary>Place of a step's computation: 1 + how many computations cost strictly less; null where it has no cost.</summary>
    /// <param name="step">The step, from 0.</param>
    public int? Rank(int step) => Cost(step) is { } cost ? 1 + CourseColumn.Below(_costs.Value.Rising, cost) : null;

    /// <summary>Places of a step's computation in each indicator that it has a value of.</summary>
    /// <param name="step">The step, from 0.</param>
    public IReadOnlyList<IndicatorRank> Ranks(int step) =>
        [.. Columns.Where(column => column.Values[step] is not null)
            .Select(column => new IndicatorRank(column.Indicator, column.Rank(step)!.Value, column.Measured))];

    /// <summary>
    /// Steps evenly spread over those from one on, with every member of <see cref="Best"/> and <see cref="Front"/> among them, as far as the number allows.
    /// </summary>
    /// <param name="most">Most steps, at least 1.</param>
    /// <param name="from">The first step to take, from 0.</param>
    /// <returns>Steps, rising, each once.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="most"/> is below 1, or <paramref name="from"/> below 0.</exception>
    public IReadOnlyList<int> Thin(int most, int from = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        if (Steps.Count - from <= most)
            return from < Steps.Count ? [.. Enumerable.Range(from, Steps.Count - from)] : [];
        var kept = new SortedSet<int>(Best.Select(point => point.Step).Where(step => step >= from).TakeLast(most));
        AddEvenly(kept, [.. Front.Where(step => step >= from && !kept.Contains(step))], most - kept.Count);
        AddEvenly(kept, [.. Enumerable.Range(from, Steps.Count - from).Where(step => !kept.Contains(step))], most - kept.Count);
        return [.. kept];
    }

    private static void AddEvenly(SortedSet<int> kept, int[] steps, int most)
    {
        var count = Math.Min(steps.Length, most);
        for (var number = 0; number < count; number++)
            kept.Add(steps[(int)((long)number * steps.Length / count)]);
    }

    private static (int[] First, int[] Computation) Computations(IReadOnlyList<CourseStep> steps)
    {
        var known = new Dictionary<(long, string), int>(steps.Count);
        var first = new List<int>(steps.Count);
        var computation = new int[steps.Count];
        for (var step = 0; step < computation.Length; step++)
        {
            var key = steps[step].Evaluation is { } evaluation ? (evaluation, "") : (0, steps[step].Computation);
            if (!known.TryGetValue(key, out computation[step]))
            {
                known.Add(key, computation[step] = first.Count);
                first.Add(step);
            }
        }

        return ([.. first], computation);
    }

    private static IEnumerable<CombinationTerm> Terms(IReadOnlyList<CourseStep> steps, IndicatorCombination? objective)
    {
        var met = new HashSet<string>();
        IEnumerable<string>? last = null;
        foreach (var step in steps)
        {
            // Most steps have the very indicators of the one before.
            if (!ReferenceEquals(last, step.Score.Indicators.Keys))
                met.UnionWith(last = step.Score.Indicators.Keys);
        }

        CombinationTerm[] own = [.. (objective?.Terms ?? []).Where(term => met.Contains(term.Indicator))];
        met.ExceptWith(own.Select(term => term.Indicator));
        var known = IndicatorRegistry.All.Where(indicator => met.Contains(indicator.Id)).ToList();
        return
        [
            .. own,
            .. known.Select(indicator => new CombinationTerm(indicator.Id, indicator.ObjectiveDirection)),
            .. met.Except(known.Select(indicator => indicator.Id)).Order(StringComparer.Ordinal)
                .Select(id => new CombinationTerm(id, Direction.HigherIsBetter)),
        ];
    }

    private (double[] Costs, double[] Rising) Rank()
    {
        var costs = new RankObjective(Objective!).Costs([.. _first.Select(step => Steps[step].Score)]);
        double[] rising = [.. _first.Where(IsMeasured).Select(step => costs[_computation[step]])];
        Array.Sort(rising);
        return (costs, rising);
    }

    private int[] FindFront()
    {
        if (Objective?.Terms.Count is not (>= 2 and <= ParetoFront.MostObjectives))
            return [];
        int[] measured = [.. _first.Where(IsMeasured)];
        (int Sign, IReadOnlyList<double?> Values)[] terms =
            [.. Objective.Terms.Select(term => (term.Direction == Direction.LowerIsBetter ? 1 : -1, Column(term.Indicator)?.Values ?? []))];
        var points = Array.ConvertAll(measured, step => Array.ConvertAll(terms, term => term.Sign * term.Values[step]!.Value));
        return [.. ParetoFront.Of(points).Select(index => measured[index])];
    }
}
