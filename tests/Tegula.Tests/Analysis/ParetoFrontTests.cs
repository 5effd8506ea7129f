using Tegula.Analysis;

namespace Tegula.Tests.Analysis;

/// <summary>The front against that of comparing every pair.</summary>
public sealed class ParetoFrontTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Front_is_that_of_comparing_every_pair(int objectives)
    {
        var random = new Random(objectives);
        for (var trial = 0; trial < 200; trial++)
        {
            var levels = 1 + random.Next(30);
            double[][] points =
            [
                .. Enumerable.Range(0, random.Next(80))
                    .Select(_ => Enumerable.Range(0, objectives).Select(_ => (double)(random.Next(levels) - 5)).ToArray()),
            ];
            ParetoFront.Of(points).ShouldBe(Enumerable.Range(0, points.Length).Where(i => !points.Any(other => Dominates(other, points[i]))), $"{trial}");
        }
    }

    [Fact]
    public void Front_of_a_sphere_is_all_of_it_and_of_a_chain_its_first()
    {
        var random = new Random(1);
        double[][] sphere = [.. Enumerable.Range(0, 100_000).Select(_ =>
        {
            var (u, v) = (random.NextDouble() * Math.PI / 2, random.NextDouble() * Math.PI / 2);
            return new[] { -Math.Sin(u) * Math.Cos(v), -Math.Sin(u) * Math.Sin(v), -Math.Cos(u) };
        })];
        ParetoFront.Of(sphere).Length.ShouldBeGreaterThan(99_900);
        double[][] chain = [.. Enumerable.Range(0, 100_000).Select(place => new double[] { 99_999 - place, 99_999 - place, 99_999 - place })];
        ParetoFront.Of(chain).ShouldBe([99_999]);
    }

    [Fact]
    public void Points_of_other_than_one_to_three_objectives_are_refused()
    {
        Should.Throw<ArgumentException>(() => ParetoFront.Of([[1, 2, 3, 4]])).Message.ShouldContain("4 objectives");
        Should.Throw<ArgumentException>(() => ParetoFront.Of([[1, 2], [1]])).Message.ShouldContain("1 objectives");
        Should.Throw<ArgumentException>(() => ParetoFront.Of([[]])).Message.ShouldContain("0 objectives");
        ParetoFront.Of([]).ShouldBeEmpty();
    }

    private static bool Dominates(double[] one, double[] other) =>
        one.Zip(other).All(pair => pair.First <= pair.Second) && one.Zip(other).Any(pair => pair.First < pair.Second);
}
