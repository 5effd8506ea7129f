using FsCheck;
using FsCheck.Fluent;
using Tegula.Statistics;

namespace Tegula.Tests.Statistics;

/// <summary>Regret and discounted gain of the first places.</summary>
public sealed class TopRanksTests
{
    private static readonly Config Quiet = Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(40);

    /// <summary>Few enough rows that all their orders can be listed, with many ties.</summary>
    private static readonly Arbitrary<(double[] Indicator, double[] Accuracy, int K)> Rows = Gen.Choose(1, 6)
        .SelectMany(count => Gen.Choose(0, 2).ArrayOf(count).Zip(Gen.Choose(0, 5).ArrayOf(count)).Zip(Gen.Choose(1, 7)))
        .Select(rows => (Array.ConvertAll(rows.Item1.Item1, Number), Array.ConvertAll(rows.Item1.Item2, Number), rows.Item2))
        .ToArbitrary();

    private static readonly Arbitrary<(double[] Indicator, double[] Accuracy, int[] Counts)> Resamples = Gen.Choose(1, 12)
        .SelectMany(count => Gen.Choose(0, 4).ArrayOf(count).Two().Zip(Gen.Choose(0, 3).ArrayOf(count).Where(counts => counts.Sum() > 0)))
        .Select(rows => (Array.ConvertAll(rows.Item1.Item1, Number), Array.ConvertAll(rows.Item1.Item2, Number), rows.Item2))
        .ToArbitrary();

    [Fact]
    public void The_regret_is_what_the_best_of_the_first_k_lacks()
    {
        double[] indicator = [5, 4, 3, 2, 1], accuracy = [90, 92, 70, 94.5, 94];
        TopKRegret.Of(indicator, accuracy, 1).ShouldBe(4.5);
        TopKRegret.Of(indicator, accuracy, 2).ShouldBe(2.5);
        TopKRegret.Of(indicator, accuracy, 3).ShouldBe(2.5);
        TopKRegret.Of(indicator, accuracy, 4).ShouldBe(0);
        TopKRegret.Of(indicator, accuracy, 100).ShouldBe(0);
    }

    [Fact]
    public void Of_equal_indicators_the_regret_is_the_mean_over_what_might_be_chosen()
    {
        // One of three is drawn: (0 + 10 + 20) / 3. Two of three: pairs {30, 20}, {30, 10}, {20, 10}.
        TopKRegret.Of([1, 1, 1], [30, 20, 10], 1).ShouldBe(10, 1e-12);
        TopKRegret.Of([1, 1, 1], [30, 20, 10], 2).ShouldBe(10 / 3.0, 1e-12);
        TopKRegret.Of([2, 1, 1], [15, 20, 10], 2).ShouldBe(20 - ((20 + 15) / 2.0), 1e-12);
    }

    [Fact]
    public void The_regret_is_the_mean_over_all_orders_of_equals() => Check.One(
        Quiet,
        Prop.ForAll(Rows, rows =>
        {
            double expected = PlainStatistics.MeanOverOrders(rows.Indicator, order => rows.Accuracy.Max() - order.Take(rows.K).Max(row => rows.Accuracy[row]));
            return Math.Abs(TopKRegret.Of(rows.Indicator, rows.Accuracy, rows.K) - expected) < 1e-9;
        }));

    [Fact]
    public void The_gain_counted_by_hand()
    {
        // Gains 7, 3, 1; in this order 1 + 3 / log2(3) of at best 7 + 3 / log2(3).
        double second = 3 / Math.Log2(3);
        NormalizedDiscountedGain.Of([1, 2, 3], [3, 2, 1], 2)!.Value.ShouldBe((1 + second) / (7 + second), 1e-14);
        NormalizedDiscountedGain.Of([3, 2, 1], [3, 2, 1], 3)!.Value.ShouldBe(1, 1e-14);
        NormalizedDiscountedGain.Of([1, 2], [0, 0], 1).ShouldBeNull();
    }

    [Fact]
    public void The_gain_is_the_mean_over_all_orders_of_equals() => Check.One(
        Quiet,
        Prop.ForAll(Rows, rows =>
        {
            double ideal = Discounted([.. rows.Accuracy.OrderDescending()], rows.K);
            double? found = NormalizedDiscountedGain.Of(rows.Indicator, rows.Accuracy, rows.K);
            if (ideal == 0)
                return found is null;
            double gained = PlainStatistics.MeanOverOrders(rows.Indicator, order => Discounted([.. order.Select(row => rows.Accuracy[row])], rows.K));
            return Math.Abs(found!.Value - (gained / ideal)) < 1e-9;
        }));

    [Fact]
    public void Counts_give_what_the_rows_repeated_give() => Check.One(
        Quiet,
        Prop.ForAll(Resamples, rows =>
        {
            var pairs = new RankedPairs(rows.Indicator, rows.Accuracy);
            double[] indicator = PlainStatistics.Repeated(rows.Indicator, rows.Counts), accuracy = PlainStatistics.Repeated(rows.Accuracy, rows.Counts);
            double? gain = NormalizedDiscountedGain.Of(indicator, accuracy, 3);
            double? found = NormalizedDiscountedGain.Of(pairs, rows.Counts, 3);
            return Math.Abs(TopKRegret.Of(pairs, rows.Counts, 3) - TopKRegret.Of(indicator, accuracy, 3)) < 1e-9
                && (gain is null ? found is null : Math.Abs(found!.Value - gain.Value) < 1e-9);
        }));

    [Fact]
    public void What_cannot_be_answered_is_refused()
    {
        Should.Throw<ArgumentException>(() => TopKRegret.Of([], [], 1)).Message.ShouldContain("no row to choose from");
        Should.Throw<ArgumentOutOfRangeException>(() => TopKRegret.Of([1], [1], 0));
        Should.Throw<ArgumentOutOfRangeException>(() => NormalizedDiscountedGain.Of([1], [1], 0));
        Should.Throw<ArgumentException>(() => NormalizedDiscountedGain.Of([1, 2], [-1, 3], 1)).Message.ShouldContain("accuracies from -1 to 3");
    }

    private static double Discounted(double[] accuracies, int k) =>
        accuracies.Take(k).Select((accuracy, place) => (Math.Pow(2, accuracy) - 1) / Math.Log2(place + 2)).Sum();

    private static double Number(int draw) => draw;
}
