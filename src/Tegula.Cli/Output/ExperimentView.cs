using System.Globalization;
using Tegula.Experiments;

namespace Tegula.Cli.Output;

/// <summary>What <c>experiment</c> shows to people.</summary>
internal static class ExperimentView
{
    private const int LongestText = 60;

    /// <summary>Prints the findings and the numbers they rest on.</summary>
    public static void Write(TextWriter output, Experiment experiment, ExperimentRequest request, ExperimentResult result, double seconds)
    {
        string data = request.Data is { } used ? $"; {used.Train.Id}" : "";
        output.WriteLine();
        output.WriteLine($"  {experiment.Title}");
        output.WriteLine($"  {experiment.Source}{data}; {ExperimentReport.SettingsOf(request.Settings).ToJsonString()}");
        output.WriteLine();
        foreach (var finding in result.Findings)
        {
            output.WriteLine($"  {(finding.Holds ? "holds" : "does not hold")}: {finding.Claim}");
            output.WriteLine($"    paper: {finding.Paper}");
            output.WriteLine($"    here:  {finding.Measured}");
        }

        output.WriteLine();
        output.Write(TableOf(result.Summary));
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {seconds:F1} s; every row with --csv FILE or --json, pictures with --svg FILE"));
        output.WriteLine();
    }

    /// <summary>Prints which experiments there are.</summary>
    public static void WriteList(TextWriter output, IEnumerable<Experiment> experiments)
    {
        var table = new TextTable("experiment", "paper and figure", "data", "what is compared");
        foreach (var experiment in experiments)
            table.Add(experiment.Id, experiment.Source, experiment.BuiltInData is null ? "none" : string.Join(", ", experiment.PaperData), experiment.Title);
        output.WriteLine();
        output.Write(table);
        output.WriteLine();
    }

    private static TextTable TableOf(ResultTable summary)
    {
        var numeric = summary.Columns.Select((_, column) => summary.Rows.All(row => row[column] is not string)).ToArray();
        var table = new TextTable([.. summary.Columns.Select((name, column) => numeric[column] ? $">{name}" : name)]);
        foreach (var row in summary.Rows)
            table.Add(row.Select(TextOf));
        return table;
    }

    private static string TextOf(object? value) => value switch
    {
        double number => number.ToString("G5", CultureInfo.InvariantCulture),
        bool flag => flag ? "yes" : "no",
        string { Length: > LongestText } text => $"{text[..LongestText]}...",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
