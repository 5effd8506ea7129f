using System.Collections.Immutable;
using Tegula.Drawing.Internals;

namespace Tegula.Tests.Drawing;

public sealed class IsoLinesTests
{
    [Fact]
    public void A_cone_has_circles()
    {
        ImmutableArray<ImmutableArray<double>> rows = Rows(41, (x, y) => Math.Sqrt(((x - 20) * (x - 20)) + ((y - 20) * (y - 20))));
        foreach (double radius in new[] { 3.3, 9.0, 17.5 })
        {
            var line = IsoLines.Of(rows, radius).ShouldHaveSingleItem();
            line[0].ShouldBe(line[^1]);
            line.Count.ShouldBeGreaterThan(20);
            line.ShouldAllBe(place => Math.Abs(Math.Sqrt(Math.Pow(place.X - 20, 2) + Math.Pow(place.Y - 20, 2)) - radius) < 0.03);
        }
    }

    [Fact]
    public void A_slope_has_one_straight_line_from_side_to_side()
    {
        var line = IsoLines.Of(Rows(6, (x, y) => x + (2 * y)), 4.2).ShouldHaveSingleItem();
        line.ShouldAllBe(place => Math.Abs(place.X + (2 * place.Y) - 4.2) < 1e-12);
        new[] { line[0], line[^1] }.ShouldAllBe(place => place.X == 0 || place.Y == 0 || place.X == 5 || place.Y == 5);
    }

    [Fact]
    public void Every_crossing_of_a_side_lies_on_a_line()
    {
        // Random heights: what lies on a line is what changes from below to above between two neighbours.
        var random = new Tegula.Compute.RandomStream(1, "heights");
        ImmutableArray<ImmutableArray<double>> rows = Rows(9, (_, _) => random.NextDouble());
        int crossings = 0;
        for (int y = 0; y < 9; y++)
        {
            for (int x = 0; x < 8; x++)
            {
                if (rows[y][x] >= 0.5 != rows[y][x + 1] >= 0.5) crossings++;
                if (rows[x][y] >= 0.5 != rows[x + 1][y] >= 0.5) crossings++;
            }
        }

        var lines = IsoLines.Of(rows, 0.5);
        lines.Sum(line => line.Count - (line[0] == line[^1] ? 1 : 0)).ShouldBe(crossings);
    }

    [Fact]
    public void Squares_without_a_finite_corner_have_no_line()
    {
        ImmutableArray<ImmutableArray<double>> rows = Rows(5, (x, y) => x == 4 ? double.PositiveInfinity : y);
        IsoLines.Of(rows, 2.5).ShouldHaveSingleItem().Max(place => place.X).ShouldBe(3);
    }

    [Theory]
    [InlineData(0.1, 0.9)]
    [InlineData(0.4, 60)]
    [InlineData(1e-7, 3)]
    [InlineData(-5, 12)]
    [InlineData(99.5, 100)]
    public void Levels_are_few_and_round_and_between_the_ends(double low, double high)
    {
        IReadOnlyList<double> levels = ContourLevels.Between(low, high);
        levels.Count.ShouldBeInRange(5, 17);
        levels.ShouldAllBe(level => level > low && level <= high);
        levels.ShouldBe(levels.Order());
        levels.ShouldAllBe(level => level.ToString("G4").Length <= 7);
    }

    private static ImmutableArray<ImmutableArray<double>> Rows(int size, Func<int, int, double> value) =>
        [.. Enumerable.Range(0, size).Select(y => Enumerable.Range(0, size).Select(x => value(x, y)).ToImmutableArray())];
}
