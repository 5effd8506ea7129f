using System.Text.Json.Nodes;
using Tegula.Experiments;

namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>experiment NAME</c>.</summary>
/// <param name="Experiment">Its id.</param>
/// <param name="Title">What is compared.</param>
/// <param name="Source">Paper file and figure.</param>
/// <param name="Data">Kind of the training data; null where there is none.</param>
/// <param name="DataHash">SHA-256 of the training data; null where there is none.</param>
/// <param name="Seed">Seed of everything random.</param>
/// <param name="Settings">The size, by the names of the options.</param>
/// <param name="Findings">The paper's statements beside what was measured.</param>
/// <param name="Summary">The numbers that the findings rest on.</param>
/// <param name="Rows">Everything that is drawn.</param>
/// <param name="Seconds">Time it took.</param>
internal sealed record ExperimentReport(
    string Experiment,
    string Title,
    string Source,
    string? Data,
    string? DataHash,
    ulong Seed,
    JsonObject Settings,
    IReadOnlyList<FindingJson> Findings,
    JsonArray Summary,
    JsonArray Rows,
    double Seconds)
{
    /// <summary>The document.</summary>
    public static ExperimentReport Of(Experiment experiment, ExperimentRequest request, ExperimentResult result, double seconds) => new(
        experiment.Id,
        experiment.Title,
        experiment.Source,
        request.Data?.Train.Id,
        request.Data?.Train.ContentHash,
        request.Seed,
        SettingsOf(request.Settings),
        [.. result.Findings.Select(finding => new FindingJson(finding.Claim, finding.Paper, finding.Measured, finding.Holds))],
        RowsOf(result.Summary),
        RowsOf(result.Rows),
        seconds);

    /// <summary>A size by the names of its options, without what the experiment does not have.</summary>
    public static JsonObject SettingsOf(ExperimentSettings settings)
    {
        (string Name, int? Value)[] counts =
        [
            ("seeds", settings.Seeds), ("epochs", settings.Epochs), ("images", settings.Images), ("testImages", settings.TestImages), ("batch", settings.Batch),
            ("width", settings.Width), ("channels", settings.Channels), ("cells", settings.Cells), ("nodes", settings.Nodes), ("variants", settings.Variants),
            ("points", settings.Points), ("samples", settings.Samples), ("draws", settings.Draws),
        ];
        var json = new JsonObject();
        foreach (var (name, value) in counts.Where(count => count.Value is not null))
            json.Add(name, value);
        if (!settings.LearningRates.IsDefault)
            json.Add("lr", new JsonArray([.. settings.LearningRates.Select(rate => (JsonNode)rate)]));
        if (!settings.Depths.IsDefault)
            json.Add("depths", new JsonArray([.. settings.Depths.Select(depth => (JsonNode)depth)]));
        if (!settings.SkipCandidates.IsDefault)
            json.Add("tc", new JsonArray([.. settings.SkipCandidates.Select(candidates => (JsonNode)candidates)]));
        return json;
    }

    private static JsonArray RowsOf(ResultTable table) => new(
    [
        .. table.Rows.Select(row => (JsonNode)new JsonObject(
            table.Columns.Zip(row).Select(pair => KeyValuePair.Create(pair.First, NodeOf(pair.Second))))),
    ]);

    // JSON knows no NaN and no infinity: such a number is absent.
    private static JsonNode? NodeOf(object? value) => value switch
    {
        null => null,
        double number => double.IsFinite(number) ? number : null,
        int number => number,
        long number => number,
        bool flag => flag,
        string text => text,
        _ => throw new NotSupportedException($"a table holds texts, numbers and truth values, not {value.GetType().Name}"),
    };
}
