using System.Collections.Immutable;
using Tegula.Drawing;
using Tegula.Indicators;

namespace Tegula.Analysis;

/// <summary>The tiles on which surfaces over a <see cref="PrincipalPlane"/> are shown: the range of all architectures, and a little more.</summary>
/// <param name="Left">Smallest coordinate along the first component.</param>
/// <param name="Right">Largest.</param>
/// <param name="Bottom">Smallest coordinate along the second component.</param>
/// <param name="Top">Largest.</param>
public sealed record PlaneGrid(double Left, double Right, double Bottom, double Top)
{
    /// <summary>Tiles along each side.</summary>
    public const int Side = 48;

    private const double Room = 0.06;

    /// <summary>Middles of the columns.</summary>
    public IReadOnlyList<double> Xs => Middles(Left, Right);

    /// <summary>Middles of the rows.</summary>
    public IReadOnlyList<double> Ys => Middles(Bottom, Top);

    /// <summary>The tiles around everything that a trajectory met.</summary>
    public static PlaneGrid Of(SearchTrajectory trajectory)
    {
        ArgumentNullException.ThrowIfNull(trajectory);
        return Around([.. trajectory.Architectures.Select(architecture => (architecture.X, architecture.Y))]);
    }

    /// <summary>The tiles around some places.</summary>
    /// <param name="places">At least one, all finite.</param>
    /// <exception cref="ArgumentException">There is no place.</exception>
    public static PlaneGrid Around(IReadOnlyList<(double X, double Y)> places)
    {
        ArgumentNullException.ThrowIfNull(places);
        if (places.Count == 0)
            throw new ArgumentException("a grid lies around at least one place", nameof(places));
        var (left, right) = Opened(places.Select(place => place.X));
        var (bottom, top) = Opened(places.Select(place => place.Y));
        return new(left, right, bottom, top);
    }

    /// <summary>A surface on these tiles, as <see cref="LandscapeSvg"/> draws it.</summary>
    public LandscapeSurface Draw(IndicatorSurface surface)
    {
        ArgumentNullException.ThrowIfNull(surface);
        return new(
            Left,
            Right,
            Bottom,
            Top,
            [.. surface.Grid(Xs, Ys).Select(row => row.Select(value => value ?? double.NaN).ToImmutableArray())],
            surface.Direction == Direction.LowerIsBetter,
            surface.IsLogarithmic);
    }

    private static (double Low, double High) Opened(IEnumerable<double> coordinates)
    {
        double[] all = [.. coordinates];
        var room = Math.Max(1e-6, Room * (all.Max() - all.Min()));
        return (all.Min() - room, all.Max() + room);
    }

    private static double[] Middles(double low, double high) => [.. Enumerable.Range(0, Side).Select(tile => low + ((tile + 0.5) * (high - low) / Side))];
}
