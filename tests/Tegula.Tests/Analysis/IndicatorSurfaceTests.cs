using Tegula.Analysis;
using Tegula.Indicators;

namespace Tegula.Tests.Analysis;

public sealed class IndicatorSurfaceTests
{
    private static readonly (double X, double Y, double Value)[] Line =
        [.. Enumerable.Range(0, 41).Select(i => (i / 10.0, 0.0, (i / 10.0 * i / 10.0) - (i / 2.5)))];

    [Fact]
    public void Between_two_architectures_it_is_the_mean_weighted_by_gaussians()
    {
        var surface = IndicatorSurface.Of("regions", Direction.HigherIsBetter, [(0, 0, 10), (3, 4, 20)]);

        // Scott's rule: the standard deviations are 3 / sqrt(2) and 4 / sqrt(2), times 2^(-1/6).
        double width = 3 / Math.Sqrt(2) * Math.Pow(2, -1.0 / 6), height = 4 / Math.Sqrt(2) * Math.Pow(2, -1.0 / 6);
        double Weight(double x, double y) => Math.Exp(-((x / width * (x / width)) + (y / height * (y / height))) / 2);
        double near = Weight(1, 0.5), far = Weight(-2, -3.5);
        surface.At(1, 0.5)!.Value.ShouldBe(((10 * near) + (20 * far)) / (near + far), 1e-12);
        surface.At(1.5, 2)!.Value.ShouldBe(15, 1e-12);
        surface.IsLogarithmic.ShouldBeFalse();
    }

    [Fact]
    public void Nothing_is_said_far_from_every_architecture()
    {
        var surface = IndicatorSurface.Of("regions", Direction.HigherIsBetter, [(0, 0, 10)]);
        surface.At(1.9, 0)!.Value.ShouldBe(10);
        surface.At(2.1, 0).ShouldBeNull();
        surface.At(1.5, 1.5).ShouldBeNull();
        surface.Grid([0, 3], [0, 1, 3]).Select(row => string.Join(' ', row.Select(value => value is null ? "-" : "x"))).ShouldBe(["x -", "x -", "- -"]);
    }

    [Fact]
    public void A_wide_range_of_positive_values_is_averaged_by_logarithms()
    {
        var wide = IndicatorSurface.Of("kappa", Direction.LowerIsBetter, [(-1, 0, 1), (1, 0, 10_000)]);
        wide.IsLogarithmic.ShouldBeTrue();
        wide.At(0, 0)!.Value.ShouldBe(100, 1e-9);
        IndicatorSurface.Of("kappa", Direction.LowerIsBetter, [(-1, 0, 1), (1, 0, 99)]).IsLogarithmic.ShouldBeFalse();
        IndicatorSurface.Of("kappa", Direction.LowerIsBetter, [(-1, 0, -1), (1, 0, 10_000)]).IsLogarithmic.ShouldBeFalse();
    }

    [Fact]
    public void A_plane_has_no_barrier_and_a_constant_stays_constant()
    {
        (double X, double Y, double Value)[] points = [.. Enumerable.Range(0, 81).Select(i => ((i % 9) - 4.0, (i / 9) - 4.0, 7.0))];
        var surface = IndicatorSurface.Of("mse", Direction.LowerIsBetter, points);
        var barrier = surface.Barrier((-3, -3), (3, 2), 20);
        barrier.Values.ShouldAllBe(value => Math.Abs(value!.Value - 7) < 1e-12);
        barrier.Height!.Value.ShouldBe(0, 1e-12);
        barrier.Gain!.Value.ShouldBe(0, 1e-12);
    }

    [Fact]
    public void A_barrier_is_what_the_way_is_worse_than_the_straight_line_and_direction_decides_what_worse_is()
    {
        var lower = IndicatorSurface.Of("mse", Direction.LowerIsBetter, Line);
        var higher = IndicatorSurface.Of("regions", Direction.HigherIsBetter, Line);
        double[] along = [.. Enumerable.Range(0, 41).Select(i => lower.At(i / 10.0, 0)!.Value)];
        var deepest = Enumerable.Range(0, 41).Max(i => along[0] + ((along[^1] - along[0]) * i / 40) - along[i]);

        // A bowl: small values lie in the middle.
        lower.Barrier((0, 0), (4, 0), 40).Height!.Value.ShouldBe(0, 1e-9);
        lower.Barrier((0, 0), (4, 0), 40).Gain!.Value.ShouldBe(deepest, 1e-9);
        var barrier = higher.Barrier((0, 0), (4, 0), 40);
        barrier.Height!.Value.ShouldBe(deepest, 1e-9);
        barrier.Share!.Value.ShouldBe(deepest / (along.Max() - along.Min()), 1e-9);
        barrier.Gain!.Value.ShouldBe(0, 1e-9);
        deepest.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void Where_nothing_is_known_of_an_end_there_is_no_barrier()
    {
        var barrier = IndicatorSurface.Of("mse", Direction.LowerIsBetter, [(0, 0, 1)]).Barrier((0, 0), (9, 0), 3);
        (barrier.Height, barrier.Share, barrier.Gain).ShouldBe((null, null, null));
        barrier.Values.ShouldBe([1, null, null, null]);
    }

    [Fact]
    public void A_surface_needs_a_point_and_a_way_a_step()
    {
        Should.Throw<ArgumentException>(() => IndicatorSurface.Of("mse", Direction.LowerIsBetter, [])).Message
            .ShouldContain("mse was measured on no architecture");
        var surface = IndicatorSurface.Of("mse", Direction.LowerIsBetter, [(0, 0, 1)]);
        Should.Throw<ArgumentOutOfRangeException>(() => surface.Barrier((0, 0), (1, 0), 0));
    }
}
