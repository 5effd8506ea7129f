using Tegula.Compute;
using Tegula.Indicators;
using Tegula.Search;

namespace Tegula.Analysis;

/// <summary>A REINFORCE search that is saved on its way, and from each saved state goes on twice with other random numbers.</summary>
/// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
/// <param name="context">Space, objective, and the seed of the parent.</param>
/// <param name="scores">Gives the scores of what the objective looks at.</param>
/// <param name="options">Steps.</param>
/// <param name="progress">Told how many steps of how many are done; may be null.</param>
internal sealed class SpawnedSearch<TArchitecture>(
    SearchContext<TArchitecture> context, IScoreSource<TArchitecture> scores, TrajectoryOptions options, Action<int, int>? progress)
    where TArchitecture : class
{
    private readonly HashSet<string> _computations = [];
    private readonly Dictionary<string, int> _index = [];
    private readonly List<ArchitectureScore> _seen = [];
    private int _done;

    /// <summary>Distinct architectures that parent and children asked for or would have answered, in the order of meeting them.</summary>
    public IReadOnlyList<ArchitectureScore> Seen => _seen;

    /// <summary>Distinct computations measured.</summary>
    public int Evaluations => _computations.Count;

    /// <summary>Runs everything.</summary>
    /// <param name="token">Ends it early.</param>
    /// <returns>The stages, their barriers not yet known.</returns>
    /// <exception cref="AnalysisException">Nothing could be measured before the early step.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IReadOnlyList<TrajectoryStage> Run(CancellationToken token)
    {
        var parent = SearchMethods.Create(SearchMethods.Reinforce, context, options.Steps);
        Continue(context, parent, options.EarlyStep, token);
        var early = parent.Save();
        var earlyAnswer = Answer(parent, options.EarlyStep, token);
        var earlyEntropy = parent.Spread!.Value;
        Continue(context, parent, options.LateStep - options.EarlyStep, token);
        var late = parent.Save();
        var lateAnswer = Answer(parent, options.LateStep, token);
        return
        [
            Stage("early", 0, options.EarlyStep, earlyAnswer, earlyEntropy, early, token),
            Stage("late", 1, options.LateStep, lateAnswer, parent.Spread!.Value, late, token),
        ];
    }

    private TrajectoryStage Stage(string id, ulong number, int step, int parent, double entropy, SearchState state, CancellationToken token)
    {
        TrajectoryChild[] children = [.. Enumerable.Range(0, 2).Select(child => Child(number, (ulong)child, step, parent, state, token))];
        TArchitecture[] ends = [.. children.Select(child => context.Space.Parse(_seen[child.End].Architecture))];
        return new(id, step, parent, entropy, children, []) { EndDistance = context.Space.Distance(ends[0], ends[1]) };
    }

    private TrajectoryChild Child(ulong stage, ulong number, int step, int parent, SearchState state, CancellationToken token)
    {
        var seed = new RandomStream(context.Seed, "trajectory/child", stage, number).NextUInt32();
        var own = context with { Seed = seed };
        var method = SearchMethods.Restore(state with { Seed = seed }, own);
        var history = Continue(own, method, options.Steps - step, token);
        var path = new List<TrajectoryPoint> { new(step, parent) };
        foreach (var (index, answer) in Measured(history, token).Index())
        {
            if (answer is { } architecture && architecture != path[^1].Architecture)
                path.Add(new(step + index + 1, architecture));
        }

        return new(seed, path, method.Spread!.Value);
    }

    private IReadOnlyList<SearchTrial> Continue(SearchContext<TArchitecture> own, ISearchMethod<TArchitecture> method, int steps, CancellationToken token)
    {
        var before = _done;
        var run = new SearchRun<TArchitecture>(own, method, scores) { KeepsIncumbents = true };
        var result = run.Run(new(steps), state => progress?.Invoke(_done = before + state.Done, options.TotalSteps), token);
        token.ThrowIfCancellationRequested();
        foreach (var trial in result.History)
            Meet(trial.Key, trial.Score);
        return result.History;
    }

    // What a policy would answer may never have been asked for; measured together, these take all threads.
    private int?[] Measured(IReadOnlyList<SearchTrial> history, CancellationToken token)
    {
        string[] answers = [.. history.Select(trial => trial.Incumbent).OfType<string>().Distinct()];
        if (answers.Length > 0)
            Measure(answers, token);
        return [.. history.Select(trial => trial.Incumbent is { } text ? _index[text] : (int?)null)];
    }

    private int Answer(ISearchMethod<TArchitecture> method, int step, CancellationToken token)
    {
        if (method.Derive() is not { } derived)
            throw new AnalysisException($"none of the first {step} architectures could be measured, so there is no parent; take a later early step");
        Measure([context.Space.Format(derived)], token);
        return _index[context.Space.Format(derived)];
    }

    private void Measure(string[] architectures, CancellationToken token)
    {
        TArchitecture[] parsed = [.. architectures.Select(context.Space.Parse)];
        string[] keys = [.. parsed.Select(context.Space.ComputationKey)];
        foreach (var (key, architecture) in keys.Zip(parsed))
            scores.Request(key, architecture);
        foreach (var (key, architecture) in keys.Zip(architectures))
            Meet(key, scores.Await(key, token).Score with { Architecture = architecture });
    }

    private void Meet(string computation, ArchitectureScore score)
    {
        _computations.Add(computation);
        if (_index.TryAdd(score.Architecture, _seen.Count))
            _seen.Add(score);
    }
}
