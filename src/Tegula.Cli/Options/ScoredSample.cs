using Tegula.Analysis;
using Tegula.Benchmarks;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Spaces;

namespace Tegula.Cli.Options;

/// <summary>Architectures with their scores and, where there is a table, their accuracies.</summary>
/// <param name="Space">Their space.</param>
/// <param name="Architectures">What was scored, in the order of the table or of the file of scores.</param>
/// <param name="Table">The table; null where none was named.</param>
/// <param name="Data">The images; those of the option, whether or not anything was measured on them.</param>
/// <param name="Scoring">How was measured, with all indicators that the scores hold.</param>
/// <param name="IsMeasured">Whether the scores were measured now rather than read from a file.</param>
/// <param name="Asked">How many architectures were to be scored; more than there are when cancelled.</param>
internal sealed record ScoredSample(
    SpaceInfo Space,
    IReadOnlyList<ScoredArchitecture> Architectures,
    AccuracyTable? Table,
    ImageDataset Data,
    IndicatorOptions Scoring,
    bool IsMeasured,
    int Asked)
{
    /// <summary>Whether the measurement was cancelled before the last architecture.</summary>
    public bool Cancelled => Architectures.Count < Asked;
}
