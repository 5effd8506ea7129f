using System.Collections.Concurrent;
using Tegula.Studies;

namespace Tegula.Dashboard.Stores;

/// <summary>
/// Stores that are open for reading, each once for all requests. One whose file was deleted or replaced is opened anew; the old one is closed a little later,
/// as requests may still read it.
/// </summary>
internal sealed class OpenStores : IDisposable
{
    // Each holds a few open files.
    private const int MostOpen = 100;

    private static readonly TimeSpan RetirementTime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PauseAfterError = TimeSpan.FromSeconds(2);

    // A page says that a server is away rather than keep its reader waiting.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Place> _places = [];
    private readonly ConcurrentQueue<(StudyStore Store, DateTimeOffset Since)> _retired = [];
    private readonly ConcurrentDictionary<StudyStore, byte> _open = [];

    /// <summary>The store at a location.</summary>
    /// <param name="location">As <see cref="StudyStore.Open"/> takes it.</param>
    /// <param name="name">What to call it in an error.</param>
    /// <exception cref="StudyException">It cannot be opened.</exception>
    public StudyStore Open(string location, string name)
    {
        CloseRetired();
        var place = _places.GetOrAdd(location, _ => new());
        StudyStore opened;
        lock (place)
        {
            place.Used = DateTimeOffset.UtcNow;
            string? stamp = StudyStore.IsServer(location) ? "server" : FileIdentity.Of(location);
            if (place.Store is { } store && place.Identity == stamp)
                return store;
            Retire(place);
            string attempt = $"{stamp} {LengthAndTime(location)}";
            if (place.Error is { } error && place.Attempt == attempt && DateTimeOffset.UtcNow - place.Failed < PauseAfterError)
                throw new StudyException(error.Message, error) { IsFailure = error.IsFailure };
            opened = OpenNow(place, location, name, attempt);
            (place.Store, place.Identity) = (opened, stamp);
        }

        CloseLeastUsed();
        return opened;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var store in _open.Keys)
            store.Dispose();
        _places.Clear();
        _retired.Clear();
    }

    private StudyStore OpenNow(Place place, string location, string name, string attempt)
    {
        try
        {
            // A search that begins makes a file of no length first, and must not be kept from its next step.
            if (new FileInfo(location) is { Exists: true, Length: 0 })
                throw new StudyException($"'{name}' is empty: a search that begins fills it within a moment, any other empty file is no store of studies");
            var store = StudyStore.Open(location, StudyAccess.ReadOnly);
            store.Patience = Patience;
            _open[store] = 0;
            place.Error = null;
            return store;
        }
        catch (StudyException error)
        {
            var named = new StudyException(error.Message.Replace(location, name, StringComparison.Ordinal), error) { IsFailure = error.IsFailure };
            (place.Error, place.Attempt, place.Failed) = (named, attempt, DateTimeOffset.UtcNow);
            throw named;
        }
    }

    private static string LengthAndTime(string location) =>
        new FileInfo(location) is { Exists: true } file ? $"{file.Length} {file.LastWriteTimeUtc.Ticks}" : "";

    private void Retire(Place place)
    {
        if (place.Store is { } store)
            _retired.Enqueue((store, DateTimeOffset.UtcNow));
        place.Store = null;
    }

    private void CloseLeastUsed()
    {
        if (_open.Count - _retired.Count <= MostOpen)
            return;
        var place = _places.Values.Where(place => place.Store is not null).MinBy(place => place.Used);
        if (place is null)
            return;
        lock (place)
            Retire(place);
    }

    private void CloseRetired()
    {
        while (_retired.TryPeek(out var oldest) && DateTimeOffset.UtcNow - oldest.Since > RetirementTime && _retired.TryDequeue(out var retired))
        {
            _open.TryRemove(retired.Store, out _);
            retired.Store.Dispose();
        }
    }

    private sealed class Place
    {
        public StudyStore? Store { get; set; }

        public string? Identity { get; set; }

        public StudyException? Error { get; set; }

        public string? Attempt { get; set; }

        public DateTimeOffset Failed { get; set; }

        public DateTimeOffset Used { get; set; }
    }
}
