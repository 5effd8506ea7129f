using System.Collections.Immutable;
using System.Globalization;
using Tegula.Architectures;
using Tegula.Dashboard.Figures;
using Tegula.Drawing;
using Tegula.Indicators;
using Tegula.Spaces;

namespace Tegula.Dashboard.Pages.Compare;

/// <summary>Drawings and tables of a comparison.</summary>
internal static class ComparisonFigures
{
    /// <summary>The best so far of each study under the common ranking, over evaluations and over seconds.</summary>
    public static Figure BestSoFar(IReadOnlyList<ComparedStudy> studies, CommonRanking ranking)
    {
        var svg = ranking.Curves.All(curve => curve.Count == 0) ? null : CurvePanelsSvg.Write(
            Panels(studies, ranking.Curves, "cost", point => point.Cost),
            "Best so far",
            $"{ranking.Objective.Name}, of {Count(ranking.Count)} evaluations of all studies");
        return new(
            "Best so far",
            "What each study had found by then, judged by one ranking of everything that any of them evaluated; lower is better. "
                + (ranking.Objective.Aggregation == Aggregation.LogRank
                    ? "0 would be the best in every indicator."
                    : "-1 would be the best in every indicator."),
            svg,
            new(
                ["study", "evaluation", "seconds", "cost", "architecture"],
                [
                    .. studies.Zip(ranking.Curves).SelectMany(pair => pair.Second.Select(point => (IReadOnlyList<object?>)
                        [pair.First.Label, point.Evaluations, point.Seconds, point.Cost, point.Architecture])),
                ]));
    }

    /// <summary>Two planes with a staircase for each study.</summary>
    public static IReadOnlyList<CurvePanel> Panels(
        IReadOnlyList<ComparedStudy> studies, IReadOnlyList<IReadOnlyList<CommonPoint>> curves, string vertical, Func<CommonPoint, double?> value)
    {
        return
        [
            new("over evaluations", "evaluations", vertical, [.. Drawn(point => point.Evaluations, study => study.Course.FirstSteps.Count)]),
            new("over time", "seconds of measuring", vertical, [.. Drawn(point => point.Seconds, study => study.Seconds)]),
        ];

        IEnumerable<BandCurve> Drawn(Func<CommonPoint, double> across, Func<ComparedStudy, double> end) => studies.Zip(
            curves, (study, curve) => new BandCurve(study.Label, Staircase([.. curve.Select(point => (across(point), value(point)))], end(study))));
    }

    /// <summary>What was measured on the answers.</summary>
    public static Figure Answers(IReadOnlyList<ComparedStudy> studies)
    {
        string[] measured = [.. studies.SelectMany(study => study.AnswerScore?.Indicators.Keys ?? []).Distinct()];
        return new(
            "Answers",
            "What was measured on each answer, with the standard deviation over the random initialisations; of a study that has none yet, on its best so far.",
            null,
            new(
                ["", .. studies.Select(study => study.Label)],
                [
                    ["architecture", .. studies.Select(study => study.Answer)],
                    ["is the answer", .. studies.Select(study => (object?)(study.Picked.Study.Answer is not null))],
                    .. measured.SelectMany(id => (IReadOnlyList<object?>[])
                    [
                        [NameOf(id), .. studies.Select(study => (object?)study.AnswerScore?.Indicators.GetValueOrDefault(id)?.Value)],
                        [$"{NameOf(id)}, deviation", .. studies.Select(study => (object?)study.AnswerScore?.Indicators.GetValueOrDefault(id)?.Sd)],
                    ]),
                ]));
    }

    /// <summary>What two studies evaluated both.</summary>
    public static Figure Overlap(IReadOnlyList<ComparedStudy> studies)
    {
        HashSet<string>[] sets = [.. studies.Select(study => study.Course.FirstSteps.Select(step => study.Course.Steps[step].Computation).ToHashSet())];
        return new(
            "Overlap",
            "Evaluations that two studies have in common; architectures that compute the same count once.",
            null,
            new(
                ["one", "other", "in common", "share of one", "share of the other"],
                [
                    .. from one in Enumerable.Range(0, studies.Count)
                       from other in Enumerable.Range(one + 1, studies.Count - one - 1)
                       let common = sets[one].Count(sets[other].Contains)
                       select (IReadOnlyList<object?>)
                       [
                           studies[one].Label, studies[other].Label, common, Share(common, sets[one].Count), Share(common, sets[other].Count),
                       ],
                ]));
    }

    /// <summary>The answers drawn beside each other; null where there is none.</summary>
    public static Figure? Cells(IReadOnlyList<ComparedStudy> studies)
    {
        CaptionedGraph[] graphs = [.. studies.SelectMany(Graphs)];
        return graphs.Length == 0
            ? null
            : new("Cells of the answers", "Equal operations have equal colours and lines.", GraphSheet.Write(graphs, "Cells of the answers"), null);
    }

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string NameOf(string indicator) => IndicatorRegistry.All.FirstOrDefault(info => info.Id == indicator)?.Name ?? indicator;

    private static double? Share(int part, int whole) => whole == 0 ? null : (double)part / whole;

    private static ImmutableArray<BandPoint> Staircase((double X, double? Y)[] points, double end)
    {
        var stairs = new List<BandPoint>();
        foreach (var (x, y) in points)
        {
            if (stairs.Count > 0)
                stairs.Add(stairs[^1] with { X = x });
            stairs.Add(new(x, y ?? double.NaN, 0));
        }

        if (stairs.Count > 0)
            stairs.Add(stairs[^1] with { X = Math.Max(end, stairs[^1].X) });
        return [.. stairs];
    }

    private static IEnumerable<CaptionedGraph> Graphs(ComparedStudy study)
    {
        if (study.Answer is not { } text || Parse(study.Picked.Study.Definition.Space, text) is not { } architecture)
            return [];
        return architecture is DartsGenotype genotype
            ? [new(genotype.Normal.ToGraph(), $"{study.Label}, normal cell"), new(genotype.Reduce.ToGraph(), $"{study.Label}, reduction cell")]
            : [new(architecture.ToGraph(), study.Label, text)];
    }

    private static IArchitecture? Parse(string space, string text)
    {
        try
        {
            return SpaceRegistry.Get(space).Parse(text);
        }
        catch (Exception exception) when (exception is ArchitectureFormatException or ArgumentException)
        {
            return null;
        }
    }
}
