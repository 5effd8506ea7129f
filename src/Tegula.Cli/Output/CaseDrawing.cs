using System.Collections.Immutable;
using System.Globalization;
using Tegula.Analysis;
using Tegula.Architectures;
using Tegula.Architectures.Graphs;
using Tegula.Drawing;
using Tegula.Indicators;

namespace Tegula.Cli.Output;

/// <summary>A cell and its swaps as graphs with their numbers.</summary>
internal static class CaseDrawing
{
    /// <summary>The drawing.</summary>
    public static string Of(OperationCase found, CaseReport report)
    {
        var before = new CaseTile(GraphOf(found.Before.Architecture, edge: null), "as it is", Values(report.Before, _ => CaseChange.None, report.Before));
        return CaseSheet.Write(
            [
                before,
                .. found.Swaps.Select((pair, index) => new CaseTile(
                    GraphOf(pair.After.Architecture, pair.Swap.Edge.Name),
                    $"{pair.Swap.Edge.Name}: {pair.Swap.Edge.Operation} → {pair.Swap.Operation}",
                    Values(report.Swaps[index].After, id => Change(found.EffectOf(index, id)), report.Before))),
            ],
            "One operation swapped",
            "a triangle marks what got better (up) or worse (down) than in the cell as it is");
    }

    // Of a genotype the cell in which something changed.
    private static ArchitectureGraph GraphOf(IArchitecture architecture, string? edge) =>
        architecture is DartsGenotype genotype && edge?.StartsWith("reduce", StringComparison.Ordinal) == true
            ? genotype.Reduce.ToGraph()
            : architecture.ToGraph();

    private static ImmutableArray<CaseValue> Values(CaseCellJson cell, Func<string, CaseChange> change, CaseCellJson before) =>
    [
        .. cell.Indicators.Select(pair => new CaseValue(NameOf(pair.Key), CaseView.Number(pair.Value), change(pair.Key))),
        .. cell.Accuracy.Select(pair => new CaseValue(
            $"accuracy on {pair.Key}",
            pair.Value.ToString("F2", CultureInfo.InvariantCulture) + " %",
            before.Accuracy.TryGetValue(pair.Key, out var old) ? Compare(pair.Value, old) : CaseChange.None)),
    ];

    private static string NameOf(string indicator) => IndicatorRegistry.Get(indicator).Name;

    private static CaseChange Compare(double now, double old) => now > old ? CaseChange.Better : now < old ? CaseChange.Worse : CaseChange.None;

    private static CaseChange Change(SwapEffect effect) => effect switch
    {
        SwapEffect.Better => CaseChange.Better,
        SwapEffect.Worse => CaseChange.Worse,
        _ => CaseChange.None,
    };
}
