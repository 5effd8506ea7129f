using System.Text.Json.Serialization;
using Tegula.Indicators;

namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>score</c>.</summary>
/// <param name="Scores">One entry per architecture, in the order given.</param>
/// <param name="Reference">What combinations were ranked against; absent without any.</param>
/// <param name="Cancelled">True when stopped before the last architecture; absent otherwise.</param>
internal sealed record ScoresReport(
    IReadOnlyList<ScoreJson> Scores,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ReferenceJson? Reference,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Cancelled)
{
    /// <summary>The report of what was measured.</summary>
    public static ScoresReport Of(ScoreResult result, bool cancelled)
    {
        return new(
            [
                .. result.Scores.Zip(
                    result.Accuracies,
                    (score, accuracy) => new ScoreJson(score.Architecture, IndicatorJson.Of(score), Combined(score), score.Seconds, accuracy)),
            ],
            result.Reference is { } reference ? ReferenceJson.Of(reference) : null,
            cancelled);

        Dictionary<string, CombinationJson>? Combined(ArchitectureScore score) => result.Reference is null
            ? null
            : result.Selection.Combinations.ToDictionary(
                combination => combination.Id, combination => CombinationJson.Of(result.Value(combination, score), combination, score));
    }
}
