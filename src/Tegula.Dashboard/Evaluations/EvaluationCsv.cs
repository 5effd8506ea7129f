using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using Tegula.Dashboard.Snapshots;
using Tegula.Indicators;

namespace Tegula.Dashboard.Evaluations;

/// <summary>
/// Rows of the table as CSV for a spreadsheet: numbers with every bit, quotes where a field needs them, empty where there is nothing. Each indicator has its
/// value, <c>NAME_sd</c> and <c>NAME_status</c>; <c>asked</c> says how often the study asked for it.
/// </summary>
internal static class EvaluationCsv
{
    private const int RowsTogether = 500;

    /// <summary>Writes rows as they are made.</summary>
    /// <param name="snapshot">The study.</param>
    /// <param name="steps">The rows.</param>
    /// <param name="body">Where to.</param>
    public static async Task Write(StudySnapshot snapshot, IReadOnlyList<int> steps, Stream body)
    {
        string[] indicators = [.. snapshot.Course.Columns.Select(column => column.Indicator)];
        string[] head =
        [
            "step", "evaluation", "architecture", "canonical", "rank", "cost", "asked",
            .. indicators.SelectMany(id => (string[])[id, $"{id}_sd", $"{id}_status"]), "seconds", "time", "error",
        ];
        await body.WriteAsync(Text([head]));
        foreach (var rows in steps.Chunk(RowsTogether))
            await body.WriteAsync(Text(rows.Select(step => Row(snapshot, step, indicators))));
    }

    private static byte[] Text(IEnumerable<string?[]> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true))
        {
            foreach (var row in rows)
                csv.WriteRecord(row);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string?[] Row(StudySnapshot snapshot, int step, string[] indicators)
    {
        var (told, evaluation) = snapshot.Steps[step];
        return
        [
            $"{told.Number}",
            $"{evaluation.Id}",
            told.Architecture,
            evaluation.Computation,
            snapshot.Course.Rank(step) is { } rank ? $"{rank}" : null,
            Text(snapshot.Course.Cost(step)),
            $"{snapshot.Asked(step)}",
            .. indicators.SelectMany(id => Fields(evaluation.Indicators.GetValueOrDefault(id))),
            Text(evaluation.Seconds),
            told.Time.ToString("O", CultureInfo.InvariantCulture),
            evaluation.Error,
        ];
    }

    private static string?[] Fields(IndicatorValue? value) =>
        value is null ? [null, null, null] : [Text(value.Value), Text(value.Sd), JsonNamingPolicy.KebabCaseLower.ConvertName($"{value.Status}")];

    private static string? Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);
}
