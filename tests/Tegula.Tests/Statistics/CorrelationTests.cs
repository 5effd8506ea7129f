using FsCheck;
using FsCheck.Fluent;
using Tegula.Compute;
using Tegula.Statistics;

namespace Tegula.Tests.Statistics;

public sealed class CorrelationTests
{
    private static readonly Config Quiet = Config.QuickThrowOnFailure.WithQuietOnSuccess(true);

    /// <summary>Rows with many ties on either side and one infinite value, as failed architectures have.</summary>
    private static readonly Arbitrary<(double[] X, double[] Y, int[] Counts)> Rows = Gen.Choose(0, 40)
        .SelectMany(count => Gen.Choose(0, 6).ArrayOf(count).Two().Zip(Gen.Choose(0, 3).ArrayOf(count)))
        .Select(rows => (Column(rows.Item1.Item1), Column(rows.Item1.Item2), rows.Item2))
        .ToArbitrary();

    [Fact]
    public void Tau_of_cases_counted_by_hand()
    {
        KendallTau.B([1, 2, 3, 4], [10, 20, 30, 40]).ShouldBe(1);
        KendallTau.B([1, 2, 3, 4], [4, 3, 2, 1]).ShouldBe(-1);

        // Pairs: 5 concordant, 1 discordant.
        KendallTau.B([1, 2, 3, 4], [1, 2, 4, 3])!.Value.ShouldBe(4.0 / 6, 1e-15);

        // One pair tied on the left, one other on the right: 4 concordant pairs, 5 untied on either side.
        KendallTau.B([1, 1, 2, 3], [1, 2, 3, 3])!.Value.ShouldBe(4.0 / 5, 1e-15);

        // Failed measurements rank last, and tie with each other.
        KendallTau.B([double.NegativeInfinity, double.NegativeInfinity, 1], [1, 2, 3])!.Value.ShouldBe(2 / Math.Sqrt(2 * 3), 1e-15);
    }

    [Fact]
    public void Tau_equals_the_comparison_of_all_pairs() => Check.One(
        Quiet, Prop.ForAll(Rows, rows => Near(KendallTau.B(rows.X, rows.Y), PlainStatistics.TauB(rows.X, rows.Y))));

    [Fact]
    public void Tau_of_a_long_column_equals_the_comparison_of_all_pairs()
    {
        (double[] x, double[] y) = Normals(3_000, 0.6, 1);
        KendallTau.B(x, y)!.Value.ShouldBe(PlainStatistics.TauB(x, y)!.Value, 1e-14);
    }

    [Fact]
    public void Tau_and_rho_of_counts_are_those_of_the_rows_repeated() => Check.One(
        Quiet,
        Prop.ForAll(Rows, rows =>
        {
            var pairs = new RankedPairs(rows.X, rows.Y);
            double[] x = PlainStatistics.Repeated(rows.X, rows.Counts), y = PlainStatistics.Repeated(rows.Y, rows.Counts);
            return Near(KendallTau.B(pairs, rows.Counts), PlainStatistics.TauB(x, y))
                && Near(SpearmanCorrelation.Rho(pairs, rows.Counts), PlainStatistics.R(PlainStatistics.MidRanks(x), PlainStatistics.MidRanks(y)));
        }));

    [Fact]
    public void Rho_is_the_linear_correlation_of_the_mid_ranks() => Check.One(
        Quiet,
        Prop.ForAll(Rows, rows => Near(
            SpearmanCorrelation.Rho(rows.X, rows.Y), PearsonCorrelation.R(PlainStatistics.MidRanks(rows.X), PlainStatistics.MidRanks(rows.Y)))));

    [Fact]
    public void Rho_without_ties_is_the_textbook_formula()
    {
        // Squared differences of the ranks: 1 + 1 + 0 + 1 + 1.
        SpearmanCorrelation.Rho([1, 2, 3, 4, 5], [20, 10, 30, 60, 40])!.Value.ShouldBe(PlainStatistics.R([1, 2, 3, 4, 5], [2, 1, 3, 5, 4])!.Value, 1e-15);
        SpearmanCorrelation.Rho([1, 2, 3, 4, 5], [2, 1, 3, 5, 4])!.Value.ShouldBe(1 - (6 * 4 / (5.0 * 24)), 1e-15);
    }

    [Fact]
    public void Any_increasing_function_leaves_tau_and_rho_as_they_are_and_turning_round_flips_them()
    {
        (double[] x, double[] y) = Normals(200, -0.3, 2);
        double[] cubes = Array.ConvertAll(x, value => value * value * value);
        double[] turned = Array.ConvertAll(x, value => -value);
        KendallTau.B(cubes, y).ShouldBe(KendallTau.B(x, y));
        SpearmanCorrelation.Rho(cubes, y).ShouldBe(SpearmanCorrelation.Rho(x, y));
        KendallTau.B(turned, y)!.Value.ShouldBe(-KendallTau.B(x, y)!.Value, 1e-15);
        SpearmanCorrelation.Rho(turned, y)!.Value.ShouldBe(-SpearmanCorrelation.Rho(x, y)!.Value, 1e-15);
        KendallTau.B(y, x)!.Value.ShouldBe(KendallTau.B(x, y)!.Value, 1e-15);
    }

    [Fact]
    public void Of_normal_numbers_all_three_come_near_their_closed_forms()
    {
        const double R = 0.7;
        (double[] x, double[] y) = Normals(40_000, R, 3);
        PearsonCorrelation.R(x, y)!.Value.ShouldBe(R, 0.01);
        KendallTau.B(x, y)!.Value.ShouldBe(2 / Math.PI * Math.Asin(R), 0.01);
        SpearmanCorrelation.Rho(x, y)!.Value.ShouldBe(6 / Math.PI * Math.Asin(R / 2), 0.01);
    }

    [Fact]
    public void Where_one_side_is_constant_there_is_no_correlation()
    {
        KendallTau.B([1, 1, 1], [1, 2, 3]).ShouldBeNull();
        SpearmanCorrelation.Rho([1, 2, 3], [0.1, 0.1, 0.1]).ShouldBeNull();
        PearsonCorrelation.R([1, 2, 3], [0.1, 0.1, 0.1]).ShouldBeNull();
        KendallTau.B([], []).ShouldBeNull();
        KendallTau.B([1], [1]).ShouldBeNull();
        SpearmanCorrelation.Rho([], []).ShouldBeNull();
        PearsonCorrelation.R([], []).ShouldBeNull();
    }

    [Fact]
    public void Columns_that_do_not_fit_and_numbers_without_a_rank_are_refused()
    {
        Should.Throw<ArgumentException>(() => KendallTau.B([1, 2], [1])).Message.ShouldContain("columns of 2 and of 1 numbers");
        Should.Throw<ArgumentException>(() => SpearmanCorrelation.Rho([1, double.NaN], [1, 2])).Message.ShouldContain("row 1 holds NaN");
        Should.Throw<ArgumentException>(() => PearsonCorrelation.R([1, double.PositiveInfinity], [1, 2])).Message.ShouldContain("row 1 holds");
        Should.Throw<ArgumentException>(() => KendallTau.B(new RankedPairs([1, 2], [1, 2]), [1])).Message.ShouldContain("1 counts do not fit 2 rows");
    }

    internal static (double[] X, double[] Y) Normals(int count, double correlation, ulong seed)
    {
        var random = new RandomStream(seed, "tests/normals");
        double[] x = new double[count], y = new double[count];
        for (int row = 0; row < count; row++)
        {
            x[row] = random.NextGaussian();
            y[row] = (correlation * x[row]) + (Math.Sqrt(1 - (correlation * correlation)) * random.NextGaussian());
        }

        return (x, y);
    }

    private static double[] Column(int[] draws) => Array.ConvertAll(draws, draw => draw == 0 ? double.NegativeInfinity : draw);

    private static bool Near(double? found, double? expected) =>
        found is { } value && expected is { } wanted ? Math.Abs(value - wanted) < 1e-12 : found is null && expected is null;
}
