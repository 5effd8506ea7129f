using Tegula.Search;
using Tegula.Studies.Stores;

namespace Tegula.Studies;

/// <summary>
/// Keeps studies, evaluations with their origin, recorded results and the queue of workers: a SQLite file, or a PostgreSQL database for many machines. What a
/// method has written is kept when it returns, whatever happens to the process afterwards. Safe to use from several threads.
/// </summary>
/// <remarks>All methods throw <see cref="StudyException"/> where the store cannot be read or written.</remarks>
public abstract partial class StudyStore : IDisposable
{
    /// <summary>Opens a store, and makes it where there is none and writing is allowed.</summary>
    /// <param name="location">A file, or <c>postgres://USER:PASSWORD@HOST:PORT/DATABASE</c>.</param>
    /// <param name="access">Whether to write.</param>
    /// <exception cref="StudyException">It cannot be opened; the message says why and what would be right.</exception>
    public static StudyStore Open(string location, StudyAccess access = StudyAccess.ReadWrite) =>
        StoreLocation.IsServer(location) ? PostgresStudyStore.Open(location, access) : SqliteStudyStore.Open(location, access);

    /// <summary>Whether a location names a database on a server; everything else is a file.</summary>
    public static bool IsServer(string location) => StoreLocation.IsServer(location);

    /// <summary>A location as it may be shown: the file, or the server without password and options. Nothing is opened.</summary>
    /// <exception cref="StudyException">It names a server in a way that cannot be read.</exception>
    public static string Shown(string location) => StoreLocation.IsServer(location) ? PostgresLocation.Parse(location).Shown : location;

    /// <summary>The file or the server, without any password.</summary>
    public abstract string Location { get; }

    /// <summary>All studies in the order of their making, without the states of their methods, which may be long.</summary>
    public abstract IReadOnlyList<Study> Studies();

    /// <summary>The study with this name, with the state of its method; null when there is none.</summary>
    public abstract Study? FindStudy(string name);

    /// <summary>The study with this number, without the state of its method, which may be long; null when there is none.</summary>
    /// <param name="study"><see cref="Study.Id"/>.</param>
    public abstract Study? FindStudy(long study);

    /// <summary>Begins a study.</summary>
    /// <exception cref="StudyException">The name is taken.</exception>
    public abstract Study CreateStudy(string name, StudyDefinition definition);

    /// <summary>Says where a study stands.</summary>
    /// <param name="study"><see cref="Study.Id"/>.</param>
    /// <param name="status">Its status from now on.</param>
    /// <param name="answer">Its answer; null leaves what is there.</param>
    /// <param name="error">Why it failed; null clears what is there.</param>
    public abstract void SetStatus(long study, StudyStatus status, string? answer = null, string? error = null);

    /// <summary>Keeps a method's state.</summary>
    /// <param name="study"><see cref="Study.Id"/>.</param>
    /// <param name="steps">Steps that the method had been told.</param>
    /// <param name="state">As <see cref="SearchStateJson"/> writes it.</param>
    public abstract void SaveState(long study, int steps, string state);

    /// <summary>Appends steps, all or none of them.</summary>
    public abstract void AddSteps(long study, IReadOnlyList<StudyStep> steps);

    /// <summary>The steps of a study in order.</summary>
    /// <param name="study"><see cref="Study.Id"/>.</param>
    /// <param name="from">Number of the first step to read, at least 0.</param>
    public abstract IReadOnlyList<StudyStep> Steps(long study, int from = 0);

    /// <summary>The steps of a study in order, each with the evaluation that answered; what is not asked for by most readers is left out.</summary>
    /// <param name="study"><see cref="Study.Id"/>.</param>
    /// <param name="from">Number of the first step to read, at least 0: what a reader knows already it need not read again.</param>
    public abstract IReadOnlyList<ScoredStep> ScoredSteps(long study, int from = 0);

    /// <summary>Deletes a study with its steps and tasks, and those evaluations that no other study used.</summary>
    /// <returns>Evaluations deleted.</returns>
    /// <exception cref="StudyException">There is no such study.</exception>
    public abstract int DeleteStudy(string name);

    /// <summary>The way of measuring with this key, kept from now on if it was not; where its data lie is noted anew each time.</summary>
    /// <param name="context">Space, data and settings.</param>
    /// <param name="data">The data as <see cref="Datasets.DatasetSpec"/> reads it, with a full path.</param>
    public abstract StoredContext AddContext(ScoringContext context, string data);

    /// <summary>All ways of measuring.</summary>
    public abstract IReadOnlyList<StoredContext> Contexts();

    /// <summary>Everything known of a computation under one way of measuring, in the order of storing, errors left out.</summary>
    public abstract IReadOnlyList<StoredEvaluation> Find(long context, string computation);

    /// <summary>The evaluation with this number; null when there is none.</summary>
    /// <param name="evaluation"><see cref="StoredEvaluation.Id"/>.</param>
    public abstract StoredEvaluation? FindEvaluation(long evaluation);

    /// <summary>Keeps an evaluation; where the same indicators of the same computation are there already, those stay and are returned.</summary>
    public abstract StoredEvaluation Add(NewEvaluation evaluation);

    /// <summary>Evaluations that pass a query, read as they are asked for.</summary>
    /// <exception cref="StudyException">There is no study of that name.</exception>
    public abstract IEnumerable<StoredEvaluation> Evaluations(EvaluationQuery query);

    /// <summary>How many evaluations pass a query, its offset and limit left aside.</summary>
    public abstract long Count(EvaluationQuery query);

    /// <summary>The recorded result with this key; null when there is none.</summary>
    public abstract RecordedResult? FindResult(string key);

    /// <summary>All recorded results, without their outputs.</summary>
    public abstract IReadOnlyList<RecordedResult> Results();

    /// <summary>Keeps a result; one with the same key is replaced.</summary>
    public abstract void AddResult(RecordedResult result);

    /// <summary>Deletes the recorded result of this name; false when there is none.</summary>
    public abstract bool DeleteResult(string name);

    /// <summary>Checks the whole store: the database's own check, every hash, every reference, the steps of every study without a gap.</summary>
    /// <param name="progress">Told how many evaluations of how many are checked; may be null.</param>
    /// <param name="token">Ends it early.</param>
    /// <returns>What is wrong, one line each; empty when all is well.</returns>
    public abstract IReadOnlyList<string> Verify(Action<long, long>? progress = null, CancellationToken token = default);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the store.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected abstract void Dispose(bool disposing);
}
