using System.Text.Json.Serialization;
using Tegula.Analysis;
using Tegula.Cli.Options;

namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>analyse exclusive</c>.</summary>
/// <param name="Space">Id of the space.</param>
/// <param name="Fidelity">How was measured; absent where the scores come from a file.</param>
/// <param name="Seed">The seed; absent where the scores come from a file.</param>
/// <param name="Top">Share of the sample that each indicator selects.</param>
/// <param name="Sets">One for each indicator.</param>
/// <param name="Sample">The whole sample, to compare with.</param>
/// <param name="Several">Architectures that two or more indicators select.</param>
/// <param name="None">Architectures that no indicator selects.</param>
internal sealed record ExclusiveReport(
    string Space,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Fidelity,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ulong? Seed,
    double Top,
    IReadOnlyList<ExclusiveSetJson> Sets,
    CellSetJson Sample,
    int Several,
    int None)
{
    /// <summary>Name of the whole sample beside its sets.</summary>
    public const string SampleName = "whole sample";

    /// <summary>The document.</summary>
    public static ExclusiveReport Of(ExclusiveSets sets, ScoredSample sample) => new(
        sample.Space.Id,
        sample.IsMeasured ? ScoringOptions.Name(sample.Scoring.Fidelity) : null,
        sample.IsMeasured ? sample.Scoring.Seed : null,
        sets.TopShare,
        [.. sets.Sets.Select(set => new ExclusiveSetJson(set.Indicator, set.Threshold, set.Selected, CellSetJson.Of(set.Cells)))],
        CellSetJson.Of(sets.Sample),
        sets.SelectedBySeveral,
        sets.SelectedByNone);

    /// <summary>The columns of the CSV.</summary>
    public static IReadOnlyList<string> CsvHeader(ExclusiveReport report) =>
    [
        "set", "threshold", "selected", "count",
        .. report.Sample.Operations.Keys,
        "depth", "effective_depth", "effective_width",
        .. report.Sample.Accuracy.Keys,
    ];

    /// <summary>The rows of the CSV: the whole sample, then the sets.</summary>
    public static IEnumerable<IReadOnlyList<object?>> CsvRows(ExclusiveReport report)
    {
        return report.Sets.Select(set => Row(set.Indicator, set.Threshold, set.Selected, set.Cells)).Prepend(Row(SampleName, null, null, report.Sample));

        object?[] Row(string name, double? threshold, int? selected, CellSetJson cells) =>
        [
            name, threshold, selected, cells.Count,
            .. report.Sample.Operations.Keys.Select(operation => cells.Operations.TryGetValue(operation, out var share) ? share : (object?)null),
            cells.Depth?.Mean, cells.EffectiveDepth?.Mean, cells.EffectiveWidth?.Mean,
            .. report.Sample.Accuracy.Keys.Select(dataset => (object?)cells.Accuracy.GetValueOrDefault(dataset)?.Mean),
        ];
    }
}

/// <summary>What one indicator alone selects.</summary>
/// <param name="Indicator">Id of the indicator.</param>
/// <param name="Threshold">The value that the best share reaches; null when nothing was measured.</param>
/// <param name="Selected">Architectures that reach it, those that others select as well included.</param>
/// <param name="Cells">Those that no other indicator selects.</param>
internal sealed record ExclusiveSetJson(string Indicator, double? Threshold, int Selected, CellSetJson Cells);

/// <summary>What some cells are made of.</summary>
/// <param name="Count">How many.</param>
/// <param name="Operations">Share of each operation among their edges.</param>
/// <param name="Depth">Edges on the longest path; null in an empty set.</param>
/// <param name="EffectiveDepth">Effective depth; null in an empty set.</param>
/// <param name="EffectiveWidth">Effective width; null in an empty set.</param>
/// <param name="Accuracy">Accuracy in percent by data set; empty without a table.</param>
internal sealed record CellSetJson(
    int Count,
    Dictionary<string, double> Operations,
    SpreadJson? Depth,
    SpreadJson? EffectiveDepth,
    SpreadJson? EffectiveWidth,
    Dictionary<string, SpreadJson> Accuracy)
{
    /// <summary>The same in JSON.</summary>
    public static CellSetJson Of(CellSetStatistics cells) => new(
        cells.Count,
        cells.OperationShares.ToDictionary(),
        SpreadJson.Of(cells.Depth),
        SpreadJson.Of(cells.EffectiveDepth),
        SpreadJson.Of(cells.EffectiveWidth),
        SpreadJson.Of(cells.Accuracy));
}
