using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tegula.Analysis;
using Tegula.Architectures;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Studies.Scoring;

namespace Tegula.Studies;

/// <summary>Trajectories that a study has kept, taken again from its scores without measuring anything.</summary>
public static class StudyTrajectory
{
    /// <summary>The command under which they lie in a store.</summary>
    public const string Command = "trajectory";

    /// <summary>Takes all ways of a trajectory again.</summary>
    /// <param name="store">Where the study lies.</param>
    /// <param name="study">A study of <see cref="Command"/> that is done.</param>
    /// <param name="token">Ends it early.</param>
    /// <exception cref="StudyException">It is another kind of study, stopped before its end, or is of another version of this program.</exception>
    /// <exception cref="AnalysisException">Nothing could be measured.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static SearchTrajectory Of(StudyStore store, Study study, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(study);
        if (study.Definition.Command != Command)
            throw new StudyException($"study '{study.Name}' is a {study.Definition.Command}; only those of '{Command}' have parents and children");
        var (indicators, options) = Read(study);
        return Space(study).Use(new Ways(study, Kept(store, study, indicators), indicators, options, token));
    }

    private static SearchableSpace Space(Study study) => SearchableSpace.Find(study.Definition.Space)
        ?? throw new StudyException(
            $"study '{study.Name}' is of space {study.Definition.Space}, which this program does not know: it is of another version, "
            + "or lacks an own operation");

    private static (string[] Indicators, TrajectoryOptions Options) Read(Study study)
    {
        try
        {
            var request = JsonNode.Parse(study.Definition.Request);
            return (Text("indicators").Split(','), new(Whole("steps")) { Early = Whole("early"), Late = Whole("late") });

            string Text(string name) => request?[name]?.GetValue<string>() ?? throw new JsonException($"it has no {name}");

            int Whole(string name) => int.Parse(Text(name), CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new StudyException($"the request of study '{study.Name}' is none of this version of the program: {exception.Message}");
        }
    }

    // A step names one evaluation; where that one lacks an indicator, another of the same computation has it.
    private static Dictionary<string, ArchitectureScore> Kept(StudyStore store, Study study, string[] indicators)
    {
        var used = store.Steps(study.Id).Select(step => step.Evaluation).ToHashSet();
        var kept = new Dictionary<string, ArchitectureScore>();
        foreach (var evaluation in store.Evaluations(new() { Study = study.Name }).Where(evaluation => used.Contains(evaluation.Id)))
        {
            var values = evaluation.Error is not null
                ? indicators.ToDictionary(id => id, _ => IndicatorValue.Failed(IndicatorStatus.NotMeasured))
                : Whole(store, evaluation, indicators);
            kept[evaluation.Computation] = new(evaluation.Architecture, values, evaluation.Seconds);
        }

        return kept;
    }

    private static IReadOnlyDictionary<string, IndicatorValue> Whole(StudyStore store, StoredEvaluation evaluation, string[] indicators)
    {
        if (Array.TrueForAll(indicators, evaluation.Indicators.ContainsKey))
            return evaluation.Indicators;
        var values = evaluation.Indicators.ToDictionary();
        foreach (var (id, value) in store.Find(evaluation.Context, evaluation.Computation).SelectMany(other => other.Indicators))
            values.TryAdd(id, value);
        return values;
    }

    private sealed record Ways(
        Study Study, IReadOnlyDictionary<string, ArchitectureScore> Kept, string[] Indicators, TrajectoryOptions Options, CancellationToken Token)
        : ISpaceUse<SearchTrajectory>
    {
        public SearchTrajectory Of<TArchitecture, TSupernet>(SpaceParts<TArchitecture, TSupernet> parts)
            where TArchitecture : class, IArchitecture
            where TSupernet : class, IArchitecture
        {
            using var scores = new KeptScores<TArchitecture>(Study.Name, Kept);
            var context = new SearchContext<TArchitecture>(parts.Space, RankObjective.SumOf(Indicators), Study.Definition.Seed);
            return SearchTrajectory.Of(context, scores, Options, null, Token);
        }
    }
}
