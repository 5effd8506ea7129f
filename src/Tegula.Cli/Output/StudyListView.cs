using Spectre.Console;

namespace Tegula.Cli.Output;

/// <summary>What <c>study list</c> shows to people, within 80 columns.</summary>
internal static class StudyListView
{
    private const int Width = 80;
    private const int LongestName = 32;
    private const int LongestCommand = 20;

    /// <summary>Prints the studies and results.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="report">What lies in the store.</param>
    /// <param name="now">This moment.</param>
    public static void Write(IAnsiConsole console, StudyListReport report, DateTimeOffset now)
    {
        if (report.Studies.Count + report.Results.Count + report.Parts == 0)
            console.WriteLine($"  {PlainText.Line(report.Store)} holds no studies and no recorded results");
        if (report.Studies.Count > 0)
            WriteStudies(console, report.Studies, now);
        if (report.Studies.Count > 0 && report.Results.Count > 0)
            console.WriteLine();
        if (report.Results.Count > 0)
            WriteResults(console, report.Results, now);
        if (report.Parts > 0)
            console.WriteLine($"  and {report.Parts} finished parts of experiments");
    }

    private static void WriteStudies(IAnsiConsole console, IReadOnlyList<StudyJson> studies, DateTimeOffset now)
    {
        var table = new TextTable("study", "status", ">steps", ">scored");
        foreach (var study in studies)
            table.Add(Short(study.Name), study.StatusText(), study.Progress(), $"{study.Evaluations}");
        WriteWithNames(console, table, [.. studies.Select(study => (study.Name, (string?)Details(study, now)))]);
    }

    private static void WriteResults(IAnsiConsole console, IReadOnlyList<RecordedResultJson> results, DateTimeOffset now)
    {
        var table = new TextTable("recorded result", "command", ">took", ">begun");
        foreach (var result in results)
        {
            table.Add(
                Short(result.Name),
                PlainText.Cut(PlainText.Line(result.Command), LongestCommand),
                NumberText.Time(TimeSpan.FromSeconds(result.Seconds)),
                Age(result.Started, now));
        }

        WriteWithNames(console, table, [.. results.Select(result => (result.Name, (string?)null))]);
    }

    // A name too long for its column stands whole on a line of its own, above its row, so that it can be copied; details stand below.
    private static void WriteWithNames(IAnsiConsole console, TextTable table, (string Name, string? Details)[] rows)
    {
        var lines = table.ToString().TrimEnd().Split(Environment.NewLine);
        foreach (var header in lines[..^rows.Length])
            console.WriteLine(header);
        foreach (var (line, row) in lines[^rows.Length..].Zip(rows))
        {
            if (Short(row.Name).Length == 0)
                console.WriteLine($"  {PlainText.Line(row.Name)}");
            console.WriteLine(line);
            if (row.Details is not null)
                console.WriteLine(PlainText.Cut($"    {row.Details}", Width));
        }
    }

    private static string Details(StudyJson study, DateTimeOffset now)
    {
        var found = study.Error is not null ? $": {study.Error}" : study.Answer is not null ? $": {study.Answer}" : "";
        return PlainText.Line($"{Age(study.Updated, now)}, {study.Asking()}{found}");
    }

    private static string Short(string name) => PlainText.Line(name) is { Length: <= LongestName } line ? line : "";

    /// <summary>How long ago: <c>5 min ago</c>.</summary>
    internal static string Age(DateTimeOffset time, DateTimeOffset now) => (now - time) switch
    {
        { TotalMinutes: < 1 } => "just now",
        { TotalHours: < 1 } age => $"{(int)age.TotalMinutes} min ago",
        { TotalDays: < 1 } age => $"{(int)age.TotalHours} h ago",
        var age => $"{(int)age.TotalDays} d ago",
    };
}
