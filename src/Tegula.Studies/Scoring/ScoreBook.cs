using System.Collections.Concurrent;
using Tegula.Indicators;
using Tegula.Search;

namespace Tegula.Studies.Scoring;

/// <summary>The scores of a store under one way of measuring: looks up what is known and keeps what is new. Safe to use from several threads.</summary>
/// <param name="store">Where scores lie.</param>
/// <param name="context">The way of measuring.</param>
/// <param name="study">The study that asks.</param>
/// <param name="indicators">What has to be known of an architecture.</param>
/// <param name="threads">Threads that a machine is reckoned to have; a score's time is given as a share of them.</param>
internal sealed class ScoreBook(StudyStore store, StoredContext context, long study, IReadOnlyList<string> indicators, int threads)
{
    private readonly ConcurrentDictionary<string, (ComputationScore Score, long Evaluation)> _scores = [];

    /// <summary>The way of measuring.</summary>
    public StoredContext Context => context;

    /// <summary>The study that asks.</summary>
    public long Study => study;

    /// <summary>What has to be known of an architecture.</summary>
    public IReadOnlyList<string> Indicators => indicators;

    /// <summary>A score that was looked up or kept before; null where neither.</summary>
    public ComputationScore? Known(string computation) => _scores.TryGetValue(computation, out var known) ? known.Score : null;

    /// <summary><see cref="StoredEvaluation.Id"/> of a score that was looked up or kept before.</summary>
    public long Evaluation(string computation) => _scores[computation].Evaluation;

    /// <summary>Looks a score up in the store.</summary>
    /// <returns>Whose it is; null where the store does not know all indicators.</returns>
    public ScoreOrigin? Find(string computation)
    {
        var stored = store.Find(context.Id, computation);
        var whole = stored.FirstOrDefault(evaluation => indicators.All(evaluation.Indicators.ContainsKey));
        var last = whole ?? (indicators.All(id => stored.Any(evaluation => evaluation.Indicators.ContainsKey(id))) ? stored[^1] : null);
        if (last is null)
            return null;
        var values = indicators.ToDictionary(id => id, id => (whole ?? stored.First(evaluation => evaluation.Indicators.ContainsKey(id))).Indicators[id]);
        Enter(computation, last, values);
        return last.Study == study ? ScoreOrigin.Kept : ScoreOrigin.Borrowed;
    }

    /// <summary>Keeps a score that was measured in this process.</summary>
    /// <param name="computation">Canonical form.</param>
    /// <param name="score">What was measured.</param>
    /// <param name="started">When the measurement began.</param>
    /// <param name="used">Threads that it had.</param>
    public void Keep(string computation, ArchitectureScore score, DateTimeOffset started, int used) => Enter(computation, store.Add(new()
    {
        Context = context.Id,
        Study = study,
        Computation = computation,
        Architecture = score.Architecture,
        Indicators = score.Indicators,
        Version = Provenance.Version,
        Machine = Provenance.Machine,
        Started = started,
        Seconds = score.Seconds,
        Threads = used,
    }));

    /// <summary>Takes note of an evaluation that a worker has stored.</summary>
    public void Enter(string computation, StoredEvaluation evaluation) =>
        Enter(computation, evaluation, indicators.ToDictionary(id => id, id => evaluation.Indicators[id]));

    /// <summary>Takes note of an architecture that no worker could measure; all its indicators count as failed.</summary>
    /// <param name="computation">Canonical form.</param>
    /// <param name="architecture">As the space prints it.</param>
    /// <param name="error">Why, in one line.</param>
    public void EnterFailure(string computation, string architecture, string error)
    {
        var kept = store.Add(new()
        {
            Context = context.Id,
            Study = study,
            Computation = computation,
            Architecture = architecture,
            Indicators = new Dictionary<string, IndicatorValue>(),
            Version = Provenance.Version,
            Machine = Provenance.Machine,
            Started = DateTimeOffset.UtcNow,
            Seconds = 0,
            Threads = 1,
            Error = error,
        });
        Enter(computation, kept, indicators.ToDictionary(id => id, _ => IndicatorValue.Failed(IndicatorStatus.NotMeasured)));
    }

    private void Enter(string computation, StoredEvaluation evaluation, Dictionary<string, IndicatorValue> values)
    {
        var share = evaluation.Seconds * Math.Min(1.0, (double)evaluation.Threads / threads);
        _scores[computation] = (new(new(evaluation.Architecture, values, evaluation.Seconds), share), evaluation.Id);
    }
}
