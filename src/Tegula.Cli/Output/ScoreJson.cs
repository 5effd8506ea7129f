using System.Text.Json.Serialization;

namespace Tegula.Cli.Output;

/// <summary>One scored architecture.</summary>
/// <param name="Architecture">The arch string or genotype.</param>
/// <param name="Indicators">Its indicators.</param>
/// <param name="Combinations">Its values in the combinations asked for; absent without any.</param>
/// <param name="Seconds">Time of the measurement; 0 when an earlier architecture of the list computes the same.</param>
/// <param name="Accuracy">Test accuracy in percent by data set, for NAS-Bench-201 after 200 epochs; absent without a table.</param>
internal sealed record ScoreJson(
    string Architecture,
    Dictionary<string, IndicatorJson> Indicators,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Dictionary<string, CombinationJson>? Combinations,
    double Seconds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Dictionary<string, double>? Accuracy);
