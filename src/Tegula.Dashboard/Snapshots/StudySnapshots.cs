using System.Collections.Concurrent;
using Tegula.Analysis;
using Tegula.Dashboard.Stores;
using Tegula.Studies;

namespace Tegula.Dashboard.Snapshots;

/// <summary>
/// Studies in memory, for all requests together: each is read once, and then only what was added to it since. Those that nobody asked for the longest are
/// dropped where all together have too many steps.
/// </summary>
/// <param name="shelf">The stores.</param>
/// <param name="mostSteps">Steps that all studies in memory may have together, the one asked for last aside: some 1,200 bytes each with six indicators.</param>
public sealed class StudySnapshots(StudyShelf shelf, int mostSteps = StudySnapshots.UsualMostSteps)
{
    /// <summary>Steps in memory where nothing else is asked for.</summary>
    public const int UsualMostSteps = 300_000;

    private readonly ConcurrentDictionary<(string Location, long Study), Place> _places = [];
    private long _clock;

    /// <summary>Studies in memory.</summary>
    public int Count => _places.Count;

    /// <summary>A study as it is now; the same object as before where nothing was written to it.</summary>
    /// <param name="store">Where it lies.</param>
    /// <param name="study"><see cref="Study.Id"/>.</param>
    /// <returns>Null when the store has no such study.</returns>
    /// <exception cref="StudyException">The store is gone or cannot be read.</exception>
    public StudySnapshot? Get(ShelvedStore store, long study)
    {
        ArgumentNullException.ThrowIfNull(store);
        var key = (store.Location, study);
        var place = _places.GetOrAdd(key, _ => new());
        StudySnapshot? snapshot = null;
        try
        {
            lock (place)
            {
                place.Used = Interlocked.Increment(ref _clock);
                snapshot = shelf.Read(store, (opened, file) => Refresh(place, opened, file, store, study));
            }
        }
        finally
        {
            if (snapshot is null)
                _places.TryRemove(new(key, place));
        }

        DropOldest(place);
        return snapshot;
    }

    private static StudySnapshot? Refresh(Place place, StudyStore opened, string? file, ShelvedStore store, long id)
    {
        if (opened.FindStudy(id) is not { } study)
            return null;

        // A study that was deleted and made again was made at another moment.
        var isKnown = place.Known?.Steps.Count <= study.Steps && place.File == file && IsSame(place.Read!, study);
        var known = isKnown ? place.Known : null;
        if (known is not null && place.Read == study && known.Store == store)
            return known;
        var added = opened.ScoredSteps(id, known?.Steps.Count ?? 0);
        (place.File, place.Read) = (file, study);
        return place.Known = new(
            store,
            study,
            GrowingList.With(known?.AllSteps ?? [], added),
            GrowingList.With(known?.CourseSteps ?? [], [.. added.Select(CourseStepOf)]),
            added.Count == 0 ? known?.Course : null);
    }

    private static bool IsSame(Study one, Study other) =>
        one.Name == other.Name && one.Created == other.Created && one.Machine == other.Machine && one.Definition == other.Definition;

    private static CourseStep CourseStepOf(ScoredStep scored)
    {
        var (step, evaluation) = scored;
        return new(
            evaluation.Computation,
            new(step.Architecture, evaluation.Indicators, step.IsCached ? 0 : evaluation.Seconds),
            step.IsCached,
            step.Spread,
            step.TurnedAway,
            evaluation.Id);
    }

    private void DropOldest(Place used)
    {
        var total = _places.Values.Sum(place => (long)place.Steps);
        foreach (var (key, place) in _places.Where(pair => pair.Value != used).OrderBy(pair => Interlocked.Read(ref pair.Value.Used)).ToList())
        {
            if (total <= mostSteps)
                return;
            total -= place.Steps;
            _places.TryRemove(key, out _);
        }
    }

    private sealed class Place
    {
        public long Used;

        public string? File { get; set; }

        public Study? Read { get; set; }

        public StudySnapshot? Known { get; set; }

        public int Steps => Known?.Steps.Count ?? 0;
    }
}
