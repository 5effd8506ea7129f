using System.Text.Json.Nodes;
using Tegula.Experiments;

namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>experiment</c> without a name.</summary>
/// <param name="Experiments">All of them.</param>
internal sealed record ExperimentListReport(IReadOnlyList<ExperimentListReport.Item> Experiments)
{
    /// <summary>The document.</summary>
    public static ExperimentListReport Of(IEnumerable<Experiment> experiments) => new(
    [
        .. experiments.Select(experiment => new Item(
            experiment.Id,
            experiment.Title,
            experiment.Source,
            experiment.BuiltInData,
            [.. experiment.PaperData],
            ExperimentReport.SettingsOf(experiment.Quick),
            ExperimentReport.SettingsOf(experiment.Paper))),
    ]);

    /// <summary>One of them.</summary>
    /// <param name="Experiment">Its id.</param>
    /// <param name="Title">What is compared.</param>
    /// <param name="Source">Paper file and figure.</param>
    /// <param name="Data">The data that it takes unless told otherwise; null where there is none.</param>
    /// <param name="PaperData">Data in the paper.</param>
    /// <param name="Quick">The size unless told otherwise.</param>
    /// <param name="Paper">The size with <c>--paper</c>.</param>
    internal sealed record Item(
        string Experiment, string Title, string Source, string? Data, IReadOnlyList<string> PaperData, JsonObject Quick, JsonObject Paper);
}
