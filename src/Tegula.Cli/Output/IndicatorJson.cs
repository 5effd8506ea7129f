using Tegula.Indicators;

namespace Tegula.Cli.Output;

/// <summary>One indicator in JSON.</summary>
/// <param name="Value">Mean over the repeats; null when it failed.</param>
/// <param name="Sd">Standard deviation over the repeats; null when it failed.</param>
/// <param name="Status"><c>ok</c>, or why it failed, such as <c>singular</c> or <c>input-independent</c>.</param>
internal sealed record IndicatorJson(double? Value, double? Sd, string Status)
{
    /// <summary>The indicators of a score by id, in their order.</summary>
    public static Dictionary<string, IndicatorJson> Of(ArchitectureScore score) => Of(score.Indicators);

    /// <summary>Indicators by id, in their order.</summary>
    public static Dictionary<string, IndicatorJson> Of(IReadOnlyDictionary<string, IndicatorValue> indicators) =>
        indicators.ToDictionary(pair => pair.Key, pair => new IndicatorJson(pair.Value.Value, pair.Value.Sd, StatusText(pair.Value.Status)));

    /// <summary>A status as the command line writes it.</summary>
    public static string StatusText(IndicatorStatus status) => status switch
    {
        IndicatorStatus.Ok => "ok",
        IndicatorStatus.Singular => "singular",
        IndicatorStatus.NoParameters => "no-parameters",
        IndicatorStatus.InputIndependent => "input-independent",
        IndicatorStatus.NotFinite => "not-finite",
        IndicatorStatus.Diverged => "diverged",
        IndicatorStatus.NotMeasured => "not-measured",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "a status without a text"),
    };

    /// <summary>The status that <see cref="StatusText"/> writes so; null where none is.</summary>
    public static IndicatorStatus? StatusOf(string text) =>
        Enum.GetValues<IndicatorStatus>().Where(status => StatusText(status) == text).Select(status => (IndicatorStatus?)status).FirstOrDefault();
}
