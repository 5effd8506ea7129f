using Tegula.Indicators;

namespace Tegula.Analysis;

/// <summary>The values of one indicator over a sample of architectures.</summary>
/// <param name="Id">The indicator.</param>
/// <param name="Direction">Which end promises the better trained network.</param>
/// <param name="Values">One for each architecture of the sample; null where it could not be measured.</param>
public sealed record IndicatorColumn(string Id, Direction Direction, IReadOnlyList<double?> Values)
{
    /// <summary>The column of an indicator of the registry, with its direction there.</summary>
    /// <param name="indicator">Id of the indicator.</param>
    /// <param name="scores">The sample.</param>
    /// <exception cref="ArgumentException">No indicator has this id, or a score does not hold it; the message says what it holds.</exception>
    public static IndicatorColumn Of(string indicator, IEnumerable<ArchitectureScore> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        return new(indicator, IndicatorRegistry.Get(indicator).Direction, [.. scores.Select(ValueOf)]);

        double? ValueOf(ArchitectureScore score) => score.Indicators.TryGetValue(indicator, out var value)
            ? value.Value
            : throw new ArgumentException(
                $"the score of {score.Architecture} holds no '{indicator}'; it holds {string.Join(", ", score.Indicators.Keys)}", nameof(scores));
    }

    /// <summary>
    /// The column of a combination: its values within the sample, higher is better; what an indicator cannot measure is last in that one alone.
    /// </summary>
    /// <param name="combination">The combination.</param>
    /// <param name="scores">The sample.</param>
    public static IndicatorColumn Of(IndicatorCombination combination, IReadOnlyList<ArchitectureScore> scores)
    {
        ArgumentNullException.ThrowIfNull(combination);
        return new(
            combination.Id,
            Direction.HigherIsBetter,
            [.. combination.Values(scores).Select(value => (double?)value)]);
    }

    /// <summary>The column of an indicator or of a combination.</summary>
    /// <param name="predictor">Which.</param>
    /// <param name="scores">The sample.</param>
    /// <exception cref="ArgumentException">A score does not hold the indicator.</exception>
    public static IndicatorColumn Of(Predictor predictor, IReadOnlyList<ArchitectureScore> scores)
    {
        ArgumentNullException.ThrowIfNull(predictor);
        return predictor.Combination is { } combination ? Of(combination, scores) : Of(predictor.Id, scores);
    }

    /// <summary>The value that the given number of architectures reach; the worst measured one when fewer were measured, null when none was.</summary>
    /// <param name="count">How many, at least 1. Where values are equal, more may reach it.</param>
    public double? Threshold(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var measured = Values.OfType<double>();
        var best = Direction == Direction.LowerIsBetter ? measured.Order() : measured.OrderDescending();
        return best.Take(count).Select(value => (double?)value).LastOrDefault();
    }

    /// <summary>Whether an architecture's value is as good as a threshold or better; false where either does not exist.</summary>
    public bool Reaches(int architecture, double? threshold) =>
        Direction == Direction.LowerIsBetter ? Values[architecture] <= threshold : Values[architecture] >= threshold;
}
