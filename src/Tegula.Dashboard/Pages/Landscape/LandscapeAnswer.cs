using System.Globalization;
using Tegula.Analysis;
using Tegula.Architectures;
using Tegula.Dashboard.Figures;
using Tegula.Dashboard.Stores;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Spaces;
using Tegula.Studies;

namespace Tegula.Dashboard.Pages.Landscape;

/// <summary>The landscapes of one study.</summary>
/// <param name="Figures">The landscapes with the ways over them.</param>
/// <param name="Notes">What a reader has to know of them, in sentences.</param>
/// <param name="Problem">Why there is none, in one line; null where there is.</param>
public sealed record LandscapeAnswer(IReadOnlyList<Figure> Figures, IReadOnlyList<string> Notes, string? Problem)
{
    /// <summary>Steps of the study that they are of.</summary>
    public int Steps { get; init; }

    // More are more than anybody looks at, and each costs a part of a second.
    private const int MostIndicators = 6;

    /// <summary>Draws the landscapes of a study.</summary>
    /// <param name="store">Where it lies.</param>
    /// <param name="study">The study.</param>
    /// <param name="course">What it did.</param>
    /// <param name="token">Ends it early.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static LandscapeAnswer Of(StudyStore store, Study study, SearchCourse course, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(course);
        try
        {
            return study.Definition.Command == StudyTrajectory.Command ? Family(StudyTrajectory.Of(store, study, token)) : Way(study, course);
        }
        catch (Exception exception) when (exception is AnalysisException or StudyException or ArgumentException or ArchitectureFormatException)
        {
            return new([], [], exception.Message);
        }
    }

    private static LandscapeAnswer Family(SearchTrajectory trajectory) => new(
        [
            new(
                "Two children of one parent",
                "A search is saved early and late; from each state two children go on with random numbers of their own. Bright is better. The star is what the parent would have "
                    + "answered, a cross where a child ends, the dashed line the straight way between the ends: where it crosses a dark valley, the children found different hills.",
                TrajectorySvg.Write(trajectory),
                new(
                    ["stage", "child", "step", "architecture", "x", "y", .. trajectory.Surfaces.Select(surface => surface.Indicator)],
                    [
                        .. from stage in trajectory.Stages
                           from child in stage.Children.Index()
                           from point in child.Item.Path
                           let placed = trajectory.Architectures[point.Architecture]
                           select (IReadOnlyList<object?>)
                           [
                               stage.Id, child.Index + 1, point.Step, placed.Score.Architecture, placed.X, placed.Y,
                               .. trajectory.Surfaces.Select(surface => (object?)placed.Score.Indicators[surface.Indicator].Value),
                           ],
                    ])),
            new(
                "Between the ends",
                "How much worse each surface gets on the straight way between the two ends than their own values make one expect, as a share of its whole range.",
                null,
                new(
                    ["stage", "after step", "choices that differ", "policy entropy", .. trajectory.Surfaces.Select(surface => $"barrier of {surface.Indicator}")],
                    [
                        .. trajectory.Stages.Select(stage => (IReadOnlyList<object?>)
                            [stage.Id, stage.Step, stage.EndDistance, stage.Entropy, .. stage.Barriers.Select(barrier => (object?)barrier.Share)]),
                    ])),
        ],
        [],
        null);

    private static LandscapeAnswer Way(Study study, SearchCourse course)
    {
        var notes = new List<string>();
        if (course.Objective is null)
        {
            string[] measured = [.. course.Columns.Select(column => column.Indicator).Where(id => IndicatorRegistry.All.Any(indicator => indicator.Id == id))];
            if (measured.Length == 0)
                return new([], [], "nothing was measured yet, so there is no landscape");
            notes.Add($"This study is no search; the best so far is that by the sum of ranks of {string.Join(", ", measured)}, in the order of scoring.");
            course = new(course.Steps, RankObjective.SumOf(measured).Combination);
        }

        var space = SpaceRegistry.Get(study.Definition.Space);
        int[] steps = [.. course.FirstSteps.Where(step => IsOf(space, course.Steps[step].Architecture))];
        if (steps.Length < course.FirstSteps.Count)
            notes.Add($"{course.FirstSteps.Count - steps.Length:N0} evaluations are of supernets, which have no place in the plane.");
        var places = steps.Index().ToDictionary(item => item.Item, item => item.Index);
        int[] best = [.. course.Best.Where(point => places.ContainsKey(point.Step)).Select(point => places[point.Step])];
        if (best.Length == 0)
            return new([], notes, "nothing was measured yet, so there is no landscape");
        var taken = SearchLandscape.Thinned(steps.Length, best);
        if (taken.Count < steps.Length)
            notes.Add($"Drawn of {taken.Count:N0} of {steps.Length:N0} evaluated architectures, taken evenly over the search, with every best so far among them.");
        var where = taken.Index().ToDictionary(item => item.Item, item => item.Index);
        var landscape = SearchLandscape.Of(
            space.Id,
            [.. taken.Select(place => course.Steps[steps[place]].Score)],
            [.. best.Select(place => where[place])],
            [.. course.Columns.Where(column => column.Measured > 0).Take(MostIndicators).Select(column => new CombinationTerm(column.Indicator, column.Direction))]);
        return new([Draw(study, landscape, [.. best.Select(place => steps[place] + 1)])], notes, null);
    }

    private static Figure Draw(Study study, SearchLandscape landscape, int[] steps) => new(
        "The way of the search",
        "Each dot is an evaluated architecture, placed so that architectures of similar choices lie near each other; each surface is the mean of an indicator around a place, bright "
            + "where it is better. The way leads from the first best architecture (star) over each better one to the best (cross).",
        landscape.Draw(string.Create(CultureInfo.InvariantCulture, $"{study.Definition.Method ?? study.Definition.Command} on {landscape.Space}: the way of the best so far")),
        new(
            ["step", "architecture", "x", "y", .. landscape.Surfaces.Select(surface => surface.Indicator)],
            [
                .. landscape.Path.Select((place, index) => (IReadOnlyList<object?>)
                [
                    steps[index], landscape.Architectures[place].Score.Architecture, landscape.Architectures[place].X, landscape.Architectures[place].Y,
                    .. landscape.Surfaces.Select(surface => (object?)landscape.Architectures[place].Score.Indicators.GetValueOrDefault(surface.Indicator)?.Value),
                ]),
            ]));

    private static bool IsOf(SpaceInfo space, string architecture)
    {
        try
        {
            space.Parse(architecture);
            return true;
        }
        catch (ArchitectureFormatException)
        {
            return false;
        }
    }
}
