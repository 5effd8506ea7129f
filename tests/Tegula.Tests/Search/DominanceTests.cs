using Tegula.Compute;
using Tegula.Search.Internals;

namespace Tegula.Tests.Search;

public sealed class DominanceTests
{
    [Theory]
    [InlineData(2, 5)]
    [InlineData(3, 5)]
    [InlineData(3, 1000)]
    public void Fronts_are_what_is_left_when_those_before_are_taken_away(int terms, int values)
    {
        var random = new RandomStream(5, "points", (ulong)terms);
        double[][] points = [.. Enumerable.Range(0, 80).Select(_ => Enumerable.Range(0, terms).Select(_ => (double)random.NextInt(values)).ToArray())];
        var fronts = Dominance.Fronts(points);
        var left = Enumerable.Range(0, points.Length).ToList();
        for (var number = 0; left.Count > 0; number++)
        {
            var front = left.Where(i => !left.Exists(j => Beats(points[j], points[i]))).ToList();
            front.ShouldAllBe(i => fronts[i] == number);
            left = [.. left.Except(front)];
        }
    }

    [Fact]
    public void Crowding_by_hand()
    {
        double[][] points = [[0, 10], [1, 6], [4, 5], [10, 0], [9, 9]];
        Dominance.Fronts(points).ShouldBe([0, 0, 0, 0, 1]);
        Dominance.Crowding(points, [0, 0, 0, 0, 1]).ShouldBe([double.PositiveInfinity, 0.4 + 0.5, 0.9 + 0.6, double.PositiveInfinity, double.PositiveInfinity]);
    }

    [Fact]
    public void Equal_points_do_not_beat_each_other()
    {
        Dominance.Dominates([1, 2], [1, 2]).ShouldBeFalse();
        Dominance.Dominates([1, 2], [1, 3]).ShouldBeTrue();
        Dominance.Dominates([1, 2], [0, 3]).ShouldBeFalse();
        Dominance.Fronts([[1, 2], [1, 2]]).ShouldBe([0, 0]);
        Dominance.Crowding([[1, 2], [1, 2], [1, 2]], [0, 0, 0]).ShouldBe([double.PositiveInfinity, 0, double.PositiveInfinity]);
    }

    private static bool Beats(double[] one, double[] other) =>
        one.Zip(other).All(pair => pair.First <= pair.Second) && one.Zip(other).Any(pair => pair.First < pair.Second);
}
