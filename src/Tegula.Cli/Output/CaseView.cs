using System.Globalization;

namespace Tegula.Cli.Output;

/// <summary>What <c>analyse case</c> shows to people.</summary>
internal static class CaseView
{
    /// <summary>Prints the cell, then one row for each swap.</summary>
    public static void Write(TextWriter output, CaseReport report)
    {
        var ids = report.Before.Indicators.Keys.ToList();
        var datasets = report.Before.Accuracy.Keys.ToList();
        var table = new TextTable(["edge", "operation", .. ids.SelectMany(id => new[] { $">{id}", "" }), .. datasets.Select(dataset => $">{dataset} %")]);
        table.Add(
        [
            "", "as it is",
            .. ids.SelectMany(id => new[] { Number(report.Before.Indicators[id]), "" }),
            .. datasets.Select(dataset => Percent(report.Before, dataset)),
        ]);
        foreach (var swap in report.Swaps)
        {
            table.Add(
            [
                swap.Edge, $"{swap.From} to {swap.To}",
                .. ids.SelectMany(id => new[] { Number(swap.After.Indicators[id]), swap.Effects[id] == "same" ? "" : swap.Effects[id] }),
                .. datasets.Select(dataset => Percent(swap.After, dataset)),
            ]);
        }

        output.WriteLine();
        output.WriteLine($"  {report.Before.Architecture}");
        output.WriteLine();
        output.Write(table);
        output.WriteLine();
    }

    /// <summary>A value with four digits, or why there is none.</summary>
    public static string Number(IndicatorJson value) => value.Value?.ToString("G4", CultureInfo.InvariantCulture) ?? value.Status;

    private static string Percent(CaseCellJson cell, string dataset) =>
        cell.Accuracy.TryGetValue(dataset, out var value) ? value.ToString("F2", CultureInfo.InvariantCulture) : "";
}
