using System.Data.Common;
using Tegula.Indicators;

namespace Tegula.Studies.Stores;

/// <summary>Steps with their evaluations.</summary>
internal abstract partial class SqlStudyStore
{
    // Rows are read by one thread; texts are parsed beside it, so many at a time.
    private const int TextsOfPart = 4096;

    /// <inheritdoc/>
    public override IReadOnlyList<ScoredStep> ScoredSteps(long study, int from = 0) => Read("reading steps", session =>
    {
        var known = new Dictionary<long, int>();
        var evaluations = new List<(StepEvaluation Evaluation, byte[] Indicators)>();
        var parts = new List<Task<StepEvaluation[]>>();
        var steps = session.Query(
            $"""
             SELECT {StepColumns}, computation, indicators, seconds, error FROM step JOIN evaluation ON evaluation.id = step.evaluation
             WHERE step.study = @p0 AND number >= @p1 ORDER BY number
             """,
            row =>
            {
                StudyStep step = ReadStep(row);
                if (!known.TryGetValue(step.Evaluation, out int index))
                {
                    known.Add(step.Evaluation, index = known.Count);
                    evaluations.Add((ReadStepEvaluation(row, step.Evaluation), row.GetFieldValue<byte[]>(8)));
                    if (evaluations.Count == TextsOfPart)
                    {
                        (StepEvaluation, byte[])[] part = [.. evaluations];
                        evaluations.Clear();
                        parts.Add(Task.Run(() => Parsed(part)));
                    }
                }

                return (Step: step, Index: index);
            },
            study,
            from);
        StepEvaluation[] parsed = [.. parts.SelectMany(part => part.GetAwaiter().GetResult()), .. Parsed(evaluations)];
        return (IReadOnlyList<ScoredStep>)steps.ConvertAll(step => new ScoredStep(step.Step, parsed[step.Index]));
    });

    private static StepEvaluation ReadStepEvaluation(DbDataReader row, long id) => new(
        id,
        row.GetString(7),
        new Dictionary<string, IndicatorValue>(),
        row.GetDouble(9),
        row.IsDBNull(10) ? null : row.GetString(10));

    private static StepEvaluation[] Parsed(IReadOnlyList<(StepEvaluation Evaluation, byte[] Indicators)> evaluations) =>
        [.. evaluations.Select(item => item.Evaluation with { Indicators = IndicatorText.Read(item.Indicators) })];
}
