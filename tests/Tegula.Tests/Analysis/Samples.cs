using Tegula.Analysis;
using Tegula.Architectures;
using Tegula.Indicators;

namespace Tegula.Tests.Analysis;

/// <summary>Samples of NAS-Bench-201 cells with made-up numbers.</summary>
internal static class Samples
{
    /// <summary>Cells by ordinal, each with the same indicators.</summary>
    public static ScoredArchitecture[] Of(params IEnumerable<(NasBench201Cell Cell, (string Id, double? Value)[] Values)> rows) =>
        [.. rows.Select(row => new ScoredArchitecture(row.Cell, Score(row.Cell, row.Values)))];

    /// <summary>Random cells of which every indicator is one of few values, or could not be measured.</summary>
    public static ScoredArchitecture[] Random(int count, int seed, params string[] indicators)
    {
        var random = new Random(seed);
        return Of(Enumerable.Range(0, count).Select(_ => (
            RandomCell(random),
            indicators.Select(id => (id, random.Next(8) == 0 ? (double?)null : random.Next(count / 2))).ToArray())));
    }

    public static NasBench201Cell RandomCell(Random random) =>
        new([.. Enumerable.Range(0, 6).Select(_ => (NasBench201Operation)random.Next(5))]);

    public static ArchitectureScore Score(IArchitecture architecture, params (string Id, double? Value)[] values) => new(
        architecture.ToString()!,
        values.ToDictionary(
            pair => pair.Id,
            pair => pair.Value is { } value ? new IndicatorValue(value, 0, IndicatorStatus.Ok) : IndicatorValue.Failed(IndicatorStatus.Singular)),
        0.25);
}
