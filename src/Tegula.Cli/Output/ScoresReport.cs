using System.Text.Json.Serialization;

namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>score</c>.</summary>
/// <param name="Scores">One entry per architecture, in the order given.</param>
/// <param name="Cancelled">True when stopped before the last architecture; absent otherwise.</param>
internal sealed record ScoresReport(
    IReadOnlyList<ScoreJson> Scores,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Cancelled);
