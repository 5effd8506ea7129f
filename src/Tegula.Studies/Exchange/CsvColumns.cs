using Tegula.Indicators;

namespace Tegula.Studies.Exchange;

/// <summary>What the columns of a table of evaluations are made of.</summary>
internal sealed record CsvColumns
{
    /// <summary>Indicators that any of the evaluations has: those known here in the order of reports, then the others by name.</summary>
    public required IReadOnlyList<string> Indicators { get; init; }

    /// <summary>Settings that any of their contexts has, in the order in which a context states them.</summary>
    public required IReadOnlyList<string> Settings { get; init; }

    /// <summary>Contexts by number.</summary>
    public required IReadOnlyDictionary<long, StoredContext> Contexts { get; init; }

    /// <summary>Names of studies by number.</summary>
    public required IReadOnlyDictionary<long, string> Studies { get; init; }

    /// <summary>First step that an evaluation answered; empty without one study.</summary>
    public required IReadOnlyDictionary<long, int> Steps { get; init; }

    /// <summary>Number of the last evaluation that was looked at; what is stored later may need other columns.</summary>
    public required long Last { get; init; }

    /// <summary>Looks through the evaluations.</summary>
    public static CsvColumns Of(StudyStore store, string? study, CancellationToken token)
    {
        var one = study is null ? null : store.FindStudy(study) ?? throw new StudyException($"there is no study '{study}' in {store.Location}");
        var (indicators, used, last) = (new HashSet<string>(), new HashSet<long>(), long.MinValue);
        foreach (var evaluation in store.Evaluations(new() { Study = study }))
        {
            token.ThrowIfCancellationRequested();
            indicators.UnionWith(evaluation.Indicators.Keys);
            used.Add(evaluation.Context);
            last = evaluation.Id;
        }

        var contexts = store.Contexts().Where(context => used.Contains(context.Id)).ToDictionary(context => context.Id);
        var known = IndicatorRegistry.All.Select(indicator => indicator.Id).Where(indicators.Contains).ToList();
        return new()
        {
            Indicators = [.. known, .. indicators.Except(known).Order(StringComparer.Ordinal)],
            Settings = [.. contexts.Values.SelectMany(context => context.Context.Settings.Keys).Distinct()],
            Contexts = contexts,
            Studies = store.Studies().ToDictionary(other => other.Id, other => other.Name),
            Steps = (one is null ? [] : store.Steps(one.Id)).GroupBy(step => step.Evaluation)
                .ToDictionary(group => group.Key, group => group.Min(step => step.Number)),
            Last = last,
        };
    }
}
