using Tegula.Studies;

namespace Tegula.Dashboard.Stores;

/// <summary>A store that is open, and how many read it: it is closed as soon as it is retired and the last of them has gone.</summary>
/// <param name="store">The store, which is closed from here alone.</param>
/// <param name="identity">Which file it is; see <see cref="FileIdentity"/>.</param>
internal sealed class OpenStore(StudyStore store, string? identity)
{
    private readonly Lock _lock = new();
    private int _readers;
    private bool _isRetired;

    /// <summary>The store.</summary>
    public StudyStore Store => store;

    /// <summary>Which file it is.</summary>
    public string? Identity => identity;

    /// <summary>Somebody begins to read.</summary>
    public void Enter()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isRetired, this);
            _readers++;
        }
    }

    /// <summary>Somebody has read.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            if (--_readers > 0 || !_isRetired)
                return;
        }

        store.Dispose();
    }

    /// <summary>Nobody begins to read any more.</summary>
    public void Retire()
    {
        lock (_lock)
        {
            if (_isRetired)
                return;
            _isRetired = true;
            if (_readers > 0)
                return;
        }

        store.Dispose();
    }
}
