using System.Collections.Immutable;
using Tegula.Landscapes;

namespace Tegula.Tests.Landscapes;

public sealed class LandscapeSummaryTests
{
    [Fact]
    public void A_cone_doubles_at_the_same_distance_everywhere()
    {
        LandscapeGrid grid = Grid(101, 1, (x, y) => 1 + (4 * Math.Sqrt((x * x) + (y * y))));
        LandscapeSummary summary = LandscapeSummary.Of(grid, margin: 2);
        summary.Centre.ShouldBe(1);
        summary.DoublingRadius!.Value.ShouldBe(0.25, 1e-3);

        // Below 3 is a circle of radius one half in a square of side 2.
        summary.ShareNearCentre.ShouldBe(Math.PI / 16, 0.01);
        summary.Extreme.ShouldBe(0);
        summary.Mean.ShouldBe(grid.Values.Average(), 1e-12);
    }

    [Fact]
    public void A_plain_that_never_doubles_has_no_such_radius()
    {
        LandscapeSummary summary = LandscapeSummary.Of(Grid(5, 1, (_, _) => 3));
        summary.ShouldBe(new(3, 3, 3, 1, null, 0));
    }

    [Fact]
    public void Infinite_values_are_the_largest_and_take_no_part_in_the_mean()
    {
        LandscapeGrid grid = Grid(3, 1, (x, y) => y > 0 || x > 0 ? double.PositiveInfinity : 2);
        LandscapeSummary summary = LandscapeSummary.Of(grid);
        (summary.Mean, summary.Median, summary.Extreme).ShouldBe((2, double.PositiveInfinity, 5));
        summary.ShareNearCentre.ShouldBe(4.0 / 9, 1e-12);
    }

    [Fact]
    public void Values_between_the_points_are_linear()
    {
        LandscapeGrid grid = Grid(5, 2, (x, y) => (3 * x) - (2 * y) + (x * y));
        foreach ((double x, double y) in new[] { (0.3, -0.7), (2.0, 2.0), (-2.0, 1.5), (0.0, 0.0) })
            grid.At(x, y).ShouldBe((3 * x) - (2 * y) + (x * y), 1e-12);
        grid.At(5, 0).ShouldBe(6, 1e-12);
        grid.SquareRoot().Rows[0][0].ShouldBe(Math.Sqrt(grid.Rows[0][0]));
    }

    [Fact]
    public void A_margin_is_above_zero() =>
        Should.Throw<ArgumentOutOfRangeException>(() => LandscapeSummary.Of(Grid(3, 1, (_, _) => 1), margin: 0));

    private static LandscapeGrid Grid(int points, double radius, Func<double, double, double> value)
    {
        ImmutableArray<double> coordinates = [.. Enumerable.Range(0, points).Select(i => radius * (i - (points / 2)) / (points / 2))];
        return new(coordinates, [.. coordinates.Select(y => coordinates.Select(x => value(x, y)).ToImmutableArray())]);
    }
}
