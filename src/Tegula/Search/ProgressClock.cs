using System.Diagnostics;

namespace Tegula.Search;

/// <summary>Time spent, and time left by the pace of the last laps: a search gets faster as more of what it asks for is known already.</summary>
internal sealed class ProgressClock
{
    private const int LapsRemembered = 64;

    private readonly Stopwatch _watch = new();
    private readonly Queue<(TimeSpan Time, int Done)> _laps = new();

    public TimeSpan Elapsed => _watch.Elapsed;

    public void Start()
    {
        _watch.Restart();
        _laps.Enqueue((TimeSpan.Zero, 0));
    }

    /// <summary>Notes that <paramref name="done"/> steps are done now.</summary>
    public void Lap(int done)
    {
        _laps.Enqueue((Elapsed, done));
        if (_laps.Count > LapsRemembered)
            _laps.Dequeue();
    }

    /// <summary>Time that <paramref name="left"/> more steps will take.</summary>
    public TimeSpan Remaining(int left)
    {
        var (time, done) = _laps.Peek();
        var (lastTime, lastDone) = _laps.Last();
        return lastDone == done ? TimeSpan.Zero : (lastTime - time) * ((double)left / (lastDone - done));
    }
}
