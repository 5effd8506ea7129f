using Tegula.Analysis;
using Tegula.Dashboard.Snapshots;
using Tegula.Indicators;

namespace Tegula.Dashboard.Pages.Architecture;

/// <summary>One indicator of an architecture as a page shows it.</summary>
/// <param name="Id">Id of the indicator.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Value">Mean and spread over the repeats, or why there is none.</param>
/// <param name="Better">Which values are better: <c>low</c> or <c>high</c>; empty where the library does not know the indicator.</param>
/// <param name="Rank">Its place among what the study measured; null without a study, or without a value.</param>
/// <param name="Measured">How many the study measured.</param>
public sealed record IndicatorRow(string Id, string Name, IndicatorValue Value, string Better, int? Rank, int Measured)
{
    /// <summary>Why there is no value, in words; empty where there is one.</summary>
    public string Problem => Value.Status switch
    {
        IndicatorStatus.Ok => "",
        IndicatorStatus.Singular => "the kernel is singular",
        IndicatorStatus.NoParameters => "the cell has no parameters",
        IndicatorStatus.InputIndependent => "the output does not depend on the input",
        IndicatorStatus.NotFinite => "a number overflowed",
        IndicatorStatus.Diverged => "the training diverged",
        _ => "it was not measured",
    };

    /// <summary>The row of an indicator.</summary>
    /// <param name="id">Id of the indicator.</param>
    /// <param name="value">What was measured.</param>
    /// <param name="snapshot">The study in which it has a rank; null for none.</param>
    /// <param name="step">A step of that study which the evaluation answered; null for none.</param>
    public static IndicatorRow Of(string id, IndicatorValue value, StudySnapshot? snapshot, int? step)
    {
        var column = snapshot?.Course.Column(id);
        var known = IndicatorRegistry.All.FirstOrDefault(info => info.Id == id);
        var better = (column?.Direction ?? known?.ObjectiveDirection) switch
        {
            Direction.LowerIsBetter => "low",
            Direction.HigherIsBetter when known is not null || IsObjective(snapshot, id) => "high",
            _ => "",
        };
        return new(id, known?.Name ?? id, value, better, step is { } place ? column?.Rank(place) : null, column?.Measured ?? 0);
    }

    private static bool IsObjective(StudySnapshot? snapshot, string id) => snapshot?.Course.Objective?.Terms.Any(term => term.Indicator == id) == true;
}
