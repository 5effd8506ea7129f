using System.Globalization;
using Spectre.Console;
using Tegula.Indicators;

namespace Tegula.Cli.Output;

/// <summary>What <c>study show --evaluations</c> shows to people: one row each, the architecture last, since it is long.</summary>
internal static class EvaluationsView
{
    /// <summary>Prints the evaluations.</summary>
    public static void Write(IAnsiConsole console, EvaluationsReport report)
    {
        if (report.Evaluations.Count > 0)
            console.Write(new Text(Table(report.Evaluations).ToString()));
        var shown = report.Evaluations.Count == 0 ? "none" : $"{report.Offset + 1} to {report.Offset + report.Evaluations.Count}";
        console.WriteLine($"  {shown} of {report.Total} evaluations{(report.Evaluations.Count < report.Total ? "; --offset and --limit show others" : "")}");
    }

    private static TextTable Table(IReadOnlyList<EvaluationJson> evaluations)
    {
        var present = evaluations.SelectMany(evaluation => evaluation.Indicators.Keys).Distinct().ToList();
        var known = IndicatorRegistry.All.Select(indicator => indicator.Id).Where(present.Contains).ToList();
        List<string> indicators = [.. known, .. present.Except(known)];
        var table = new TextTable([">id", .. indicators.Select(id => $">{PlainText.Line(id)}"), ">seconds", "architecture"]);
        foreach (var evaluation in evaluations)
        {
            table.Add(
            [
                $"{evaluation.Id}",
                .. indicators.Select(id => evaluation.Indicators.TryGetValue(id, out var value) ? Short(value) : ""),
                evaluation.Seconds.ToString("F2", CultureInfo.InvariantCulture),
                PlainText.Line(evaluation.Error is null ? evaluation.Architecture : $"{evaluation.Architecture}: {evaluation.Error}"),
            ]);
        }

        return table;
    }

    private static string Short(IndicatorJson value) => value.Value?.ToString("G4", CultureInfo.InvariantCulture) ?? value.Status;
}
