using System.Globalization;
using Tegula.Cli.Output;
using Tegula.Dashboard.Answers;
using Tegula.Dashboard.Figures;
using Tegula.Dashboard.Reports;
using Tegula.Studies;

namespace Tegula.Cli.Reports;

/// <summary>The report of an answer that may come from a study: made from its outputs alone, so that it is the same either way.</summary>
internal static class RecordedPage
{
    /// <summary>The file.</summary>
    /// <param name="typed">The command as it is typed.</param>
    /// <param name="command">The command's name.</param>
    /// <param name="request">Everything that decided the answer, as JSON.</param>
    /// <param name="outputs">All outputs of the answer.</param>
    /// <param name="seconds">Time it took.</param>
    /// <param name="kept">The answer in the study, computed now or before; null without a study.</param>
    public static string Write(
        string typed, string command, string request, IReadOnlyDictionary<string, string> outputs, double seconds, RecordedResult? kept)
    {
        var content = ResultFigures.Of(command, outputs);
        return ReportDocument.Write(new()
        {
            Title = content.Title,
            Summary = content.Summary,
            Command = typed,
            Sections = content.Sections,
            Facts =
            [
                kept is null ? ReportFacts.Version : new("Version", kept.Version),
                .. ReportFacts.Of(request, outputs[CommandOutputs.Json]),
                ReportFacts.Time(seconds),
                .. kept is null ? Array.Empty<Fact>() : [new("Computed", Day(kept.Started)), new("Kept as", kept.Name)],
            ],
        });
    }

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
