using System.Collections.Immutable;
using System.Globalization;
using Tegula.Analysis;
using Tegula.Drawing;
using Tegula.Indicators;

namespace Tegula.Cli.Output;

/// <summary>The picture of a trajectory: a row for each stage, a landscape for each indicator.</summary>
internal static class TrajectoryDrawing
{
    /// <summary>The drawing.</summary>
    public static string Of(SearchTrajectory trajectory)
    {
        var grid = TrajectoryGrid.Of(trajectory);
        LandscapeSurface[] surfaces = [.. trajectory.Surfaces.Select(surface => Surface(surface, grid))];
        ImmutableArray<(double X, double Y)> seen = [.. trajectory.Architectures.Select(architecture => (architecture.X, architecture.Y))];
        return LandscapeSvg.Write(
            [
                .. trajectory.Stages.Select(stage => (IReadOnlyList<LandscapePanel>)
                    [.. trajectory.Surfaces.Zip(surfaces, (surface, drawn) => Panel(trajectory, stage, surface, drawn, seen))]),
            ],
            $"REINFORCE on {trajectory.Space}: two children of one parent",
            $"{trajectory.Architectures.Count} architectures met (dots), one-hot, in the plane of the ways' first two principal components; "
                + "surfaces are Gaussian means of what was measured",
            $"first component ({Percent(trajectory.Plane.FirstShare)} of the ways' variance)",
            $"second ({Percent(trajectory.Plane.SecondShare)})");
    }

    private static LandscapePanel Panel(
        SearchTrajectory trajectory, TrajectoryStage stage, IndicatorSurface surface, LandscapeSurface drawn, ImmutableArray<(double X, double Y)> seen)
    {
        var barrier = stage.Barriers.First(item => item.Indicator == surface.Indicator).Share;
        var height = barrier is { } share ? $", barrier {Percent(share)} of the range" : "";
        var parent = trajectory.Architectures[stage.Parent];
        return new(
            $"{surface.Indicator}, {stage.Id}: step {stage.Step}{height}",
            drawn,
            seen,
            (parent.X, parent.Y),
            [.. stage.Children.Select(child => child.Path.Select(point => Place(trajectory, point)).ToImmutableArray())]);
    }

    private static (double X, double Y) Place(SearchTrajectory trajectory, TrajectoryPoint point)
    {
        var architecture = trajectory.Architectures[point.Architecture];
        return (architecture.X, architecture.Y);
    }

    private static LandscapeSurface Surface(IndicatorSurface surface, TrajectoryGrid grid) => new(
        grid.Left,
        grid.Right,
        grid.Bottom,
        grid.Top,
        [.. surface.Grid(grid.Xs, grid.Ys).Select(row => row.Select(value => value ?? double.NaN).ToImmutableArray())],
        surface.Direction == Direction.LowerIsBetter,
        surface.IsLogarithmic);

    private static string Percent(double share) => share.ToString("P0", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal);
}
