using System.Collections.Concurrent;
using Tegula.Studies;

namespace Tegula.Dashboard.Stores;

/// <summary>
/// Stores that are open for reading, each once for all requests. One whose file was deleted or replaced is opened anew; the old one, like one that makes room
/// for another, is closed as soon as nobody reads it any more.
/// </summary>
/// <param name="mostOpen">Stores that stay open while nobody reads them, at least 1.</param>
internal sealed class OpenStores(int mostOpen) : IDisposable
{
    // A database with its journal and its index of it, for two requests at a time.
    private const int HandlesPerStore = 6;
    private const int ShareOfHandles = 4;
    private const int MostAtAll = 200;

    private static readonly TimeSpan PauseAfterError = TimeSpan.FromSeconds(2);

    // A page says that a server is away rather than keep its reader waiting.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Place> _places = [];
    private volatile bool _isDisposed;

    /// <summary>As many as a quarter of the handles of this process are enough for.</summary>
    public static int Fitting => Math.Clamp(HandleLimit.Current / ShareOfHandles / HandlesPerStore, 1, MostAtAll);

    /// <summary>Stores that are open and not retired.</summary>
    public int Count => _places.Values.Count(place => place.Open is not null);

    /// <summary>Reads the store at a location.</summary>
    /// <param name="location">As <see cref="StudyStore.Open"/> takes it.</param>
    /// <param name="name">What to call it in an error.</param>
    /// <param name="read">Reads; the store stays open as long, and may be closed afterwards.</param>
    /// <exception cref="StudyException">It cannot be opened or read.</exception>
    public T Read<T>(string location, string name, Func<OpenStore, T> read)
    {
        var open = Enter(location, name);
        try
        {
            CloseLeastUsed();
            return read(open);
        }
        finally
        {
            open.Leave();
        }
    }

    /// <summary>Why the file at a location is no store; null where it is one. It is opened only when it has changed since it was opened last.</summary>
    public string? ProblemOf(string location, string name)
    {
        var place = PlaceOf(location);
        lock (place)
        {
            var identity = FileIdentity.Of(location);
            if (identity is not null && (place.Open?.Identity == identity || place.Readable == Stamp(identity, location)))
                return null;
        }

        try
        {
            return Read<string?>(location, name, _ => null);
        }
        catch (StudyException error)
        {
            return error.Message;
        }
    }

    /// <summary>Closes all that nobody reads; the others close when they have been read.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        foreach (var place in _places.Values)
        {
            lock (place)
                Retire(place);
        }
    }

    private static string Stamp(string? identity, string location) =>
        new FileInfo(location) is { Exists: true } file ? $"{identity} {file.Length} {file.LastWriteTimeUtc.Ticks}" : $"{identity} ";

    private static void Retire(Place place)
    {
        place.Open?.Retire();
        place.Open = null;
    }

    private static OpenStore OpenNow(Place place, string location, string name, string? identity)
    {
        var stamp = Stamp(identity, location);
        if (place.Error is { } error && place.Attempt == stamp && DateTimeOffset.UtcNow - place.Failed < PauseAfterError)
            throw new StudyException(error.Message, error) { IsFailure = error.IsFailure };
        try
        {
            // A search that begins makes a file of no length first, and must not be kept from its next step.
            if (new FileInfo(location) is { Exists: true, Length: 0 })
                throw new StudyException($"'{name}' is empty: a search that begins fills it within a moment, any other empty file is no store of studies");
            var store = StudyStore.Open(location, StudyAccess.ReadOnly);
            store.Patience = Patience;
            (place.Error, place.Readable) = (null, stamp);
            return new(store, identity);
        }
        catch (StudyException exception)
        {
            var named = new StudyException(exception.Message.Replace(location, name, StringComparison.Ordinal), exception) { IsFailure = exception.IsFailure };
            (place.Error, place.Attempt, place.Failed, place.Readable) = (named, stamp, DateTimeOffset.UtcNow, null);
            throw named;
        }
    }

    private OpenStore Enter(string location, string name)
    {
        var place = PlaceOf(location);
        lock (place)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            place.Used = DateTimeOffset.UtcNow;
            var identity = StudyStore.IsServer(location) ? "server" : FileIdentity.Of(location);
            if (place.Open is null || place.Open.Identity != identity)
            {
                Retire(place);
                place.Open = OpenNow(place, location, name, identity);
            }

            place.Open.Enter();
            return place.Open;
        }
    }

    private Place PlaceOf(string location) => _places.GetOrAdd(location, _ => new());

    private void CloseLeastUsed()
    {
        while (Count > mostOpen && _places.Values.Where(place => place.Open is not null).MinBy(place => place.Used) is { } place)
        {
            lock (place)
                Retire(place);
        }
    }

    private sealed class Place
    {
        public OpenStore? Open { get; set; }

        public string? Readable { get; set; }

        public StudyException? Error { get; set; }

        public string? Attempt { get; set; }

        public DateTimeOffset Failed { get; set; }

        public DateTimeOffset Used { get; set; }
    }
}
