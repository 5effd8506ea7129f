using Tegula.Analysis;
using Tegula.Indicators;
using Tegula.Search;

namespace Tegula.Dashboard.Pages.Compare;

/// <summary>Everything that the compared studies measured in one ranking, and how each of them got ahead in it.</summary>
/// <param name="Objective">What the ranking goes by.</param>
/// <param name="Count">Evaluations in it.</param>
/// <param name="Curves">One for each study, in their order.</param>
public sealed record CommonRanking(IndicatorCombination Objective, int Count, IReadOnlyList<IReadOnlyList<CommonPoint>> Curves)
{
    /// <summary>The ranking of some studies.</summary>
    /// <param name="studies">The studies; those that measured a computation in the same way share its score.</param>
    /// <param name="objective">What it goes by.</param>
    public static CommonRanking Of(IReadOnlyList<ComparedStudy> studies, IndicatorCombination objective)
    {
        ArgumentNullException.ThrowIfNull(studies);
        var members = new Dictionary<(string Way, string Computation), int>();
        var scores = new List<ArchitectureScore>();
        foreach (var study in studies)
        {
            foreach (var step in study.Course.FirstSteps.Select(number => study.Course.Steps[number]))
            {
                if (members.TryAdd(Key(study, step), scores.Count))
                    scores.Add(step.Score);
            }
        }

        var ranking = new RankObjective(objective);
        var costs = ranking.Costs(scores);
        return new(objective, scores.Count, [.. studies.Select(study => (IReadOnlyList<CommonPoint>)[.. Curve(study)])]);

        IEnumerable<CommonPoint> Curve(ComparedStudy study)
        {
            var (best, seconds) = (double.PositiveInfinity, 0.0);
            foreach (var (index, number) in study.Course.FirstSteps.Index())
            {
                var step = study.Course.Steps[number];
                seconds += step.Score.Seconds;
                if (ranking.HasFailed(step.Score) || costs[members[Key(study, step)]] is var cost && cost >= best)
                    continue;
                best = costs[members[Key(study, step)]];
                yield return new(index + 1, seconds, best, step.Architecture);
            }
        }
    }

    private static (string Way, string Computation) Key(ComparedStudy study, CourseStep step) => (study.Way?.Context.Key ?? "", step.Computation);
}

/// <summary>A new best of a study.</summary>
/// <param name="Evaluations">Evaluations by then, this one included.</param>
/// <param name="Seconds">What their measurements had taken, one after the other.</param>
/// <param name="Cost">Its cost in the common ranking; lower is better.</param>
/// <param name="Architecture">The architecture.</param>
public sealed record CommonPoint(int Evaluations, double Seconds, double Cost, string Architecture);
