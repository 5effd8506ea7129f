using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Search;

namespace Tegula.Studies.Queue;

/// <summary>Keeps the scorers used last open: they hold the data and the batches that every architecture is measured on.</summary>
internal sealed class ScorerShelf : IDisposable
{
    private const int MostIdle = 4;

    private readonly Lock _lock = new();
    private readonly List<Entry> _entries = [];

    /// <summary>A scorer for a way of measuring, opened where there is none.</summary>
    /// <param name="context">Space, data and settings.</param>
    /// <param name="indicators">Ids of what to measure.</param>
    /// <exception cref="TaskRefusedException">This process cannot measure in that way.</exception>
    public Loan Borrow(StoredContext context, IReadOnlyList<string> indicators)
    {
        string key = $"{context.Id} {string.Join(',', indicators)}";
        lock (_lock)
        {
            Entry? entry = _entries.Find(candidate => candidate.Key == key);
            if (entry is null)
                entry = Open(key, context, indicators);
            else
                _entries.Remove(entry);
            _entries.Add(entry);
            entry.Borrowers++;
            Trim();
            return new(this, entry);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Entry entry in _entries)
            entry.Scorer.Dispose();
        _entries.Clear();
    }

    private Entry Open(string key, StoredContext stored, IReadOnlyList<string> indicators)
    {
        ScoringContext context = stored.Context;
        if (context.Revision != ScoringContext.CurrentRevision)
        {
            throw new TaskRefusedException(
                $"the study's scores are of revision {context.Revision}, version {Provenance.Version} makes revision {ScoringContext.CurrentRevision}; " +
                "run the worker of the version that the study was begun with");
        }

        try
        {
            ImageDataset data = _entries.Find(entry => entry.Data.ContentHash == context.DataSha256)?.Data ?? OpenData(stored);
            IndicatorOptions options = context.Options(indicators);
            if (ScoringContext.Of(context.Space, data, options).Key != context.Key)
            {
                throw new TaskRefusedException(
                    $"version {Provenance.Version} does not measure in the way {stored.Id} of the study; run the version that the study was begun with");
            }

            return new(key, data, SpaceScorer.Of(context.Space, data, options));
        }
        catch (Exception exception) when (exception is DatasetException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new TaskRefusedException(exception.Message, exception);
        }
    }

    private static ImageDataset OpenData(StoredContext stored)
    {
        ImageDataset data = DatasetSpec.Open(stored.Data);
        if (data.ContentHash != stored.Context.DataSha256)
        {
            throw new TaskRefusedException(
                $"data '{stored.Data}' is not the study's: its SHA-256 is {data.ContentHash}, that of the study {stored.Context.DataSha256}; " +
                "put the same files there");
        }

        return data;
    }

    private void Trim()
    {
        while (_entries.Count > MostIdle && _entries.Find(entry => entry.Borrowers == 0) is { } idle)
        {
            _entries.Remove(idle);
            idle.Scorer.Dispose();
        }
    }

    private void Return(Entry entry)
    {
        lock (_lock)
        {
            entry.Borrowers--;
            Trim();
        }
    }

    /// <summary>A scorer that stays open until this is disposed.</summary>
    internal readonly struct Loan(ScorerShelf shelf, Entry entry) : IDisposable
    {
        /// <summary>The scorer.</summary>
        public SpaceScorer Scorer => entry.Scorer;

        /// <inheritdoc/>
        public void Dispose() => shelf.Return(entry);
    }

    /// <summary>An open scorer, and how many use it.</summary>
    internal sealed class Entry(string key, ImageDataset data, SpaceScorer scorer)
    {
        public string Key => key;

        public ImageDataset Data => data;

        public SpaceScorer Scorer => scorer;

        public int Borrowers { get; set; }
    }
}
