using Tegula.Indicators;
using Tegula.Search;

namespace Tegula.Studies;

/// <summary>Reads what a study went for.</summary>
public static class StudyObjective
{
    /// <summary>The combination behind <see cref="StudyDefinition.Objective"/>.</summary>
    /// <param name="definition">What the study was asked.</param>
    /// <returns>Null where the study has no objective, or one that this version of the library does not know.</returns>
    public static IndicatorCombination? Of(StudyDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        if (string.IsNullOrEmpty(definition.Objective))
            return null;
        try
        {
            return Combinations.IsCombination(definition.Objective)
                ? Combinations.Parse(definition.Objective)
                : RankObjective.SumOf(definition.Objective.Split(',')).Combination;
        }
        catch (Exception unknown) when (unknown is ArgumentException or CombinationFormatException)
        {
            return null;
        }
    }
}
