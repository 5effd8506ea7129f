using Tegula.Cli.Options;
using Tegula.Indicators;
using Tegula.Search;

namespace Tegula.Cli.Output;

/// <summary>What <c>score</c> measured.</summary>
/// <param name="Selection">What was asked for.</param>
/// <param name="Scores">One score per architecture.</param>
/// <param name="Accuracies">Test accuracies by data set for each; null entries where there are none.</param>
/// <param name="Reference">What combinations are ranked against; null without combinations.</param>
internal sealed record ScoreResult(
    IndicatorSelection Selection, IReadOnlyList<ArchitectureScore> Scores, IReadOnlyList<Dictionary<string, double>?> Accuracies, ReferenceSample? Reference)
{
    /// <summary>The value of a score in a combination that was asked for.</summary>
    public double Value(IndicatorCombination combination, ArchitectureScore score) => Reference!.Value(combination, score);
}
