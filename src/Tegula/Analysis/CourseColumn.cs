using Tegula.Indicators;

namespace Tegula.Analysis;

/// <summary>One indicator over the steps of a search. A computation counts once, however often it was asked for.</summary>
public sealed class CourseColumn
{
    private readonly int _sign;
    private readonly Lazy<double[]> _keys;
    private readonly Lazy<CourseValue[]> _best;

    /// <summary>The column of one indicator.</summary>
    /// <param name="term">The indicator, and the end of it that a search goes for.</param>
    /// <param name="steps">The steps in order.</param>
    /// <param name="first">The step at which each computation was asked for first, rising.</param>
    internal CourseColumn(CombinationTerm term, IReadOnlyList<CourseStep> steps, int[] first)
    {
        (Indicator, Direction) = (term.Indicator, term.Direction);
        _sign = term.Direction == Direction.LowerIsBetter ? 1 : -1;
        var values = new double?[steps.Count];
        for (var step = 0; step < values.Length; step++)
            values[step] = steps[step].Value(term.Indicator);
        Values = values;
        _keys = new(() =>
        {
            double[] keys = [.. first.Where(step => values[step] is not null).Select(step => _sign * values[step]!.Value)];
            Array.Sort(keys);
            return keys;
        });
        _best = new(() => [.. Staircase(first.Where(step => values[step] is not null), step => _sign * values[step]!.Value)
            .Select(point => point with { Value = values[point.Step]!.Value })]);
    }

    /// <summary>Id of the indicator.</summary>
    public string Indicator { get; }

    /// <summary>Which end a search goes for: that of the objective, or the usual one where the objective does not look at the indicator.</summary>
    public Direction Direction { get; }

    /// <summary>One for each step; null where the indicator could not be measured, or was not asked for.</summary>
    public IReadOnlyList<double?> Values { get; }

    /// <summary>Computations that have a value.</summary>
    public int Measured => _keys.Value.Length;

    /// <summary>The smallest value; null where nothing has one.</summary>
    public double? Least => Measured == 0 ? null : _sign > 0 ? _keys.Value[0] : -_keys.Value[^1];

    /// <summary>The largest value; null where nothing has one.</summary>
    public double? Greatest => Measured == 0 ? null : _sign > 0 ? _keys.Value[^1] : -_keys.Value[0];

    /// <summary>The steps at which the best value so far changed, by this indicator alone, each with its value.</summary>
    public IReadOnlyList<CourseValue> Best => _best.Value;

    /// <summary>Place of a step's computation: 1 + how many computations are strictly better; null where it has no value.</summary>
    /// <param name="step">The step, from 0.</param>
    public int? Rank(int step) => Values[step] is { } value ? 1 + Below(_keys.Value, _sign * value) : null;

    /// <summary>How many of a rising list are below a number.</summary>
    internal static int Below(double[] rising, double number)
    {
        var (low, high) = (0, rising.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = rising[middle] < number ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>The steps whose number is below that of all before.</summary>
    internal static IEnumerable<CourseValue> Staircase(IEnumerable<int> steps, Func<int, double> number)
    {
        var best = double.PositiveInfinity;
        foreach (var step in steps)
        {
            if (number(step) is var value && value < best)
                yield return new(step, best = value);
        }
    }
}
