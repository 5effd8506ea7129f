using System.Globalization;
using Tegula.Indicators.Baselines;

namespace Tegula.Indicators;

/// <summary>The combinations with a name, and the text of those without.</summary>
/// <remarks>
/// A combination is written <c>teg</c>, <c>default</c>, <c>sum:A+B+C</c> (sum of ranks) or <c>log:A+B+C</c> (log-rank). A term is an indicator id, with
/// <c>:low</c> or <c>:high</c> behind it where another end than the usual one is the better, and <c>2*</c> before it where its rank counts twice:
/// <c>log:naswot+0.5*params+kappa:high</c>. The usual end is the one that promises accuracy (<see cref="IndicatorInfo.Direction"/>), also of a cost.
/// </remarks>
public static class Combinations
{
    private const string Sum = "sum:";
    private const string Log = "log:";
    private const NumberStyles Factor = NumberStyles.AllowDecimalPoint;

    /// <summary>Trainability, expressivity and generalisation by the sum of their ranks (003_fe8fa0e5c804e1de.txt Sec. 4.2 and 5.2.2).</summary>
    public static IndicatorCombination Teg { get; } =
        new("teg", "TEG: sum of ranks", Aggregation.RankSum, [.. new[] { NtkConditionNumber.Id, LinearRegions.Id, KernelRegression.Id }.Select(Usual)]);

    /// <summary>
    /// The combination to take where nothing else is known: size and shallowest way of the connectivity, the three aspects of TEG, and two baselines that see
    /// what those do not. Chosen on one half of NAS-Bench-201 and reported on the other; what else was tried stands in docs/results.md.
    /// </summary>
    public static IndicatorCombination Default { get; } = new(
        "default",
        "default: log-rank",
        Aggregation.LogRank,
        [
            Usual(CountedIndicators.LiveParameters),
            Usual(CountedIndicators.LeastDepth),
            Usual(NtkConditionNumber.Id),
            Usual(KernelRegression.Id),
            Usual(Naswot.Id),
            Usual(JacobianCovariance.Id),
            Usual(Zen.Id),
        ]);

    /// <summary>The combinations with a name.</summary>
    public static IReadOnlyList<IndicatorCombination> All { get; } = [Teg, Default];

    /// <summary>Whether a text means a combination rather than an indicator; <see cref="Parse"/> may still find something wrong with it.</summary>
    public static bool IsCombination(string text) =>
        All.Any(named => named.Id == text) || text.StartsWith(Sum, StringComparison.Ordinal) || text.StartsWith(Log, StringComparison.Ordinal);

    /// <summary>Reads a combination; its id is its name, or the shortest text that says the same.</summary>
    /// <param name="text">As above.</param>
    /// <exception cref="CombinationFormatException">The text is no combination; the message says what is wrong with it.</exception>
    public static IndicatorCombination Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (All.FirstOrDefault(named => named.Id == text) is { } known) return known;
        if (!IsCombination(text))
            throw new CombinationFormatException($"'{text}' is no combination; those with a name are {Names}, others read {Sum}A+B or {Log}A+B");
        Aggregation aggregation = text.StartsWith(Log, StringComparison.Ordinal) ? Aggregation.LogRank : Aggregation.RankSum;
        CombinationTerm[] terms = [.. text[Sum.Length..].Split('+', StringSplitOptions.TrimEntries).Select(word => Term(word, text))];
        if (terms.GroupBy(term => term.Indicator).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
            throw new CombinationFormatException($"combination '{text}' names {twice.Key} twice; name each indicator once");
        return Of(aggregation, terms);
    }

    /// <summary>A combination without a name of its own; its id is the text that <see cref="Parse"/> reads.</summary>
    /// <param name="aggregation">How ranks become one number.</param>
    /// <param name="terms">The indicators; at least one, none twice.</param>
    /// <exception cref="ArgumentException">There is no term, an indicator is unknown or stands twice, or a weight is not positive and finite.</exception>
    public static IndicatorCombination Of(Aggregation aggregation, params IReadOnlyList<CombinationTerm> terms) => new(
        (aggregation == Aggregation.LogRank ? Log : Sum) + string.Join('+', terms.Select(Text)),
        (aggregation == Aggregation.LogRank ? "log-rank of " : "sum of ranks of ") + string.Join(", ", terms.Select(term => term.Indicator)),
        aggregation,
        terms);

    private static string Names => string.Join(" and ", All.Select(named => named.Id));

    private static CombinationTerm Usual(string id) => new(id, IndicatorRegistry.Get(id).Direction);

    private static string Text(CombinationTerm term)
    {
        string weight = term.Weight.Equals(1.0) ? "" : term.Weight.ToString(CultureInfo.InvariantCulture) + "*";
        string end = term.Direction == IndicatorRegistry.Get(term.Indicator).Direction ? "" : term.Direction == Direction.LowerIsBetter ? ":low" : ":high";
        return weight + term.Indicator + end;
    }

    private static CombinationTerm Term(string word, string text)
    {
        double weight = 1;
        string rest = word;
        if (word.Split('*', StringSplitOptions.TrimEntries) is [var factor, var weighted])
        {
            if (!double.TryParse(factor, Factor, CultureInfo.InvariantCulture, out weight) || !double.IsFinite(weight) || weight <= 0)
                throw new CombinationFormatException($"combination '{text}': the weight '{factor}' is no number above 0, such as 0.5");
            rest = weighted;
        }

        string[] parts = rest.Split(':', StringSplitOptions.TrimEntries);
        if (IndicatorRegistry.All.FirstOrDefault(info => info.Id == parts[0]) is not { } indicator)
        {
            string known = string.Join(", ", IndicatorRegistry.All.Select(info => info.Id));
            throw new CombinationFormatException($"combination '{text}': '{parts[0]}' is no indicator; known are {known}");
        }

        return parts switch
        {
            [_] => new(indicator.Id, indicator.Direction, weight),
            [_, "low"] => new(indicator.Id, Direction.LowerIsBetter, weight),
            [_, "high"] => new(indicator.Id, Direction.HigherIsBetter, weight),
            _ => throw new CombinationFormatException(
                $"combination '{text}': '{rest}' must end with :low or :high, or without either, such as {indicator.Id}:low"),
        };
    }
}
