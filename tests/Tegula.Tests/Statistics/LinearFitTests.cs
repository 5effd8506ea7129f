using FsCheck;
using FsCheck.Fluent;
using Tegula.Statistics;

namespace Tegula.Tests.Statistics;

public sealed class LinearFitTests
{
    [Fact]
    public void Points_on_a_line_are_fitted_exactly()
    {
        LinearFit fit = LinearFit.Of([1, 2, 4], [5, 7, 11])!;
        fit.Slope.ShouldBe(2, 1e-12);
        fit.Intercept.ShouldBe(3, 1e-12);
        fit.RSquared.ShouldBe(1, 1e-12);
    }

    [Fact]
    public void The_normal_equations_hold() => Check.One(
        Config.QuickThrowOnFailure.WithQuietOnSuccess(true),
        Prop.ForAll(Gen.ArrayOf(Gen.Choose(-1_000, 1_000), 12).ToArbitrary(), numbers => Holds([.. numbers.Take(6)], [.. numbers.Skip(6)])));

    [Fact]
    public void Equal_x_or_equal_y_have_no_line()
    {
        LinearFit.Of([1, 1, 1], [1, 2, 3]).ShouldBeNull();
        LinearFit.Of([1, 2, 3], [4, 4, 4]).ShouldBeNull();
    }

    private static bool Holds(int[] left, int[] right)
    {
        double[] x = [.. left.Select(number => number / 7.0)];
        double[] y = [.. right.Select(number => number / 11.0)];
        if (LinearFit.Of(x, y) is not { } fit) return x.Distinct().Count() == 1 || y.Distinct().Count() == 1;
        double[] residuals = [.. x.Zip(y, (a, b) => b - fit.Intercept - (fit.Slope * a))];
        double mean = y.Average();
        double explained = 1 - (residuals.Sum(residual => residual * residual) / y.Sum(value => (value - mean) * (value - mean)));
        return Math.Abs(residuals.Sum()) < 1e-8
            && Math.Abs(residuals.Zip(x, (residual, a) => residual * a).Sum()) < 1e-6
            && Math.Abs(explained - fit.RSquared) < 1e-9;
    }
}
