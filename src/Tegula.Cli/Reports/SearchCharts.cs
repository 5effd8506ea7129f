using System.Collections.Immutable;
using System.Globalization;
using Tegula.Analysis;
using Tegula.Architectures;
using Tegula.Dashboard.Figures;
using Tegula.Drawing;
using Tegula.Search;

namespace Tegula.Cli.Reports;

/// <summary>A search over its steps.</summary>
internal static class SearchCharts
{
    // More points than these cover each other.
    private const int MostDrawn = 2_000;
    private const double LeastForLogarithm = 1_000;

    /// <summary>The charts with their numbers.</summary>
    public static IEnumerable<Figure> Of(SearchCourse course, SearchResult<IArchitecture> result, SearchRequest request)
    {
        if (course.Best.Count > 0)
            yield return Best(course);
        yield return Indicators(course);
        if (course.Spread.Count > 0)
            yield return Spread(course, SearchMethods.Get(request.Method).Spread ?? "spread");
        if (result.Filtered + result.OverBudget > 0)
            yield return TurnedAway(course);
    }

    /// <summary>Whether an indicator's values span so much that only their logarithms can be drawn.</summary>
    public static bool IsLogarithmic(CourseColumn column)
    {
        double[] values = [.. column.Values.OfType<double>().Where(double.IsFinite)];
        return values.Length > 0 && values.Min() > 0 && values.Max() > LeastForLogarithm * values.Min();
    }

    /// <summary>A value as it is drawn; NaN for none.</summary>
    public static double Scaled(double? value, bool isLogarithmic) => value is not { } number ? double.NaN : isLogarithmic ? Math.Log10(number) : number;

    /// <summary>Name of an axis.</summary>
    public static string AxisName(string indicator, bool isLogarithmic) => isLogarithmic ? $"log10 of {indicator}" : indicator;

    private static Figure Best(SearchCourse course)
    {
        // A step's cost holds it against everything, so each better one is a step down.
        (double, double)[] corners = [.. course.Best.Select(point => ((double)point.Step + 1, point.Value))];
        List<BandPoint> points = [];
        foreach (var (x, y) in corners)
        {
            if (points.Count > 0)
                points.Add(new(x, points[^1].Mean));
            points.Add(new(x, y));
        }

        points.Add(new(course.Steps.Count, points[^1].Mean));
        const string title = "Best so far";
        return new(
            title,
            "The cost of the best architecture met so far, from ranks over everything that was scored by the end; lower is better.",
            Curve(title, "cost", points),
            new(
                ["step", "architecture", "cost", .. course.Columns.Select(column => column.Indicator)],
                [
                    .. course.Best.Select(point => (IReadOnlyList<object?>)
                        [point.Step + 1, course.Steps[point.Step].Architecture, point.Value,
                         .. course.Columns.Select(column => (object?)column.Values[point.Step])]),
                ]));
    }

    private static Figure Indicators(SearchCourse course)
    {
        var drawn = course.Thin(MostDrawn);
        ScatterPanel[] panels = [.. course.Columns.Select(column => Panel(course, column, drawn)).OfType<ScatterPanel>()];
        const string title = "Each indicator over the steps";
        var thinned = drawn.Count < course.Steps.Count
            ? string.Create(CultureInfo.InvariantCulture, $" The drawing shows {drawn.Count:N0} of {course.Steps.Count:N0} steps, the table all.")
            : "";
        return new(
            title,
            $"Each point is an architecture that the search asked for; known: it had asked for the same computation before.{thinned}",
            panels.Length == 0 ? null : ScatterPanelsSvg.Write(panels, title, string.Create(CultureInfo.InvariantCulture, $"{course.Steps.Count:N0} steps")),
            new(
                ["step", "architecture", "known", .. course.Columns.Select(column => column.Indicator), "cost", "rank"],
                [
                    .. course.Steps.Select((step, index) => (IReadOnlyList<object?>)
                        [index + 1, step.Architecture, step.IsCached, .. course.Columns.Select(column => (object?)column.Values[index]),
                         course.Cost(index), course.Rank(index)]),
                ]));
    }

    private static ScatterPanel? Panel(SearchCourse course, CourseColumn column, IReadOnlyList<int> drawn)
    {
        var isLogarithmic = IsLogarithmic(column);
        ImmutableArray<(double X, double Y)> Points(bool isCached) =>
            [.. drawn.Where(step => course.Steps[step].IsCached == isCached).Select(step => (step + 1.0, Scaled(column.Values[step], isLogarithmic)))];
        var (scored, known) = (Points(isCached: false), Points(isCached: true));
        return scored.Concat(known).Any(point => double.IsFinite(point.Y))
            ? new(column.Indicator, "step", AxisName(column.Indicator, isLogarithmic),
                known.IsEmpty ? [new("scored", scored)] : [new("scored", scored), new("known", known)])
            : null;
    }

    private static Figure Spread(SearchCourse course, string name) => new(
        $"{char.ToUpperInvariant(name[0])}{name[1..]} over the steps",
        "How undecided the search still is; a method that learns lets it fall.",
        Curve(name, name, [.. course.Spread.Select(point => new BandPoint(point.Step + 1, point.Value))]),
        new(["step", name], [.. course.Spread.Select(point => (IReadOnlyList<object?>)[point.Step + 1, point.Value])]));

    private static Figure TurnedAway(SearchCourse course)
    {
        (int Step, double TurnedAway, double Share)[] shares =
            [.. course.TurnedAway.Select(point => (point.Step + 1, point.Value, point.Value / (point.Value + point.Step + 1)))];
        const string title = "Share turned away";
        return new(
            "Share that the filter turned away",
            "Architectures that the depth-width filter or the budget turned away before they were scored, as a share of all proposed so far.",
            Curve(title, "share", [.. shares.Select(point => new BandPoint(point.Step, point.Share))]),
            new(["step", "turned away", "share"], [.. shares.Select(point => (IReadOnlyList<object?>)[point.Step, (long)point.TurnedAway, point.Share])]));
    }

    private static string Curve(string title, string axis, IReadOnlyList<BandPoint> points) =>
        CurvePanelsSvg.Write([new CurvePanel(title, "step", axis, [new BandCurve(axis, [.. points])])], title, "over the steps of the search");
}
