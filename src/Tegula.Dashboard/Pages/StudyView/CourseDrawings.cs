using System.Collections.Immutable;
using Tegula.Analysis;
using Tegula.Dashboard.Figures;
using Tegula.Dashboard.Snapshots;
using Tegula.Drawing;

namespace Tegula.Dashboard.Pages.StudyView;

/// <summary>The charts of a study as drawings, for browsers without scripts.</summary>
internal static class CourseDrawings
{
    // A drawing is some 700 pixels wide.
    private const int MostPoints = 400;

    /// <summary>Cost and indicators of the best so far, spread, and what was turned away; those of them that there are.</summary>
    public static IReadOnlyList<Figure> Of(StudySnapshot snapshot)
    {
        var course = snapshot.Course;
        var figures = new List<Figure?>
        {
            Draw("Cost of the best so far", "Made of ranks among everything measured so far; lower is better.", "cost", Stairs(course.Best, course)),
        };
        foreach (var column in course.Columns)
        {
            string name = StudySnapshot.NameOf(column.Indicator);
            string end = column.Direction == Indicators.Direction.LowerIsBetter ? "Lower" : "Higher";
            var measured = course.Best.Where(point => column.Values[point.Step] is not null);
            var best = course.Best.Count > 0
                ? [.. measured.Select(point => point with { Value = column.Values[point.Step]!.Value })]
                : column.Best;
            figures.Add(Draw(name, $"{end} is better. The curve is that of the best architecture so far.", name, Stairs(best, course)));
        }

        figures.Add(Draw(snapshot.SpreadName, "Falls as the search settles on fewer kinds of architectures.", snapshot.SpreadName, Points(course.Spread)));
        if (course.TurnedAway.Count > 0 && course.TurnedAway[^1].Value > 0)
        {
            figures.Add(Draw(
                "Turned away by filter and budget", "Architectures left unmeasured, all together.", "architectures", Stairs(course.TurnedAway, course)));
        }

        return [.. figures.OfType<Figure>()];
    }

    private static Figure? Draw(string title, string text, string axis, ImmutableArray<BandPoint> points) =>
        points.All(point => !double.IsFinite(point.Mean))
            ? null
            : new(
                title, text, DrawingTheme.Inline(CurvePanelsSvg.Write([new CurvePanel("", "step", axis, [new BandCurve(title, points)])], title, text)), null);

    private static ImmutableArray<BandPoint> Points(IReadOnlyList<CourseValue> values)
    {
        int every = 1 + (values.Count / MostPoints);
        var drawn = values.Where((_, index) => index % every == 0 || index == values.Count - 1);
        return [.. drawn.Select(point => new BandPoint(StepText.Number(point.Step), point.Value))];
    }

    // What holds, holds until the next change.
    private static ImmutableArray<BandPoint> Stairs(IReadOnlyList<CourseValue> values, SearchCourse course)
    {
        var points = ImmutableArray.CreateBuilder<BandPoint>();
        int every = 1 + (values.Count / MostPoints);
        foreach (var (index, value) in values.Index().Where(pair => pair.Index % every == 0 || pair.Index == values.Count - 1))
        {
            int step = StepText.Number(value.Step);
            if (points.Count > 0)
                points.Add(new(step, points[^1].Mean));
            points.Add(new(step, value.Value));
        }

        if (points.Count > 0 && points[^1].X < course.Steps.Count)
            points.Add(new(course.Steps.Count, points[^1].Mean));
        return points.ToImmutable();
    }
}
