using System.Globalization;
using System.Text.Json;
using Tegula.Dashboard.Figures;
using Tegula.Dashboard.Reports;

namespace Tegula.Dashboard.Answers;

/// <summary>An answer of <c>tegula experiment</c>.</summary>
internal static class ExperimentFigures
{
    /// <summary>What it says.</summary>
    public static ResultContent Of(ResultOutputs outputs)
    {
        JsonElement json = outputs.Json;
        JsonElement[] findings = [.. json.Get("findings").Items()];
        int held = findings.Count(finding => finding.Get("holds").ValueKind == JsonValueKind.True);
        var sections = new List<ReportSection>
        {
            new(
                "Findings",
                "What the paper states, its figure, what was measured here, and whether the statement holds for that.",
                [new("Statements of the paper", json.Text("source") ?? "", null, JsonTables.OfObjects(findings))]),
            new("Summary", "The numbers that the findings rest on.", [new("Summary", "", null, JsonTables.OfObjects(json.Get("summary").Items()))]),
            new("Drawings", "Everything that is drawn, as numbers below.", [.. Drawings(outputs)]),
            new("Size", "The size of the experiment, by the names of its options.", [new("Settings", "", null, JsonTables.OfObjects([json.Get("settings")]))]),
        };
        return new(
            json.Text("title") ?? json.Text("experiment") ?? "Experiment",
            string.Create(CultureInfo.InvariantCulture, $"{held} of {findings.Length} statements of the paper hold here ({json.Text("source")})."),
            sections);
    }

    // Which rows and columns a drawing shows, where an experiment has several.
    private static IEnumerable<Figure> Drawings(ResultOutputs outputs)
    {
        JsonElement[] rows = [.. outputs.Json.Get("rows").Items()];
        NumberTable all = JsonTables.OfObjects(rows);
        string[] names = [.. outputs.Drawings];
        switch (outputs.Json.Text("experiment"))
        {
            case "cell-landscape":
                yield return Draw(outputs, ["svg"], JsonTables.Without(all, "gradientDeviation"));
                yield return Draw(outputs, ["svg-gradient-deviation", "svg-gradient-surface"], JsonTables.Without(all, "loss"));
                break;
            case "isometry-simulation":
                yield return Draw(outputs, ["svg"], JsonTables.OfObjects(rows.Where(row => row.Text("figure") == "1b")));
                yield return Draw(outputs, ["svg-squares"], JsonTables.OfObjects(rows.Where(row => row.Text("figure") == "8")));
                break;
            default:
                yield return Draw(outputs, names, all);
                break;
        }
    }

    private static Figure Draw(ResultOutputs outputs, string[] names, NumberTable table)
    {
        string[] drawings = [.. names.Select(outputs.Drawing).OfType<string>()];
        return new(drawings.Length == 0 ? "Numbers" : ResultOutputs.TitleOf(drawings[0]), "", drawings.FirstOrDefault(), table)
        {
            Further = [.. drawings.Skip(1)],
        };
    }
}
