using Tegula.Analysis;

namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>analyse case</c>.</summary>
/// <param name="Space">Id of the space.</param>
/// <param name="Before">The cell as it is.</param>
/// <param name="Swaps">The cells that one swap makes of it.</param>
internal sealed record CaseReport(string Space, CaseCellJson Before, IReadOnlyList<CaseSwapJson> Swaps)
{
    /// <summary>The document.</summary>
    public static CaseReport Of(OperationCase found, string space) => new(
        space,
        CaseCellJson.Of(found.Before),
        [
            .. found.Swaps.Select((pair, index) => new CaseSwapJson(
                pair.Swap.Edge.Name,
                pair.Swap.Edge.Operation,
                pair.Swap.Operation,
                CaseCellJson.Of(pair.After),
                found.Before.Score.Indicators.Keys.ToDictionary(id => id, id => EffectText(found.EffectOf(index, id))),
                found.Before.Accuracy.Keys.Where(dataset => found.AccuracyGain(index, dataset) is not null)
                    .ToDictionary(dataset => dataset, dataset => found.AccuracyGain(index, dataset)!.Value))),
        ]);

    /// <summary>The columns of the CSV.</summary>
    public static IReadOnlyList<string> CsvHeader(CaseReport report) =>
        ["edge", "from", "to", "architecture", .. report.Before.Indicators.Keys.SelectMany(id => new[] { id, $"{id}_effect" }), .. report.Before.Accuracy.Keys];

    /// <summary>The rows of the CSV: the cell as it is, then the swaps.</summary>
    public static IEnumerable<IReadOnlyList<object?>> CsvRows(CaseReport report)
    {
        return report.Swaps.Select(swap => Row(swap.Edge, swap.From, swap.To, swap.After, swap.Effects)).Prepend(Row(null, null, null, report.Before, []));

        object?[] Row(string? edge, string? from, string? to, CaseCellJson cell, Dictionary<string, string> effects) =>
        [
            edge, from, to, cell.Architecture,
            .. report.Before.Indicators.Keys.SelectMany(id => new object?[] { cell.Indicators[id].Value, effects.GetValueOrDefault(id) }),
            .. report.Before.Accuracy.Keys.Select(dataset => cell.Accuracy.TryGetValue(dataset, out var value) ? value : (object?)null),
        ];
    }

    private static string EffectText(SwapEffect effect) => effect switch { SwapEffect.Better => "better", SwapEffect.Worse => "worse", _ => "same" };
}

/// <summary>A measured cell.</summary>
/// <param name="Architecture">As text.</param>
/// <param name="Indicators">Its indicators.</param>
/// <param name="Accuracy">Accuracy in percent by data set; empty where no table knows it.</param>
internal sealed record CaseCellJson(string Architecture, Dictionary<string, IndicatorJson> Indicators, Dictionary<string, double> Accuracy)
{
    /// <summary>The same in JSON.</summary>
    public static CaseCellJson Of(ScoredArchitecture cell) => new(cell.Score.Architecture, IndicatorJson.Of(cell.Score), cell.Accuracy.ToDictionary());
}

/// <summary>A swap.</summary>
/// <param name="Edge">The edge that changed.</param>
/// <param name="From">What stood there.</param>
/// <param name="To">What stands there now.</param>
/// <param name="After">The cell that came of it.</param>
/// <param name="Effects">For each indicator <c>better</c>, <c>worse</c> or <c>same</c>.</param>
/// <param name="Gain">Percent points of accuracy gained by data set; empty where one of the two is not known.</param>
internal sealed record CaseSwapJson(
    string Edge, string From, string To, CaseCellJson After, Dictionary<string, string> Effects, Dictionary<string, double> Gain);
