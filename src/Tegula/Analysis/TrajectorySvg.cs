using System.Collections.Immutable;
using System.Globalization;
using Tegula.Drawing;
using Tegula.Indicators;

namespace Tegula.Analysis;

/// <summary>
/// The picture of a trajectory: a row for each stage, a landscape for each indicator (003_fe8fa0e5c804e1de.txt Fig. 4).
/// </summary>
public static class TrajectorySvg
{
    /// <summary>The drawing; the same bytes for the same trajectory.</summary>
    public static string Write(SearchTrajectory trajectory)
    {
        ArgumentNullException.ThrowIfNull(trajectory);
        var grid = PlaneGrid.Of(trajectory);
        LandscapeSurface[] surfaces = [.. trajectory.Surfaces.Select(grid.Draw)];
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

    private static string Percent(double share) => share.ToString("P0", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal);
}
