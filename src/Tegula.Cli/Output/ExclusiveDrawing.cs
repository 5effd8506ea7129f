using System.Collections.Immutable;
using Tegula.Analysis;
using Tegula.Drawing;

namespace Tegula.Cli.Output;

/// <summary>Exclusive sets as bars: shares of operations, depths, accuracies.</summary>
internal static class ExclusiveDrawing
{
    /// <summary>The drawing.</summary>
    public static string Of(ExclusiveSets sets, ExclusiveReport report)
    {
        CellSetStatistics[] all = [sets.Sample, .. sets.Sets.Select(set => set.Cells)];
        var panels = new List<BarPanel>
        {
            new(
                "share of operations",
                [.. sets.Sample.OperationShares.Keys],
                [.. sets.Sample.OperationShares.Keys.Select(id => Row(cells => cells.OperationShares.TryGetValue(id, out var share) ? share : null))]),
            new(
                "depth and width",
                ["depth", "effective depth", "effective width"],
                [Row(cells => cells.Depth?.Mean), Row(cells => cells.EffectiveDepth?.Mean), Row(cells => cells.EffectiveWidth?.Mean)]),
        };
        if (sets.Sample.Accuracy.Count > 0)
        {
            panels.Add(new(
                "accuracy in %",
                [.. sets.Sample.Accuracy.Keys],
                [.. sets.Sample.Accuracy.Keys.Select(dataset => Row(cells => cells.Accuracy.GetValueOrDefault(dataset)?.Mean))]));
        }

        return BarPanelsSvg.Write(
            [
                new($"{ExclusiveReport.SampleName} ({sets.Sample.Count})", IsReference: true),
                .. sets.Sets.Select(set => new BarSeries($"{set.Indicator} alone ({set.Members.Count})")),
            ],
            panels,
            "What the cells are made of that one indicator alone selects",
            FormattableString.Invariant($"each indicator selects the best {100 * report.Top:0.#} % of {sets.Sample.Count} architectures of {report.Space}")
                + "; depth is that of the longest path");

        ImmutableArray<double?> Row(Func<CellSetStatistics, double?> value) => [.. all.Select(value)];
    }
}
