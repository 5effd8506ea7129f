using Tegula.Analysis;
using Tegula.Dashboard.Stores;
using Tegula.Indicators;
using Tegula.Studies;

namespace Tegula.Dashboard.Pages.Compare;

/// <summary>One of the studies that are compared.</summary>
/// <param name="Picked">The study.</param>
/// <param name="Letter">Its name in drawings, from A.</param>
/// <param name="Course">What it did.</param>
/// <param name="Way">How it measured; null while it has measured nothing.</param>
/// <param name="Answer">The answer, or while there is none the best so far by its own objective; null where neither is there.</param>
/// <param name="AnswerScore">What was measured on <paramref name="Answer"/>; null where that is nothing.</param>
public sealed record ComparedStudy(
    PickedStudy Picked, string Letter, SearchCourse Course, StoredContext? Way, string? Answer, ArchitectureScore? AnswerScore)
{
    /// <summary>Its name in drawings and tables.</summary>
    public string Label => $"{Letter}: {Picked.Study.Name}";

    /// <summary>What its measurements took, in seconds, one after the other.</summary>
    public double Seconds => Course.FirstSteps.Sum(step => Course.Steps[step].Score.Seconds);

    /// <summary>Reads a study.</summary>
    /// <param name="store">Where it lies.</param>
    /// <param name="picked">The study.</param>
    /// <param name="course">What it did.</param>
    /// <param name="place">Its place among the compared, from 0.</param>
    /// <exception cref="StudyException">The store cannot be read.</exception>
    public static ComparedStudy Of(StudyStore store, PickedStudy picked, SearchCourse course, int place)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(picked);
        var context = store.Evaluations(new() { Study = picked.Study.Name, Limit = 1 }).FirstOrDefault()?.Context;
        var answer = picked.Study.Answer ?? (course.Best.Count > 0 ? course.Steps[course.Best[^1].Step].Architecture : null);
        return new(
            picked,
            $"{(char)('A' + place)}",
            course,
            store.Contexts().FirstOrDefault(stored => stored.Id == context),
            answer,
            answer is null ? null : course.Steps.FirstOrDefault(step => step.Architecture == answer)?.Score ?? ScoreOf(answer, context, store));
    }

    // Methods that learn a policy measure their answer at the end, in no step.
    private static ArchitectureScore? ScoreOf(string architecture, long? context, StudyStore store) =>
        store.Evaluations(new() { Contains = architecture })
            .FirstOrDefault(stored => stored.Context == context && stored.Architecture == architecture) is { } found
            ? new(architecture, found.Indicators, found.Seconds)
            : null;
}
