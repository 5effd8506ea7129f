using Tegula.Analysis;
using Tegula.Architectures;
using Tegula.Dashboard.Snapshots;
using Tegula.Drawing;
using Tegula.Spaces;

namespace Tegula.Dashboard.Pages.StudyView;

/// <summary>What the page of one study shows.</summary>
/// <param name="snapshot">The study as it is now.</param>
public sealed class StudyPageModel(StudySnapshot snapshot)
{
    /// <summary>Architectures among the best.</summary>
    public const int MostBest = 10;

    /// <summary>Members of the Pareto front that are listed.</summary>
    public const int MostFront = 100;

    /// <summary>The study as it is now.</summary>
    public StudySnapshot Snapshot => snapshot;

    /// <summary>Address of the study's page.</summary>
    public string Address => $"/studies/{Key}";

    /// <summary>The text that stands for it in addresses: <c>STORE/ID</c>.</summary>
    public string Key => $"{snapshot.Store.Slug}/{snapshot.Study.Id}";

    /// <summary>The best so far; null while there is none.</summary>
    public BestArchitecture? Present => Course.Best is [.., var last] ? Describe(last.Step) : null;

    /// <summary>The indicator that the best are sorted by; null where the objective does.</summary>
    public string? SortedBy => Course.Objective is null && Course.Columns is [var column, ..] ? StudySnapshot.NameOf(column.Indicator) : null;

    private SearchCourse Course => snapshot.Course;

    /// <summary>The page of a study.</summary>
    public static StudyPageModel Of(StudySnapshot snapshot) => new(snapshot);

    /// <summary>The best by cost; without an objective, by the first indicator.</summary>
    public IReadOnlyList<BestArchitecture> Best()
    {
        var column = Course.Objective is null && Course.Columns is [var first, ..] ? first : null;
        int? PlaceOf(int step) => column is null ? Course.Rank(step) : column.Rank(step);
        return [.. Course.FirstSteps.Where(step => PlaceOf(step) is not null).OrderBy(step => PlaceOf(step)).Take(MostBest).Select(Describe)];
    }

    /// <summary>The first members of the Pareto front, by their place.</summary>
    public IReadOnlyList<BestArchitecture> Front() => [.. Course.Front.OrderBy(Course.Rank).Take(MostFront).Select(Describe)];

    /// <summary>Address of an architecture's page.</summary>
    public string AddressOf(BestArchitecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return $"/architectures/{snapshot.Store.Slug}/{architecture.Evaluation}?study={snapshot.Study.Id}";
    }

    /// <summary>A drawing of an architecture; null where its space is not one that this version knows, or cannot read it.</summary>
    public string? Drawing(string architecture)
    {
        if (SpaceRegistry.Find(snapshot.Study.Definition.Space) is not { } space)
            return null;
        try
        {
            return DrawingTheme.Inline(GraphSvg.Write(space.Parse(architecture).ToGraph(), ""));
        }
        catch (ArchitectureFormatException)
        {
            return null;
        }
    }

    private BestArchitecture Describe(int step)
    {
        var done = Course.Steps[step];
        int place = Course.Rank(step) ?? (Course.Columns is [var first, ..] ? first.Rank(step) : null) ?? 0;
        return new(
            place,
            Course.Cost(step),
            step,
            done.Architecture,
            done.Evaluation ?? 0,
            [.. Course.Columns.Select(column => (StudySnapshot.NameOf(column.Indicator), column.Values[step]))]);
    }
}
