using Tegula.Analysis;
using Tegula.Cli.Options;
using Tegula.Indicators;

namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>trajectory</c>; architectures are named by their index in <see cref="Architectures"/>.</summary>
internal sealed record TrajectoryReport
{
    /// <summary>Id of the space.</summary>
    public required string Space { get; init; }

    /// <summary>The data as asked for.</summary>
    public required string Data { get; init; }

    /// <summary><c>reference</c> or <c>fast</c>.</summary>
    public required string Fidelity { get; init; }

    /// <summary>Seed of the parent.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Steps of every search.</summary>
    public required int Steps { get; init; }

    /// <summary>What the search went for.</summary>
    public required IReadOnlyList<string> Indicators { get; init; }

    /// <summary>Distinct computations measured.</summary>
    public required int Evaluations { get; init; }

    /// <summary>Share of the variance of the architectures on the ways along each of the two components.</summary>
    public required IReadOnlyList<double> Variance { get; init; }

    /// <summary>Everything met.</summary>
    public required IReadOnlyList<PlacedJson> Architectures { get; init; }

    /// <summary>The early and the late stage.</summary>
    public required IReadOnlyList<TrajectoryStage> Stages { get; init; }

    /// <summary>The surface of each indicator on one grid.</summary>
    public required IReadOnlyList<SurfaceJson> Surfaces { get; init; }

    /// <summary>The report of a trajectory.</summary>
    public static TrajectoryReport Of(SearchTrajectory trajectory, TrajectoryOptions options, string data, IndicatorOptions scoring)
    {
        var grid = PlaneGrid.Of(trajectory);
        return new()
        {
            Space = trajectory.Space,
            Data = data,
            Fidelity = ScoringOptions.Name(scoring.Fidelity),
            Seed = scoring.Seed,
            Steps = options.Steps,
            Indicators = scoring.Indicators,
            Evaluations = trajectory.Evaluations,
            Variance = [trajectory.Plane.FirstShare, trajectory.Plane.SecondShare],
            Architectures =
            [
                .. trajectory.Architectures.Select(item => new PlacedJson(item.Score.Architecture, item.X, item.Y, IndicatorJson.Of(item.Score))),
            ],
            Stages = trajectory.Stages,
            Surfaces =
            [
                .. trajectory.Surfaces.Select(surface => new SurfaceJson(
                    surface.Indicator, surface.IsLogarithmic ? "log10" : "linear", grid.Xs, grid.Ys, surface.Grid(grid.Xs, grid.Ys))),
            ],
        };
    }

    /// <summary>Columns of the CSV file.</summary>
    public static IReadOnlyList<string> Header(SearchTrajectory trajectory) =>
        ["stage", "child", "step", "architecture", "x", "y", .. trajectory.Surfaces.Select(surface => surface.Indicator)];

    /// <summary>One row for each point on each way; a failed indicator is empty.</summary>
    public static IEnumerable<IReadOnlyList<object?>> Rows(SearchTrajectory trajectory) =>
        from stage in trajectory.Stages
        from child in stage.Children.Index()
        from point in child.Item.Path
        let placed = trajectory.Architectures[point.Architecture]
        select (IReadOnlyList<object?>)
        [
            stage.Id, child.Index + 1, point.Step, placed.Score.Architecture, placed.X, placed.Y,
            .. trajectory.Surfaces.Select(surface => (object?)placed.Score.Indicators[surface.Indicator].Value),
        ];
}

/// <summary>An architecture with its place in the plane.</summary>
/// <param name="Architecture">Its text.</param>
/// <param name="X">Along the first component.</param>
/// <param name="Y">Along the second.</param>
/// <param name="Indicators">Its indicators.</param>
internal sealed record PlacedJson(string Architecture, double X, double Y, Dictionary<string, IndicatorJson> Indicators);

/// <summary>A surface on a grid.</summary>
/// <param name="Indicator">Id of the indicator.</param>
/// <param name="Scale"><c>linear</c>, or <c>log10</c> where logarithms were averaged; barriers are then in decades.</param>
/// <param name="X">Columns.</param>
/// <param name="Y">Rows.</param>
/// <param name="Values">One row for each of <paramref name="Y"/>; null where no architecture is near.</param>
internal sealed record SurfaceJson(
    string Indicator, string Scale, IReadOnlyList<double> X, IReadOnlyList<double> Y, IReadOnlyList<IReadOnlyList<double?>> Values);
