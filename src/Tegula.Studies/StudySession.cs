using System.Diagnostics;
using Tegula.Search;
using Tegula.Studies.Scoring;

namespace Tegula.Studies;

/// <summary>
/// A study at work: gives the scores, those first that the store knows, keeps each new one with its origin at once, and writes down the steps. Killed at any
/// moment and begun again, the same work takes the same way.
/// </summary>
public sealed class StudySession : IScoreProvider
{
    private const int ShareOfState = 100;
    private static readonly TimeSpan ShortestBetweenStates = TimeSpan.FromSeconds(1);

    private readonly StudyStore _store;
    private readonly StudyScoringOptions _options;
    private readonly StepJournal _journal;
    private readonly bool _isSearch;
    private readonly string _data;
    private ScoreBook? _book;
    private SearchStep? _last;
    private TimeSpan _betweenStates = ShortestBetweenStates;
    private long _stateSaved = Stopwatch.GetTimestamp();

    private StudySession(StudyStore store, Study study, string data, StudyScoringOptions options)
    {
        _data = data;
        _store = store;
        _options = options;
        _isSearch = study.Definition.Method is not null;
        _journal = new(store, study);
        Study = study;
    }

    /// <summary>The study as it was when the work began.</summary>
    public Study Study { get; }

    /// <summary>Begins a study, or goes on with the one of this name.</summary>
    /// <param name="store">Where it lies.</param>
    /// <param name="name">Its name.</param>
    /// <param name="definition">What is asked.</param>
    /// <param name="options">Who measures.</param>
    /// <exception cref="StudyException">The study of this name was asked something else, or the store cannot be used.</exception>
    public static StudySession Begin(StudyStore store, string name, StudyDefinition definition, StudyScoringOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(definition);
        var study = store.FindStudy(name) ?? store.CreateStudy(name, definition);
        if (study.Definition.DifferenceFrom(definition) is { } difference)
        {
            throw new StudyException(
                $"study '{name}' in '{store.Location}' is another one: its {difference}; give the same options, or another --name "
                + "(known scores are used all the same)");
        }

        store.SetStatus(study.Id, StudyStatus.Running);
        return new(store, study, definition.Data, options ?? new());
    }

    /// <inheritdoc/>
    public IScoreSource<TArchitecture> Open<TArchitecture>(ScoringRequest<TArchitecture> request)
        where TArchitecture : class
    {
        ArgumentNullException.ThrowIfNull(request);
        var context = _store.AddContext(ScoringContext.Of(request.Space.Id, request.Data, request.Options), _data);
        _book = new(_store, context, Study.Id, request.Options.Indicators, request.Threads);
        IScoreSource<TArchitecture> scores = _options.UsesQueue ? Queued(request, _book) : new StudyScores<TArchitecture>(_book, request);
        return _isSearch ? scores : new RecordedScores<TArchitecture>(scores, _book, _journal);
    }

    /// <summary>Takes a step of a search.</summary>
    /// <exception cref="StudyException">The search takes another way than the study has written down.</exception>
    public void OnStep(SearchStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        _journal.Add(step.Trial.Architecture, _book!.Evaluation(step.Trial.Key), step.Trial.Cached, step.TurnedAway, step.Trial.Spread);
        _last = step;
        if (step.Steps == Study.StateSteps && Study.State is { } state)
            RequireSame(state, step);
        else if (step.Steps > Study.StateSteps && Stopwatch.GetElapsedTime(_stateSaved) > _betweenStates)
            SaveState(step);
    }

    /// <summary>Writes down how the study stands; nothing may follow.</summary>
    /// <param name="status">How it stands.</param>
    /// <param name="answer">Its answer; null where there is none.</param>
    /// <param name="error">Why it failed, in one line; null where it did not.</param>
    public void End(StudyStatus status, string? answer = null, string? error = null)
    {
        _journal.Flush();
        if (status == StudyStatus.Done && _last is { } last && last.Steps > Study.StateSteps)
            SaveState(last);
        _store.SetStatus(Study.Id, status, answer, error);
    }

    /// <summary>Ends the study as failed, as far as the store still takes anything.</summary>
    /// <param name="exception">What went wrong.</param>
    public void Abandon(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        try
        {
            var stops = exception is OperationCanceledException;
            End(stops ? StudyStatus.Stopped : StudyStatus.Failed, error: stops ? null : exception.Message.ReplaceLineEndings(" "));
        }
        catch (StudyException)
        {
            // The store itself is what failed; the exception on its way says so.
        }
    }

    private QueueScores<TArchitecture> Queued<TArchitecture>(ScoringRequest<TArchitecture> request, ScoreBook book)
        where TArchitecture : class
    {
        // Workers would refuse options that do not fit one task after the other; this process does so once, before anything is asked for.
        using (request.CreateSuite())
            return new(_store, book, request.Space.Format);
    }

    private void SaveState(SearchStep step)
    {
        var start = Stopwatch.GetTimestamp();
        _journal.Flush();
        _store.SaveState(Study.Id, step.Steps, SearchStateJson.Write(step.Save()));
        _stateSaved = Stopwatch.GetTimestamp();
        var pause = Stopwatch.GetElapsedTime(start, _stateSaved) * ShareOfState;
        _betweenStates = pause > ShortestBetweenStates ? pause : ShortestBetweenStates;
    }

    private void RequireSame(string state, SearchStep step)
    {
        if (SearchStateJson.Write(step.Save()) != state)
        {
            throw new StudyException(
                $"study '{Study.Name}' in '{_store.Location}' cannot go on: after {step.Steps} steps its method stands elsewhere than it did under version "
                + $"{Study.Version}; go on with that one, or begin another study with --name (its scores are used where they are good)");
        }
    }
}
