using Tegula.Statistics;

namespace Tegula.Tests.Statistics;

public sealed class BootstrapTests
{
    [Fact]
    public void A_resample_draws_as_many_rows_as_there_are_and_each_equally_often()
    {
        int[][] drawn = new Bootstrap { Resamples = 2_000, Seed = 5 }.Run(20, counts => (int[])counts.Clone(), TestContext.Current.CancellationToken);
        drawn.ShouldAllBe(counts => counts.Sum() == 20);

        // The count of a row over all resamples is binomial with mean 2000 and deviation sqrt(2000 · 19 / 20): five deviations are 218.
        for (int row = 0; row < 20; row++)
            drawn.Sum(counts => counts[row]).ShouldBeInRange(2_000 - 218, 2_000 + 218);

        // A row is missing from a resample with probability (1 - 1/20)^20 = 0.358; five deviations of the share are 0.054.
        (drawn.Count(counts => counts[0] == 0) / 2_000.0).ShouldBe(Math.Pow(0.95, 20), 0.054);
    }

    [Fact]
    public void Resamples_depend_on_seed_and_number_alone()
    {
        string[] Texts(Bootstrap bootstrap) => bootstrap.Run(15, counts => string.Join(',', counts));
        string[] first = Texts(new Bootstrap { Resamples = 50, Threads = 1 });
        Texts(new Bootstrap { Resamples = 50, Threads = 4 }).ShouldBe(first);
        Texts(new Bootstrap { Resamples = 80, Threads = 2 })[..50].ShouldBe(first);
        Texts(new Bootstrap { Resamples = 50, Seed = 1 }).ShouldNotBe(first);
        first.Distinct().Count().ShouldBe(50);
    }

    [Fact]
    public void The_interval_ends_at_the_percentiles()
    {
        IEnumerable<double?> hundred = Enumerable.Range(0, 101).Reverse().Select(value => (double?)value);
        new Bootstrap { Confidence = 0.9 }.Interval(hundred)!.Low.ShouldBe(5, 1e-12);
        new Bootstrap { Confidence = 0.9 }.Interval(hundred)!.High.ShouldBe(95, 1e-12);
        new Bootstrap { Confidence = 0.5 }.Interval([0, 1])!.Low.ShouldBe(0.25, 1e-12);
        new Bootstrap().Interval([null, 3, null]).ShouldBe(new BootstrapInterval(3, 3));
        new Bootstrap().Interval([null, null]).ShouldBeNull();
    }

    [Fact]
    public void The_interval_of_a_mean_has_the_width_that_the_normal_law_says()
    {
        (double[] x, _) = CorrelationTests.Normals(400, 0, 21);
        var bootstrap = new Bootstrap { Resamples = 4_000 };
        double?[] means = bootstrap.Run(
            x.Length, counts => (double?)counts.Zip(x).Sum(row => row.First * row.Second) / x.Length, TestContext.Current.CancellationToken);

        double mean = x.Average();
        double deviation = Math.Sqrt(x.Average(value => (value - mean) * (value - mean)) / x.Length);
        BootstrapInterval interval = bootstrap.Interval(means)!;
        interval.Low.ShouldBe(mean - (1.96 * deviation), 0.15 * deviation);
        interval.High.ShouldBe(mean + (1.96 * deviation), 0.15 * deviation);
    }

    [Fact]
    public void The_interval_of_tau_covers_the_true_tau_of_normal_numbers_about_as_often_as_it_says()
    {
        const double R = 0.6;
        const int Trials = 200;
        double truth = 2 / Math.PI * Math.Asin(R);
        int covered = Enumerable.Range(0, Trials).Count(trial =>
        {
            (double[] x, double[] y) = CorrelationTests.Normals(80, R, 100 + (ulong)trial);
            var pairs = new RankedPairs(x, y);
            var bootstrap = new Bootstrap { Resamples = 300, Confidence = 0.9, Seed = (ulong)trial };
            return bootstrap.Interval(bootstrap.Run(80, counts => KendallTau.B(pairs, counts)))!.Contains(truth);
        });

        // Binomial with share 0.9: 180 with deviation 4.2; percentile intervals of 80 rows cover a little less than they say.
        covered.ShouldBeInRange(165, 195);
    }

    [Fact]
    public void Wrong_requests_name_the_value()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new Bootstrap { Resamples = 0 }.Run(3, _ => 0));
        Should.Throw<ArgumentOutOfRangeException>(() => new Bootstrap().Run(0, _ => 0));
        Should.Throw<ArgumentOutOfRangeException>(() => new Bootstrap { Confidence = 1 }.Interval([1]));
    }
}
