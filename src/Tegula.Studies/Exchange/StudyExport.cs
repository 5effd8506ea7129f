using System.Security.Cryptography;
using System.Text;

namespace Tegula.Studies.Exchange;

/// <summary>Writes studies as JSON lines that another store can import without loss.</summary>
public static class StudyExport
{
    /// <summary>
    /// Writes a header, contexts, studies, evaluations in the order of storing, steps, recorded results, and a last line with the SHA-256 of all before.
    /// </summary>
    /// <param name="store">Where from; other processes may write to it meanwhile.</param>
    /// <param name="study">Name of the one study to write, with the evaluations that it used; null for the whole store.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="token">Ends it early.</param>
    /// <exception cref="StudyException">There is no such study, or the store cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ExchangeCounts WriteJsonLines(StudyStore store, string? study, TextWriter writer, CancellationToken token = default)
    {
        using var lines = new LineWriter(writer);
        lines.Write(ExchangeJson.Write(new ExchangeHeader(ExchangeHeader.Name, ExchangeHeader.CurrentVersion, Provenance.Version)));
        var counts = new ExchangeCounts();
        foreach (var item in Items(store, study))
        {
            token.ThrowIfCancellationRequested();
            lines.Write(ExchangeJson.Write(item));
            counts = counts.With(item);
        }

        writer.Write(ExchangeJson.Write(new EndItem(lines.Count, lines.Sha256())) + "\n");
        return counts;
    }

    private static IEnumerable<ExchangeItem> Items(StudyStore store, string? name)
    {
        // In this order whatever one refers to is there by then: it was written before.
        Study[] studies = name is null
            ? [.. store.Studies().Select(study => store.FindStudy(study.Name)).OfType<Study>()]
            : [store.FindStudy(name) ?? throw new StudyException($"there is no study '{name}' in {store.Location}")];
        var steps = studies.Select(study => (Study: study, Steps: store.Steps(study.Id))).ToList();
        var used = name is null ? null : store.Evaluations(new() { Study = name }).Select(evaluation => evaluation.Context).ToHashSet();
        var contexts = store.Contexts().Where(context => used?.Contains(context.Id) != false).ToDictionary(context => context.Id);
        foreach (var context in contexts.Values)
            yield return new ContextItem(context.Id, context.Context.Key, context.Context, context.Data);
        foreach (var (study, list) in steps)
            yield return new StudyItem(study with { Steps = list.Count });

        // What was measured in a way, or for a study, that was added meanwhile is for the next export.
        var known = studies.Select(study => (long?)study.Id).ToHashSet();
        foreach (var evaluation in store.Evaluations(new() { Study = name }).Where(evaluation => contexts.ContainsKey(evaluation.Context)))
            yield return new EvaluationItem(evaluation with { Study = known.Contains(evaluation.Study) ? evaluation.Study : null });
        foreach (var (study, list) in steps)
        {
            foreach (var step in list)
                yield return new StepItem(study.Id, step);
        }

        foreach (var result in name is null ? store.Results() : [])
        {
            if (store.FindResult(result.Key) is { } whole)
                yield return new ResultItem(whole);
        }
    }

    private sealed class LineWriter(TextWriter writer) : IDisposable
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public long Count { get; private set; }

        public void Write(string line)
        {
            _hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
            writer.Write(line);
            writer.Write('\n');
            Count++;
        }

        public string Sha256() => Convert.ToHexStringLower(_hash.GetCurrentHash());

        public void Dispose() => _hash.Dispose();
    }
}
