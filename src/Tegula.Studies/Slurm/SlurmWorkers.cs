namespace Tegula.Studies.Slurm;

/// <summary>
/// Workers of a search that runs in this process: placed by Slurm, followed in the background, and cancelled when this is disposed of or the process ends in
/// any orderly way. While they are here there is work left for them, so that the end of all of them is a failure.
/// </summary>
public sealed class SlurmWorkers : IDisposable
{
    private static readonly TimeSpan Fastest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Slowest = TimeSpan.FromSeconds(15);

    private readonly SlurmJobArray _array;
    private readonly Action<string> _say;
    private readonly CancellationTokenSource _end = new();
    private readonly CancellationTokenSource _failed = new();
    private readonly Thread _follower;
    private readonly EventHandler _atExit;
    private int _disposed;

    private SlurmWorkers(SlurmJobArray array, Action<string> say)
    {
        _array = array;
        _say = say;
        _atExit = (_, _) => Dispose();
        AppDomain.CurrentDomain.ProcessExit += _atExit;
        _follower = new(Follow) { IsBackground = true, Name = "Slurm" };
        _follower.Start();
    }

    /// <summary>Number of the job array.</summary>
    public string Job => _array.Array.Job;

    /// <summary>Cancelled when no worker is left and none will come; <see cref="Failure"/> then says why.</summary>
    public CancellationToken Failed => _failed.Token;

    /// <summary>Why no worker is left, in one line; null while there are some.</summary>
    public string? Failure { get; private set; }

    /// <summary>Refuses a study that nodes cannot share, and a folder that Slurm cannot use, before anything is opened or written.</summary>
    /// <param name="studyLocation">Location of the study.</param>
    /// <param name="folder">Where scripts and logs are to go.</param>
    /// <exception cref="StudyException">One of them cannot be; the message says what would be right.</exception>
    public static void Check(string studyLocation, string folder)
    {
        _ = ServerAddress.Of(studyLocation);
        _ = new SlurmFolder(folder);
    }

    /// <summary>Submits the workers and begins to follow them.</summary>
    /// <param name="options">What to ask for.</param>
    /// <param name="studyLocation">Location of the study, a database.</param>
    /// <param name="studyName">Name of the study.</param>
    /// <param name="folder">Where scripts and logs go; <see cref="SlurmFolder.DefaultPath"/> unless the user wants another.</param>
    /// <param name="say">Told one line when the array is submitted, whenever its state changes, and when it is cancelled; called from another thread.</param>
    /// <exception cref="StudyException">The study is a file, the folder cannot be written, there is no Slurm here, or it refuses the array.</exception>
    public static SlurmWorkers Start(SlurmOptions options, string studyLocation, string studyName, string folder, Action<string> say) =>
        Start(options, studyLocation, studyName, folder, say, WorkerProgram.Current());

    /// <summary>Submits workers that are started in another way than this program.</summary>
    /// <inheritdoc cref="Start(SlurmOptions, string, string, string, Action{string})"/>
    public static SlurmWorkers Start(SlurmOptions options, string studyLocation, string studyName, string folder, Action<string> say, WorkerProgram program)
    {
        var array = SlurmJobArray.Submit(new(), options, studyLocation, studyName, new(folder), program);
        say($"Slurm job array {array.Array.Job} submitted, logs in {array.Folder.PathOf(array.Array.Log)}");
        return new(array, say);
    }

    /// <summary>Throws when no worker is left.</summary>
    /// <exception cref="StudyException"><see cref="Failure"/>.</exception>
    public void ThrowIfFailed()
    {
        if (Failure is { } failure)
            throw new StudyException(failure) { IsFailure = true };
    }

    /// <summary>Cancels the array.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        AppDomain.CurrentDomain.ProcessExit -= _atExit;
        _end.Cancel();
        _follower.Join();
        try
        {
            _array.Cancel();
            _say($"Slurm job array {Job} cancelled");
        }
        catch (StudyException exception)
        {
            _say($"{exception.Message}; to end its workers: scancel {Job}");
        }

        _end.Dispose();
        _failed.Dispose();
    }

    private void Follow()
    {
        string? said = null;
        var pause = Fastest;
        var endings = 0;
        while (!_end.IsCancellationRequested)
        {
            string line;
            try
            {
                var tasks = _array.Tasks();
                line = SlurmTask.Summary(tasks, _array.Array.Workers);

                // Twice, since a task that Slurm is about to queue anew may look ended for a moment.
                endings = tasks.All(task => task.IsEnded) ? endings + 1 : 0;
                if (endings == 2)
                {
                    Fail(tasks);
                    return;
                }
            }
            catch (StudyException exception)
            {
                line = exception.Message; // the controller may come back, and the workers go on without it
            }

            pause = line == said && endings == 0 ? TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, Slowest.Ticks)) : Fastest;
            if (line != said && !_end.IsCancellationRequested)
                _say(line);
            said = line;
            _end.Token.WaitHandle.WaitOne(pause);
        }
    }

    private void Fail(IReadOnlyList<SlurmTask> tasks)
    {
        var ended = tasks.Count == 0 ? "Slurm no longer knows how" : SlurmTask.Endings(tasks);
        var last = tasks.OrderBy(task => task.State == "COMPLETED").Select(task => _array.LastLine(task.Index)).FirstOrDefault(line => line is not null);
        Failure = $"all workers of Slurm job array {Job} have ended ({ended}) while work is left{(last is null ? "" : $"; a log ends with: {last.Trim()}")}; "
            + $"logs: {_array.Folder.PathOf(_array.Array.Log)}";
        _say(Failure);
        _failed.Cancel();
    }
}
