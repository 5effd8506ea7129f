using System.Globalization;
using System.Text.Json;
using CsvHelper;
using Tegula.Indicators;

namespace Tegula.Studies.Exchange;

/// <summary>
/// Writes evaluations as CSV for a spreadsheet: one row each, values, spreads and statuses in columns of their own. Invariant culture, numbers with every bit,
/// quotes where a field needs them, empty where there is nothing.
/// </summary>
public static class StudyCsv
{
    private static readonly string[] Beginning = ["id", "step", "study", "space", "architecture", "canonical"];
    private static readonly string[] Measurement = ["seconds", "threads", "started", "machine", "version", "error", "data", "data_sha256", "revision"];

    /// <summary>
    /// Writes the evaluations that a study used, in the order of storing. Columns are: id; the first step of the study that it answered (only with
    /// <paramref name="study"/>); the study that it was measured for; space, architecture and canonical form; each indicator's <c>NAME</c>, <c>NAME_sd</c> and
    /// <c>NAME_status</c>; the measurement; each setting by its name; and the SHA-256.
    /// </summary>
    /// <param name="store">Where from; other processes may write to it meanwhile.</param>
    /// <param name="study">Name of the one study; null for all evaluations of the store.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="token">Ends it early.</param>
    /// <returns>Evaluations written.</returns>
    /// <exception cref="StudyException">There is no such study, or the store cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ExchangeCounts Write(StudyStore store, string? study, TextWriter writer, CancellationToken token = default)
    {
        var columns = CsvColumns.Of(store, study, token);
        var counts = new ExchangeCounts();
        using var csv = CsvWriter.Create(writer, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        var indicators = columns.Indicators.SelectMany(id => (string[])[id, $"{id}_sd", $"{id}_status"]);
        csv.WriteRecord([.. Beginning, .. indicators, .. Measurement, .. columns.Settings, "sha256"]);
        foreach (var evaluation in store.Evaluations(new() { Study = study }).TakeWhile(evaluation => evaluation.Id <= columns.Last))
        {
            token.ThrowIfCancellationRequested();
            csv.WriteRecord([.. Row(evaluation, columns)]);
            counts = counts with { Evaluations = counts.Evaluations + 1 };
        }

        return counts;
    }

    private static IEnumerable<string?> Row(StoredEvaluation evaluation, CsvColumns columns)
    {
        var (context, data) = (columns.Contexts[evaluation.Context].Context, columns.Contexts[evaluation.Context].Data);
        return
        [
            $"{evaluation.Id}",
            columns.Steps.TryGetValue(evaluation.Id, out var step) ? $"{step}" : null,
            evaluation.Study is { } id ? columns.Studies.GetValueOrDefault(id) : null,
            context.Space,
            evaluation.Architecture,
            evaluation.Computation,
            .. columns.Indicators.SelectMany(indicator => Fields(evaluation.Indicators.GetValueOrDefault(indicator))),
            Text(evaluation.Seconds),
            $"{evaluation.Threads}",
            evaluation.Started.ToString("O", CultureInfo.InvariantCulture),
            evaluation.Machine,
            evaluation.Version,
            evaluation.Error,
            data,
            context.DataSha256,
            $"{context.Revision}",
            .. columns.Settings.Select(setting => context.Settings.TryGetValue(setting, out var json) ? Plain(json) : null),
            evaluation.Sha256,
        ];
    }

    private static string?[] Fields(IndicatorValue? value) =>
        value is null ? [null, null, null] : [Text(value.Value), Text(value.Sd), JsonNamingPolicy.KebabCaseLower.ConvertName($"{value.Status}")];

    private static string? Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);

    // Settings are kept as JSON; a spreadsheet wants the words without quotes, and nothing for null.
    private static string? Plain(string json) => json switch
    {
        "null" => null,
        ['"', .., '"'] when !json.Contains('\\', StringComparison.Ordinal) => json[1..^1],
        _ => json,
    };
}
