using Tegula.Analysis;

namespace Tegula.Cli.Output;

/// <summary>Mean and spread in JSON.</summary>
/// <param name="Mean">Mean.</param>
/// <param name="Sd">Sample standard deviation; 0 of a single number.</param>
/// <param name="N">How many numbers.</param>
internal sealed record SpreadJson(double Mean, double Sd, int N)
{
    /// <summary>Mean and spread; null where there is none.</summary>
    public static SpreadJson? Of(MeanAndDeviation? numbers) => numbers is null ? null : new(numbers.Mean, numbers.Sd, numbers.Count);

    /// <summary>Means and spreads by data set.</summary>
    public static Dictionary<string, SpreadJson> Of(IReadOnlyDictionary<string, MeanAndDeviation> numbers) =>
        numbers.ToDictionary(pair => pair.Key, pair => Of(pair.Value)!);

    /// <summary>As people read it: <c>93.12 ± 0.41</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Mean:F2} ± {Sd:F2}");
}
