using System.Diagnostics;
using Tegula.Dashboard.Stores;
using Tegula.Studies;

namespace Tegula.Dashboard.Snapshots;

/// <summary>
/// Looks after one study for all who watch it: one loop, as long as somebody does. After each look it rests for fifty times as long as the look took, so that
/// in the long run it takes no more than a fiftieth of a processor however long the study is.
/// </summary>
internal sealed class StudyWatch
{
    private const int RestPerLook = 50;
    private static readonly TimeSpan ShortestRest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(30);

    private readonly StudySnapshots _snapshots;
    private readonly ShelvedStore _store;
    private readonly long _study;
    private readonly Action<string> _log;
    private readonly CancellationToken _stopping;
    private readonly Lock _lock = new();
    private int _watchers;
    private StudyNews _news;
    private string? _logged;

    /// <summary>A watch that begins with its first watcher.</summary>
    /// <param name="snapshots">Reads studies.</param>
    /// <param name="first">The study as it is.</param>
    /// <param name="log">Takes a line on what nobody foresaw.</param>
    /// <param name="stopping">The server stops.</param>
    public StudyWatch(StudySnapshots snapshots, StudySnapshot first, Action<string> log, CancellationToken stopping)
    {
        (_snapshots, _store, _study, _log, _stopping) = (snapshots, first.Store, first.Study.Id, log, stopping);
        _news = new(first, 0);
    }

    /// <summary>How the study stands.</summary>
    public StudyNews News
    {
        get
        {
            lock (_lock)
                return _news;
        }
    }

    /// <summary>Who watches.</summary>
    public int Watchers
    {
        get
        {
            lock (_lock)
                return _watchers;
        }
    }

    /// <summary>Somebody comes; the first of them starts the loop.</summary>
    /// <returns>False when the last one has gone and the watch is over.</returns>
    public bool TryJoin()
    {
        lock (_lock)
        {
            if (_watchers < 0)
                return false;
            if (_watchers++ == 0)
                _ = Task.Run(Look, _stopping);
            return true;
        }
    }

    /// <summary>Somebody goes.</summary>
    /// <returns>True when it was the last one: the watch is over.</returns>
    public bool Leave()
    {
        lock (_lock)
        {
            if (--_watchers > 0)
                return false;
            _watchers = -1;
            return true;
        }
    }

    private async Task Look()
    {
        var before = TimeSpan.Zero;
        while (Watchers > 0 && !_stopping.IsCancellationRequested)
        {
            var start = Stopwatch.GetTimestamp();
            Refresh();
            var took = Stopwatch.GetElapsedTime(start);

            // One slow look, such as the first of a program that is still being compiled, says nothing of the next.
            var rest = (took < before ? took : before) * RestPerLook;
            before = took;
            rest = rest < ShortestRest ? ShortestRest : rest > LongestRest ? LongestRest : rest;
            await Task.Delay(rest, _stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Refresh()
    {
        try
        {
            var before = News;
            var snapshot = _snapshots.Get(_store, _study);
            if (ReferenceEquals(snapshot, before.Snapshot))
                return;

            // Written here, once, what those who follow will ask for.
            snapshot?.Json(Math.Min(before.Snapshot?.Steps.Count ?? 0, snapshot.Steps.Count));
            var isOther = snapshot?.Study.Created != before.Snapshot?.Study.Created || snapshot?.Steps.Count < before.Snapshot?.Steps.Count;
            var news = new StudyNews(snapshot, before.Generation + (isOther ? 1 : 0));
            lock (_lock)
                _news = news;
            before.Tell(news);
        }
        catch (StudyException)
        {
            // A file that is being replaced or a server that is away: the next look may find it again, and pages that are asked for say what is wrong.
        }
#pragma warning disable CA1031 // whatever it is, the loop has to go on for all who watch
        catch (Exception error)
#pragma warning restore CA1031
        {
            Log(error);
        }
    }

    // The same error comes back with each look.
    private void Log(Exception error)
    {
        if (_logged == error.Message || _stopping.IsCancellationRequested)
            return;
        _logged = error.Message;
        _log($"watching study {_study} of {_store.Name}: {error}");
    }
}
