using Tegula.Analysis;

namespace Tegula.Cli.Output;

/// <summary>The tiles on which surfaces are shown: the range of all architectures met, and a little more.</summary>
/// <param name="Left">Smallest coordinate along the first component.</param>
/// <param name="Right">Largest.</param>
/// <param name="Bottom">Smallest coordinate along the second component.</param>
/// <param name="Top">Largest.</param>
internal sealed record TrajectoryGrid(double Left, double Right, double Bottom, double Top)
{
    /// <summary>Tiles along each side.</summary>
    public const int Side = 48;

    private const double Room = 0.06;

    /// <summary>Middles of the columns.</summary>
    public IReadOnlyList<double> Xs => Middles(Left, Right);

    /// <summary>Middles of the rows.</summary>
    public IReadOnlyList<double> Ys => Middles(Bottom, Top);

    /// <summary>The tiles of what was met.</summary>
    public static TrajectoryGrid Of(SearchTrajectory trajectory)
    {
        var (left, right) = Opened(trajectory.Architectures.Select(architecture => architecture.X));
        var (bottom, top) = Opened(trajectory.Architectures.Select(architecture => architecture.Y));
        return new(left, right, bottom, top);
    }

    private static (double Low, double High) Opened(IEnumerable<double> coordinates)
    {
        double[] all = [.. coordinates];
        var room = Math.Max(1e-6, Room * (all.Max() - all.Min()));
        return (all.Min() - room, all.Max() + room);
    }

    private static double[] Middles(double low, double high) => [.. Enumerable.Range(0, Side).Select(tile => low + ((tile + 0.5) * (high - low) / Side))];
}
