using Tegula.Architectures;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Spaces;

namespace Tegula.Analysis;

/// <summary>The ways of a search over the landscapes of the indicators (003_fe8fa0e5c804e1de.txt Sec. 4.3 and Fig. 4).</summary>
/// <remarks>
/// <para>
/// A REINFORCE search is saved at an early and at a late step. From each state two children go on with random numbers of their own. The way of a child is
/// what it would have answered after each step, the likeliest architecture of its policy.
/// </para>
/// <para>
/// An architecture becomes the one-hot vector of its choices. The distinct architectures on the four ways span one plane, that of their first two principal
/// components, in which both stages can be compared. Everything that parent and children met is placed in it, and over it each indicator is a surface
/// interpolated between the architectures measured (<see cref="IndicatorSurface"/>).
/// </para>
/// </remarks>
public sealed record SearchTrajectory
{
    /// <summary>Places looked at between the ends of two children, after the first.</summary>
    public const int BarrierSteps = 40;

    /// <summary>Id of the space.</summary>
    public required string Space { get; init; }

    /// <summary>Everything met, each once.</summary>
    public required IReadOnlyList<PlacedArchitecture> Architectures { get; init; }

    /// <summary>The plane they are placed in, that of the architectures on the ways.</summary>
    public required PrincipalPlane Plane { get; init; }

    /// <summary>One surface for each indicator, in their order.</summary>
    public required IReadOnlyList<IndicatorSurface> Surfaces { get; init; }

    /// <summary>The early and the late stage.</summary>
    public required IReadOnlyList<TrajectoryStage> Stages { get; init; }

    /// <summary>Distinct computations measured.</summary>
    public required int Evaluations { get; init; }

    /// <summary>Runs the searches in a built-in space.</summary>
    /// <param name="space">Id of the space.</param>
    /// <param name="data">The training split.</param>
    /// <param name="scoring">
    /// What the search goes for, each indicator in the direction that a search takes, and how it is measured. Its seed is the parent's.
    /// </param>
    /// <param name="options">Steps.</param>
    /// <param name="progress">Told how many steps of how many are done; may be null.</param>
    /// <param name="scores">Where the scores come from; null for this process.</param>
    /// <param name="token">Ends it early.</param>
    /// <exception cref="AnalysisException">The steps are in a wrong order, or nothing could be measured.</exception>
    /// <exception cref="ArgumentException">The space or an indicator is unknown, or an option is out of range.</exception>
    /// <exception cref="DatasetException">The data holds too few images for the batches.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static SearchTrajectory Of(
        string space,
        ImageDataset data,
        IndicatorOptions scoring,
        TrajectoryOptions options,
        Action<int, int>? progress = null,
        IScoreProvider? scores = null,
        CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(scoring);
        return SearchableSpace.Get(space).Use(new Ways(data, scoring, options, progress, scores ?? LocalScoring.Instance, token));
    }

    /// <summary>Runs the searches in any space.</summary>
    /// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
    /// <param name="context">Space, objective, and the seed of the parent.</param>
    /// <param name="scores">Gives the scores of what the objective looks at.</param>
    /// <param name="options">Steps.</param>
    /// <param name="progress">Told how many steps of how many are done; may be null.</param>
    /// <param name="token">Ends it early.</param>
    /// <exception cref="AnalysisException">The steps are in a wrong order, or nothing could be measured.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static SearchTrajectory Of<TArchitecture>(
        SearchContext<TArchitecture> context,
        IScoreSource<TArchitecture> scores,
        TrajectoryOptions options,
        Action<int, int>? progress = null,
        CancellationToken token = default)
        where TArchitecture : class
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var search = new SpawnedSearch<TArchitecture>(context, scores, options, progress);
        var stages = search.Run(token);
        double[][] codes = [.. search.Seen.Select(score => OneHot(context.Space, context.Space.Parse(score.Architecture)))];
        var ways = stages.SelectMany(stage => stage.Children).SelectMany(child => child.Path).Select(point => point.Architecture).Distinct().Order();
        var plane = PrincipalPlane.Of([.. ways.Select(architecture => codes[architecture])]);
        PlacedArchitecture[] placed = [.. search.Seen.Zip(codes, (score, code) => Placed(plane, code, score))];
        IndicatorSurface[] surfaces = [.. context.Objective.Terms.Select(term => Surface(term, placed))];
        return new()
        {
            Space = context.Space.Id,
            Architectures = placed,
            Plane = plane,
            Surfaces = surfaces,
            Stages = [.. stages.Select(stage => stage with { Barriers = [.. surfaces.Select(surface => Barrier(surface, stage, placed))] })],
            Evaluations = search.Evaluations,
        };
    }

    /// <summary>An architecture as the one-hot vector of its choices: a 1 at the option taken of each choice.</summary>
    internal static double[] OneHot<TArchitecture>(ISearchSpace<TArchitecture> space, TArchitecture architecture)
        where TArchitecture : class
    {
        var code = new double[space.ChoiceCounts.Sum()];
        var first = 0;
        foreach (var (option, count) in space.ToChoices(architecture).Zip(space.ChoiceCounts))
        {
            code[first + option] = 1;
            first += count;
        }

        return code;
    }

    private static PlacedArchitecture Placed(PrincipalPlane plane, double[] code, ArchitectureScore score)
    {
        var (x, y) = plane.Project(code);
        return new(x, y, score);
    }

    private static IndicatorSurface Surface(CombinationTerm term, PlacedArchitecture[] placed) => IndicatorSurface.Of(
        term.Indicator,
        term.Direction,
        placed.Where(architecture => architecture.Score.Indicators[term.Indicator].IsOk)
            .Select(architecture => (architecture.X, architecture.Y, architecture.Score.Indicators[term.Indicator].Value!.Value)));

    private static SurfaceBarrier Barrier(IndicatorSurface surface, TrajectoryStage stage, PlacedArchitecture[] placed)
    {
        var (one, other) = (placed[stage.Children[0].End], placed[stage.Children[1].End]);
        return surface.Barrier((one.X, one.Y), (other.X, other.Y), BarrierSteps);
    }

    private sealed record Ways(
        ImageDataset Data, IndicatorOptions Scoring, TrajectoryOptions Options, Action<int, int>? Progress, IScoreProvider Scores, CancellationToken Token)
        : ISpaceUse<SearchTrajectory>
    {
        public SearchTrajectory Of<TArchitecture, TSupernet>(SpaceParts<TArchitecture, TSupernet> parts)
            where TArchitecture : class, IArchitecture
            where TSupernet : class, IArchitecture
        {
            using var source = Scores.Open(new ScoringRequest<TArchitecture>(parts.Space, parts.Networks, Data, Scoring, int.MaxValue));
            var context = new SearchContext<TArchitecture>(parts.Space, RankObjective.SumOf(Scoring.Indicators), Scoring.Seed);
            return SearchTrajectory.Of(context, source, Options, Progress, Token);
        }
    }
}
