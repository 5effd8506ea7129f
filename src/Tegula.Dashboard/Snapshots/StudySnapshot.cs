using System.Collections.Concurrent;
using Tegula.Analysis;
using Tegula.Dashboard.Stores;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Studies;

namespace Tegula.Dashboard.Snapshots;

/// <summary>A study with all its steps as they were at one moment. Immutable; any number of threads read it.</summary>
public sealed class StudySnapshot
{
    // Watchers who follow ask for the same few beginnings.
    private const int MostJson = 8;

    private readonly ConcurrentDictionary<int, Lazy<byte[]>> _json = [];
    private readonly Lazy<Dictionary<long, int>> _stepOf;
    private readonly Lazy<int[]> _asked;
    private readonly Lazy<int[]> _alphabetic;

    internal StudySnapshot(ShelvedStore store, Study study, ArraySegment<ScoredStep> steps, ArraySegment<CourseStep> courseSteps, SearchCourse? course = null)
    {
        (Store, Study, AllSteps, CourseSteps) = (store, study with { Steps = Math.Max(study.Steps, steps.Count) }, steps, courseSteps);
        Course = course ?? new(courseSteps, StudyObjective.Of(study.Definition));
        _stepOf = new(() =>
        {
            var firsts = new Dictionary<long, int>(Course.FirstSteps.Count);
            foreach (var step in Course.FirstSteps)
                firsts.TryAdd(AllSteps[step].Evaluation.Id, step);
            return firsts;
        });
        _asked = new(() =>
        {
            var asked = new int[Steps.Count];
            foreach (var step in Steps)
                asked[_stepOf.Value[step.Evaluation.Id]]++;
            return asked;
        });
        _alphabetic = new(() =>
        {
            int[] order = [.. Enumerable.Range(0, Steps.Count)];
            Array.Sort(order.Select(step => Steps[step].Step.Architecture).ToArray(), order, StringComparer.Ordinal);
            var places = new int[order.Length];
            for (var place = 0; place < order.Length; place++)
            {
                var isRepeated = place > 0 && Steps[order[place]].Step.Architecture == Steps[order[place - 1]].Step.Architecture;
                places[order[place]] = isRepeated ? places[order[place - 1]] : place;
            }

            return places;
        });
    }

    /// <summary>Where the study lies.</summary>
    public ShelvedStore Store { get; }

    /// <summary>The study, without the state of its method.</summary>
    public Study Study { get; }

    /// <summary>Its steps in order, each with the evaluation that answered.</summary>
    public IReadOnlyList<ScoredStep> Steps => AllSteps;

    /// <summary>What the steps amount to: costs, the best so far, ranks, the Pareto front. One entry for each of <see cref="Steps"/>.</summary>
    public SearchCourse Course { get; }

    /// <summary>What the spread of the search is called, unit included; <c>spread</c> for a method without.</summary>
    public string SpreadName => SearchMethods.All.FirstOrDefault(method => method.Id == Study.Definition.Method)?.Spread ?? "spread";

    /// <summary>The steps, as another snapshot goes on with them.</summary>
    internal ArraySegment<ScoredStep> AllSteps { get; }

    /// <summary>The steps of the course, as another snapshot goes on with them.</summary>
    internal ArraySegment<CourseStep> CourseSteps { get; }

    /// <summary>The first step that an evaluation answered; null where the study did not use it.</summary>
    /// <param name="evaluation"><see cref="StoredEvaluation.Id"/>.</param>
    public int? StepOf(long evaluation) => _stepOf.Value.TryGetValue(evaluation, out var step) ? step : null;

    /// <summary>How often the study asked for what was measured at a step, at the first of these steps; 0 at the others.</summary>
    /// <param name="step">The step, from 0.</param>
    public int Asked(int step) => _asked.Value[step];

    /// <summary>Name of an indicator for people; its id where the library does not know it.</summary>
    /// <param name="indicator">Id of the indicator.</param>
    public static string NameOf(string indicator) => IndicatorRegistry.All.FirstOrDefault(info => info.Id == indicator)?.Name ?? indicator;

    /// <summary>The course as JSON in UTF-8, see <see cref="CourseJson"/>; made once for everybody who asks for the same.</summary>
    /// <param name="from">First step whose points are wanted; one behind the last gives no points.</param>
    public byte[] Json(int from)
    {
        if (_json.Count >= MostJson && !_json.ContainsKey(from))
            return CourseJson.Write(this, from);
        return _json.GetOrAdd(from, start => new(() => CourseJson.Write(this, start))).Value;
    }

    /// <summary>Place of a step's architecture among all in the order of letters; equal texts share it.</summary>
    internal int AlphabeticPlace(int step) => _alphabetic.Value[step];
}
