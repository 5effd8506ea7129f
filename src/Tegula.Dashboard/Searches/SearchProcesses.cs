using System.ComponentModel;
using Microsoft.AspNetCore.Http;
using Tegula.Dashboard.Hosting;
using Tegula.Dashboard.Stores;
using Tegula.Studies;

namespace Tegula.Dashboard.Searches;

/// <summary>
/// The searches that were started from pages, each a process of its own. They stop when the dashboard ends, in whatever way: each reads its standard input,
/// which the system closes for it.
/// </summary>
/// <param name="options">How the program is called, and how many searches may run at a time.</param>
/// <param name="shelf">Where their studies appear.</param>
public sealed class SearchProcesses(DashboardOptions options, StudyShelf shelf) : IAsyncDisposable
{
    /// <summary>Environment variable that has a command stop, as Ctrl-C does, when its standard input ends.</summary>
    public const string InputVariable = "TEGULA_STOP_AT_END_OF_INPUT";

    /// <summary>Environment variable with the dashboard's token, which is no business of its searches.</summary>
    public const string TokenVariable = "TEGULA_TOKEN";

    private const int MostRemembered = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan TimeToBegin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan TimeToResume = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(20);

    private readonly List<SearchProcess> _processes = [];
    private bool _isEnding;

    /// <summary>All that are remembered, the newest first.</summary>
    public IReadOnlyList<SearchProcess> All
    {
        get
        {
            lock (_processes)
                return [.. _processes.AsEnumerable().Reverse()];
        }
    }

    /// <summary>How many may run at a time.</summary>
    public int Most => options.Searches;

    /// <summary>The newest process that writes, or wrote, a study; null when none was started from here.</summary>
    public SearchProcess? Find(ShelvedStore store, string study) =>
        All.FirstOrDefault(process => process.Command.Store.Location == store.Location && process.Command.Study == study);

    /// <summary>Starts a search, and waits until its study is there or its process has ended.</summary>
    /// <param name="store">Where its study will lie.</param>
    /// <param name="form">What is asked.</param>
    /// <param name="token">Ends the waiting; the search goes on.</param>
    /// <exception cref="PageException">As many run as may, or the search ended with an error before it had begun.</exception>
    internal async Task<SearchProcess> Begin(ShelvedStore store, SearchForm form, CancellationToken token)
    {
        var process = Start(SearchCommand.Begin(options.Folder, store, form));
        await Until(() => (process.StudyId = StudyOf(process)?.Id) is not null || process.State == SearchProcessState.Ended, TimeToBegin, token);
        process.StudyId ??= StudyOf(process)?.Id;
        return process.StudyId is null && process.Error is { } error
            ? throw new PageException(StatusCodes.Status422UnprocessableEntity, error)
            : process;
    }

    /// <summary>Goes on with a search, and waits until it runs or its process has ended.</summary>
    /// <param name="store">Where its study lies.</param>
    /// <param name="study">The study.</param>
    /// <param name="token">Ends the waiting; the search goes on.</param>
    /// <exception cref="PageException">As many run as may, or it runs already, or it cannot go on.</exception>
    internal async Task<SearchProcess> Resume(ShelvedStore store, Study study, CancellationToken token)
    {
        var process = Start(SearchCommand.Resume(options.Folder, store, study.Name));
        process.StudyId = study.Id;
        await Until(() => process.State == SearchProcessState.Ended || StudyOf(process) is { Status: StudyStatus.Running } now && now.Updated > study.Updated, TimeToResume, token);
        return process.Error is { } error ? throw new PageException(StatusCodes.Status422UnprocessableEntity, error) : process;
    }

    /// <summary>Stops a search, and waits a little for its end.</summary>
    /// <exception cref="PageException">It does not run here.</exception>
    internal async Task Stop(ShelvedStore store, string study)
    {
        if (Find(store, study) is not { } process || process.State == SearchProcessState.Ended)
        {
            throw new PageException(
                StatusCodes.Status409Conflict, $"'{study}' does not run here: what was started elsewhere is stopped there, and what has ended needs no stopping");
        }

        process.Stop();
        await Task.WhenAny(process.Ended, Task.Delay(TimeToStop));
    }

    /// <summary>Stops all, waits for their end, and ends those by force that take too long; nothing can be started any more.</summary>
    public async Task StopAll()
    {
        List<SearchProcess> running;
        lock (_processes)
        {
            _isEnding = true;
            running = [.. _processes.Where(process => process.State != SearchProcessState.Ended)];
        }

        foreach (var process in running)
            process.Stop();
        var ends = Task.WhenAll(running.Select(process => process.Ended));
        if (await Task.WhenAny(ends, Task.Delay(TimeToEnd)) == ends)
            return;
        foreach (var process in running)
            process.Kill();
        await ends;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAll();
        foreach (var process in All)
            process.Dispose();
    }

    private static async Task Until(Func<bool> condition, TimeSpan most, CancellationToken token)
    {
        var end = DateTimeOffset.UtcNow + most;
        while (!condition() && DateTimeOffset.UtcNow < end)
            await Task.Delay(Pause, token);
    }

    private SearchProcess Start(SearchCommand command)
    {
        lock (_processes)
        {
            Require(command);
            try
            {
                var process = SearchProcess.Start(options, command);
                _processes.Add(process);
                return process;
            }
            catch (Win32Exception error)
            {
                throw new PageException(StatusCodes.Status503ServiceUnavailable, $"the search cannot be started: {error.Message}");
            }
        }
    }

    private void Require(SearchCommand command)
    {
        if (_isEnding)
            throw new PageException(StatusCodes.Status503ServiceUnavailable, "the dashboard is ending, and starts nothing any more");
        var running = _processes.Where(process => process.State != SearchProcessState.Ended).ToList();
        if (running.Exists(process => process.Command.Store.Location == command.Store.Location && process.Command.Study == command.Study))
            throw new PageException(StatusCodes.Status409Conflict, $"'{command.Study}' runs already");
        if (running.Count >= options.Searches)
        {
            throw new PageException(
                StatusCodes.Status409Conflict,
                $"{string.Join(", ", running.Select(process => $"'{process.Command.Study}'"))} {(running.Count == 1 ? "runs" : "run")}, and no more than "
                    + $"{options.Searches} at a time may: stop one, wait for its end, or start the dashboard with --searches {options.Searches + 1}");
        }

        foreach (var old in _processes.Where(process => process.State == SearchProcessState.Ended).SkipLast(MostRemembered).ToList())
        {
            _processes.Remove(old);
            old.Dispose();
        }
    }

    // By its number where that is known: a study is read without the state of its method then, which may be long.
    private Study? StudyOf(SearchProcess process)
    {
        try
        {
            return shelf.Read(process.Command.Store, store => process.StudyId is { } id ? store.FindStudy(id) : store.FindStudy(process.Command.Study));
        }
        catch (StudyException)
        {
            // Not yet made, or being made.
            return null;
        }
    }
}
