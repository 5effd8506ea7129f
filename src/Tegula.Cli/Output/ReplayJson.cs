using Tegula.Search;

namespace Tegula.Cli.Output;

/// <summary>What a search was worth on one data set of the table.</summary>
/// <param name="Accuracy">Test accuracy of the answer in percent.</param>
/// <param name="Optimum">The highest in the table.</param>
/// <param name="Regret">How much the answer stays behind it.</param>
/// <param name="Curve">How it got there.</param>
internal sealed record ReplayJson(double Accuracy, double Optimum, double Regret, IReadOnlyList<ReplayPoint> Curve)
{
    /// <summary>The JSON of a replay.</summary>
    public static ReplayJson Of(SearchReplay replay) => new(replay.Accuracy, replay.Optimum, replay.Regret, replay.Curve);
}
