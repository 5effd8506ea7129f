using System.Text.Json;
using Tegula.Dashboard.Figures;
using Tegula.Dashboard.Reports;

namespace Tegula.Dashboard.Answers;

/// <summary>
/// What a command has answered as drawings with their numbers, made from what it printed and wrote alone: the same for an answer just computed and for one that
/// a study has kept.
/// </summary>
public static class ResultFigures
{
    /// <summary>Title, sentence and parts of an answer; what was printed where its numbers have another form than the command writes.</summary>
    /// <param name="command">The command, such as <c>landscape</c>.</param>
    /// <param name="outputs">Its outputs by name: <c>json</c>, <c>text</c>, <c>svg</c>, <c>svg-NAME</c>, <c>csv</c>.</param>
    public static ResultContent Of(string command, IReadOnlyDictionary<string, string> outputs)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(outputs);
        var taken = new ResultOutputs(outputs);
        if (taken.Json.ValueKind != JsonValueKind.Object)
            return AsPrinted(command, "What the command printed.", taken);
        try
        {
            ResultContent content = command switch
            {
                "landscape" => LandscapeFigures.Of(taken),
                "design" => DesignFigures.Of(taken),
                "experiment" => ExperimentFigures.Of(taken),
                _ => General(command, taken),
            };
            return content with { Sections = [.. content.Sections, .. Unused(taken, content), .. Printed(taken)] };
        }
#pragma warning disable CA1031 // a store may have come from anybody, and its documents be of any shape
        catch (Exception)
#pragma warning restore CA1031
        {
            return AsPrinted(command, "The numbers have a form that this version does not know; here is what the command printed.", taken);
        }
    }

    private static ResultContent AsPrinted(string command, string summary, ResultOutputs outputs) =>
        new($"tegula {command}", summary, [.. Drawings(outputs), .. Printed(outputs)]);

    private static ResultContent General(string command, ResultOutputs outputs)
    {
        var sections = new List<ReportSection>(Drawings(outputs)) { new("Numbers", "", [new("Result", "", null, JsonTables.OfValues(outputs.Json))]) };
        foreach (JsonProperty property in outputs.Json.EnumerateObject())
        {
            NumberTable? table = Table(property);
            if (table is not null)
                sections.Add(new(property.Name, "", [new($"Numbers of {property.Name}", "", null, table)]));
        }

        string subject = outputs.Json.Text("architecture") ?? outputs.Json.Text("dag") ?? outputs.Json.Text("simulation") ?? "";
        return new($"{command} {subject}".TrimEnd(), $"What tegula {command} has answered, as drawings and as numbers.", sections);
    }

    private static NumberTable? Table(JsonProperty property)
    {
        JsonElement[] items = [.. property.Value.Items()];
        if (items.Length > 0 && Array.TrueForAll(items, item => item.ValueKind == JsonValueKind.Object))
            return JsonTables.OfObjects(items);
        if (items.Length > 0 && Array.TrueForAll(items, item => item.ValueKind == JsonValueKind.Array))
            return JsonTables.OfMatrix(items);
        if (items.Length > 0)
            return JsonTables.OfList(property.Name, items);
        return property.Value.ValueKind == JsonValueKind.Object ? JsonTables.OfValues(property.Value) : null;
    }

    private static IEnumerable<ReportSection> Drawings(ResultOutputs outputs) => Section([.. outputs.Drawings.Select(name => outputs.Drawing(name)!)]);

    // What a command's own parts have no place for is shown all the same.
    private static IEnumerable<ReportSection> Unused(ResultOutputs outputs, ResultContent content)
    {
        HashSet<string?> used = [.. from section in content.Sections from figure in section.Figures from svg in (string?[])[figure.Svg, .. figure.Further] select svg];
        return Section([.. outputs.Drawings.Select(name => outputs.Drawing(name)!).Where(svg => !used.Contains(svg))]);
    }

    private static IEnumerable<ReportSection> Section(IReadOnlyList<string> drawings) =>
        drawings.Count == 0 ? [] : [new("Drawings", "", [.. drawings.Select(svg => new Figure(ResultOutputs.TitleOf(svg), "", svg, null))])];

    private static IEnumerable<ReportSection> Printed(ResultOutputs outputs) => string.IsNullOrWhiteSpace(outputs.Text)
        ? []
        : [new ReportSection("What was printed", "The answer as the command shows it in a terminal.", []) { Printed = outputs.Text.Trim('\r', '\n') }];
}
