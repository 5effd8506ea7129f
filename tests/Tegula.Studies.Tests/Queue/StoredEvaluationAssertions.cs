namespace Tegula.Studies.Tests.Queue;

/// <summary>Compares evaluations by what they hold: a record compares its dictionary by reference.</summary>
internal static class StoredEvaluationAssertions
{
    public static void ShouldBeSame(this StoredEvaluation? actual, StoredEvaluation expected)
    {
        StoredEvaluation found = actual.ShouldNotBeNull();
        found.Indicators.ShouldBe(expected.Indicators);
        (found with { Indicators = expected.Indicators }).ShouldBe(expected);
    }
}
