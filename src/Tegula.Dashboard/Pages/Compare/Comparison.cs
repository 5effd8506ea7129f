using Tegula.Analysis;
using Tegula.Benchmarks;
using Tegula.Dashboard.Figures;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Spaces;

namespace Tegula.Dashboard.Pages.Compare;

/// <summary>Studies side by side.</summary>
/// <param name="Studies">The studies.</param>
/// <param name="Asked">What they were asked.</param>
/// <param name="Warnings">Why some of what was measured cannot be compared, and what to keep in mind, in sentences.</param>
/// <param name="Ranking">Everything in one ranking; null where it cannot be compared.</param>
/// <param name="Figures">Drawings and tables, in order.</param>
public sealed record Comparison(
    IReadOnlyList<ComparedStudy> Studies, IReadOnlyList<AskedRow> Asked, IReadOnlyList<string> Warnings, CommonRanking? Ranking, IReadOnlyList<Figure> Figures)
{
    /// <summary>Most studies at a time: more curves than these cannot be told apart.</summary>
    public const int MostStudies = 6;

    private const string Seed = "seed";

    /// <summary>Compares studies.</summary>
    /// <param name="studies">At least one.</param>
    /// <param name="table">Trained architectures, and what the table is called; null for none.</param>
    /// <param name="token">Ends it early.</param>
    /// <exception cref="BenchmarkFormatException">The table cannot be used.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Comparison Of(
        IReadOnlyList<ComparedStudy> studies, (string Name, Func<SpaceInfo, AccuracyTable> Load)? table, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(studies);
        token.ThrowIfCancellationRequested();
        var warnings = new List<string>();
        string[] spaces = [.. studies.Select(study => study.Picked.Study.Definition.Space).Distinct()];
        if (spaces.Length > 1)
            warnings.Add($"The studies search different spaces ({string.Join(", ", spaces)}): what they found is shown side by side, but no ranking holds for all of them.");
        var isComparable = spaces.Length == 1 && AreWaysComparable(studies, warnings);
        var ranking = isComparable ? Rank(studies, warnings) : null;
        List<Figure> figures = [];
        token.ThrowIfCancellationRequested();
        if (ranking is not null)
            figures.Add(ComparisonFigures.BestSoFar(studies, ranking));
        figures.Add(ComparisonFigures.Answers(studies));
        token.ThrowIfCancellationRequested();
        if (studies.Count > 1 && spaces.Length == 1)
            figures.Add(ComparisonFigures.Overlap(studies));
        if (ComparisonFigures.Cells(studies) is { } cells)
            figures.Add(cells);
        token.ThrowIfCancellationRequested();
        if (table is { } known)
        {
            if (spaces.Length > 1)
                warnings.Add($"{known.Name} is a table of one space, so it is left aside.");
            else
                figures.AddRange(AccuracyFigures.Of(studies, ranking, known.Load(SpaceRegistry.Get(spaces[0])), known.Name));
        }

        return new(studies, AskedRow.Of([.. studies.Select(study => study.Picked.Study.Definition)]), warnings, ranking, figures);
    }

    private static bool AreWaysComparable(IReadOnlyList<ComparedStudy> studies, List<string> warnings)
    {
        ScoringContext[] ways = [.. studies.Select(study => study.Way?.Context).OfType<ScoringContext>()];
        if (ways.Length == 0)
            return false;
        string[] differences =
        [
            .. ways.SelectMany(way => way.Settings.Keys).Distinct().Where(name => ways.Select(way => way.Settings.GetValueOrDefault(name)).Distinct().Count() > 1),
            .. ways.Select(way => way.DataSha256).Distinct().Count() > 1 ? ["data"] : Array.Empty<string>(),
            .. ways.Select(way => way.Revision).Distinct().Count() > 1 ? ["revision"] : Array.Empty<string>(),
        ];
        if (differences.Contains(Seed))
            warnings.Add("The studies measured with different seeds: the same cell has slightly different values in each, and the common ranking takes them as they are.");
        string[] grave = [.. differences.Where(name => name != Seed)];
        if (grave.Length > 0)
            warnings.Add($"The studies measured in different ways (different {string.Join(", ", grave)}): their values must not be held against each other, so there is no common ranking.");
        return grave.Length == 0;
    }

    private static CommonRanking? Rank(IReadOnlyList<ComparedStudy> studies, List<string> warnings)
    {
        IndicatorCombination?[] objectives = [.. studies.Select(study => study.Course.Objective)];
        if (objectives[0] is { } same && objectives.All(objective => objective?.Id == same.Id))
            return CommonRanking.Of(studies, same);
        string[] shared =
        [
            .. studies.Where(study => study.Course.Steps.Count > 0)
                .Select(study => study.Course.Columns.Where(column => column.Measured > 0).Select(column => column.Indicator))
                .Aggregate((one, other) => one.Intersect(other))
                .Where(id => IndicatorRegistry.All.Any(indicator => indicator.Id == id)),
        ];
        if (shared.Length == 0)
        {
            warnings.Add("The studies have no indicator in common, so there is no common ranking.");
            return null;
        }

        warnings.Add($"The studies went for different things: the common ranking is by the sum of ranks of what all of them measured ({string.Join(", ", shared)}).");
        return CommonRanking.Of(studies, RankObjective.SumOf(shared).Combination);
    }
}
