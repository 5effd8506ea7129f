using System.Text.Json;
using Tegula.Indicators;
using Tegula.Studies;
using Tegula.Studies.Queue;

namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>study show</c>.</summary>
internal sealed record StudyReport
{
    private const int LastStepsShown = 5;

    /// <summary>What was asked, and where it stands.</summary>
    public required StudyJson Study { get; init; }

    /// <summary>The whole request; as text where it is no JSON.</summary>
    public required JsonElement Request { get; init; }

    /// <summary>The ways in which its evaluations were measured.</summary>
    public required IReadOnlyList<StudyContextJson> Contexts { get; init; }

    /// <summary>Evaluations with an indicator that could not be measured, or with none.</summary>
    public required int Failed { get; init; }

    /// <summary>Wall times of all its evaluations together.</summary>
    public required double Seconds { get; init; }

    /// <summary>Machines that measured them.</summary>
    public required IReadOnlyList<string> Machines { get; init; }

    /// <summary>Versions of the library that measured them.</summary>
    public required IReadOnlyList<string> Versions { get; init; }

    /// <summary>Best evaluation by each indicator.</summary>
    public required IReadOnlyList<StudyBestJson> Best { get; init; }

    /// <summary>Its last steps.</summary>
    public required IReadOnlyList<StudyStepJson> LastSteps { get; init; }

    /// <summary>Its tasks in the queue; all 0 without a queue.</summary>
    public required StudyQueueJson Queue { get; init; }

    /// <summary>Workers of the store that live.</summary>
    public required IReadOnlyList<StudyWorkerJson> Workers { get; init; }

    /// <summary>Gathers all of it; every evaluation of the study is read once.</summary>
    public static StudyReport Of(StudyStore store, Study study)
    {
        var steps = store.Steps(study.Id).TakeLast(LastStepsShown).ToList();
        var (count, failed, seconds) = (0L, 0, 0.0);
        var (used, machines, versions) = (new HashSet<long>(), new SortedSet<string>(StringComparer.Ordinal), new SortedSet<string>(StringComparer.Ordinal));
        var (best, answers) = (new Dictionary<string, StoredEvaluation>(), new Dictionary<long, StoredEvaluation>());
        foreach (var evaluation in store.Evaluations(new() { Study = study.Name }))
        {
            count++;
            seconds += evaluation.Seconds;
            used.Add(evaluation.Context);
            machines.Add(evaluation.Machine);
            versions.Add(evaluation.Version);
            if (evaluation.Error is not null || evaluation.Indicators.Values.Any(value => !value.IsOk))
                failed++;
            foreach (var (id, value) in evaluation.Indicators)
            {
                if (value.Value is { } number && (!best.TryGetValue(id, out var other) || IsBetter(id, number, other.Indicators[id].Value!.Value)))
                    best[id] = evaluation;
            }

            if (steps.Exists(step => step.Evaluation == evaluation.Id))
                answers[evaluation.Id] = evaluation;
        }

        var queue = store.QueueState(study.Id);
        return new()
        {
            Study = StudyJson.Of(study, count),
            Request = Parse(study.Definition.Request),
            Contexts = [.. store.Contexts().Where(context => used.Contains(context.Id)).Select(Context)],
            Failed = failed,
            Seconds = seconds,
            Machines = [.. machines],
            Versions = [.. versions],
            Best = [.. Order(best.Keys).Select(id => StudyBestJson.Of(id, best[id]))],
            LastSteps = [.. steps.Select(step => StudyStepJson.Of(step, answers.GetValueOrDefault(step.Evaluation)))],
            Queue = new(queue.Waiting, queue.Held, queue.Failed),
            Workers = [.. store.Workers(new QueueLimits().Lease).Select(StudyWorkerJson.Of)],
        };
    }

    private static StudyContextJson Context(StoredContext stored) => new(
        stored.Context.Space,
        stored.Data,
        stored.Context.DataSha256,
        stored.Context.Revision,
        stored.Context.Settings.ToDictionary(setting => setting.Key, setting => Parse(setting.Value)),
        stored.Context.Key);

    private static bool IsBetter(string id, double value, double than) =>
        IndicatorRegistry.All.FirstOrDefault(indicator => indicator.Id == id)?.Direction == Direction.LowerIsBetter ? value < than : value > than;

    private static IEnumerable<string> Order(ICollection<string> ids)
    {
        var known = IndicatorRegistry.All.Select(indicator => indicator.Id).ToList();
        return known.Where(ids.Contains).Concat(ids.Except(known).Order(StringComparer.Ordinal));
    }

    private static JsonElement Parse(string json)
    {
        try
        {
            return JsonElement.Parse(json);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(json, CliJson.Default.String);
        }
    }
}
