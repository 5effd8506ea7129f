using Tegula.Analysis;
using Tegula.Architectures;
using Tegula.Benchmarks;
using Tegula.Compute;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Spaces;
using Tegula.Statistics;
using Tegula.Tests.Statistics;

namespace Tegula.Tests.Analysis;

public sealed class RankStudyTests
{
    private static readonly RankStudyOptions Few = new() { Top = 3, Bootstrap = new() { Resamples = 60, Seed = 4 } };
    private static readonly Predictor Kappa = Predictor.Parse("kappa");
    private static readonly Predictor Regions = Predictor.Parse("regions");
    private static readonly Predictor Parameters = Predictor.Parse("params");
    private static readonly Predictor Depth = Predictor.Parse("effective-depth");

    [Fact]
    public void Every_row_holds_the_statistics_of_its_columns_with_failed_ones_last()
    {
        ScoredArchitecture[] sample = Sample(40);
        RankStudy study = RankStudy.Of(sample, [Kappa, Regions, Parameters, Depth], Few, TestContext.Current.CancellationToken);

        study.Count.ShouldBe(40);
        study.Rows.Select(row => (row.Dataset, row.Predictor.Id)).ShouldBe(
            from dataset in new[] { "one", "two" } from id in new[] { "kappa", "regions", "params", "effective-depth" } select (dataset, id));
        foreach (RankStudyRow row in study.Rows)
        {
            // Lower is better for the condition number alone.
            double[] promise = [.. sample.Select(item => item.Score.Indicators[row.Predictor.Id].Value is { } value
                ? (row.Predictor == Kappa ? -value : value)
                : double.NegativeInfinity)];
            double[] accuracy = [.. sample.Select(item => item.Accuracy[row.Dataset])];
            row.Failed.ShouldBe(sample.Count(item => !item.Score.Indicators[row.Predictor.Id].IsOk));
            row.Kendall!.Value.ShouldBe(PlainStatistics.TauB(promise, accuracy)!.Value, 1e-12);
            row.Spearman!.Value.ShouldBe(PlainStatistics.R(PlainStatistics.MidRanks(promise), PlainStatistics.MidRanks(accuracy))!.Value, 1e-12);
            row.Regret!.Value.ShouldBe(TopKRegret.Of(promise, accuracy, 3));
            row.Gain!.Value.ShouldBe(NormalizedDiscountedGain.Of(promise, accuracy, 3)!.Value);
            row.Kendall.Interval.Low.ShouldBeLessThan(row.Kendall.Value);
            row.Kendall.Interval.High.ShouldBeGreaterThan(row.Kendall.Value);
        }

        study.Rows.Count(row => row.Failed > 0).ShouldBe(2);
    }

    [Fact]
    public void The_lead_is_over_the_best_free_count_on_the_same_resamples()
    {
        ScoredArchitecture[] sample = Sample(40);
        RankStudy study = RankStudy.Of(sample, [Kappa, Parameters, Depth], Few, TestContext.Current.CancellationToken);

        foreach (IGrouping<string, RankStudyRow> rows in study.Rows.GroupBy(row => row.Dataset))
        {
            RankStudyRow best = rows.Where(row => row.Predictor.IsFree).MaxBy(row => row.Kendall!.Value)!;
            study.BestFree[rows.Key].ShouldBe(best.Predictor);
            best.Lead.ShouldBeNull();
            RankStudyRow kappa = rows.Single(row => row.Predictor == Kappa);
            kappa.Lead!.Value.ShouldBe(kappa.Kendall!.Value - best.Kendall!.Value, 1e-15);

            // The same resamples, drawn again and counted out into rows.
            double[] accuracy = [.. sample.Select(item => item.Accuracy[rows.Key])];
            double?[] leads = Few.Bootstrap.Run(
                40, counts => Tau(Kappa, counts) - Tau(best.Predictor, counts), TestContext.Current.CancellationToken);
            kappa.Lead.Interval.ShouldBe(Few.Bootstrap.Interval(leads));

            double? Tau(Predictor predictor, int[] counts) => PlainStatistics.TauB(
                PlainStatistics.Repeated(predictor.Promise([.. sample.Select(item => item.Score)]), counts), PlainStatistics.Repeated(accuracy, counts));
        }
    }

    [Fact]
    public void A_perfect_order_has_tau_1_and_no_regret_and_a_useless_one_neither_tau_nor_lead()
    {
        ScoredArchitecture[] sample = [.. Sample(30).Select((item, index) => item with
        {
            Score = Score(index, kappa: -item.Accuracy["one"], regions: 1, parameters: index),
        })];
        RankStudy study = RankStudy.Of(sample, [Kappa, Regions, Parameters], Few, TestContext.Current.CancellationToken);

        RankStudyRow perfect = study.Rows.First(row => row.Predictor == Kappa);
        (perfect.Kendall!.Value, perfect.Spearman!.Value, perfect.Regret!.Value).ShouldBe((1, 1, 0));
        perfect.Gain!.Value.ShouldBe(1, 1e-12);
        perfect.Kendall.Interval.Low.ShouldBe(1, 1e-12);
        RankStudyRow useless = study.Rows.First(row => row.Predictor == Regions);
        (useless.Kendall, useless.Spearman, useless.Lead).ShouldBe((null, null, null));
        useless.Regret!.Value.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_combination_is_judged_by_its_values_in_the_sample()
    {
        ScoredArchitecture[] sample = Sample(40);
        IndicatorCombination combination = Combinations.Parse("log:kappa+2*regions");
        RankStudyRow row = RankStudy.Of(sample, [Predictor.Of(combination)], Few, TestContext.Current.CancellationToken).Rows[0];

        row.Failed.ShouldBe(sample.Count(item => item.Score.HasFailed));
        double[] values = combination.Values([.. sample.Select(item => item.Score)]);
        row.Kendall!.Value.ShouldBe(PlainStatistics.TauB(values, [.. sample.Select(item => item.Accuracy["one"])])!.Value, 1e-12);
        Predictor.Of(combination).IsFree.ShouldBeFalse();
        Predictor.Parse("log:params+effective-depth").IsFree.ShouldBeTrue();
    }

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        IReadOnlyList<RankStudyRow> Rows(int threads)
        {
            RankStudyOptions options = Few with { Bootstrap = Few.Bootstrap with { Threads = threads } };
            return RankStudy.Of(Sample(25), [Kappa, Parameters], options, TestContext.Current.CancellationToken).Rows;
        }

        Rows(4).ShouldBe(Rows(1));
    }

    [Fact]
    public void What_cannot_be_compared_is_refused()
    {
        Should.Throw<AnalysisException>(() => RankStudy.Of(Sample(9), [Kappa], Few))
            .Message.ShouldBe("9 architectures are too few to compare; at least 10 are needed");
        Should.Throw<AnalysisException>(() => RankStudy.Of(Sample(10), [], Few)).Message.ShouldContain("name an indicator");
        ScoredArchitecture[] bare = [.. Sample(10).Select(item => new ScoredArchitecture(item.Architecture, item.Score))];
        Should.Throw<AnalysisException>(() => RankStudy.Of(bare, [Kappa], Few)).Message.ShouldContain("no accuracies");
        Should.Throw<ArgumentException>(() => Predictor.Parse("kapa")).Message.ShouldContain("unknown indicator 'kapa'");
    }

    [Fact]
    public void A_measured_predictor_costs_time_and_a_count_next_to_none()
    {
        ImageDataset data = DatasetSpec.Open("synthetic");
        var options = new IndicatorOptions { Fidelity = Fidelity.Fast, BatchSize = 8, Repeats = 1 };
        IReadOnlyList<IArchitecture> cells = SpaceRegistry.Get("nas-bench-201").Sample(3, 1);
        double? Cost(Predictor predictor, int count) =>
            ScoringCost.PerArchitecture("nas-bench-201", data, options, predictor, [.. cells.Take(count)], TestContext.Current.CancellationToken);

        Cost(Kappa, 3)!.Value.ShouldBeGreaterThan(Cost(Parameters, 3)!.Value);
        Cost(Kappa, 1).ShouldBeNull();
    }

    [Fact]
    public void Effective_depth_alone_orders_the_published_table_about_as_well_as_is_known()
    {
        SpaceInfo space = SpaceRegistry.Get("nas-bench-201");
        AccuracyTable table = AccuracyTable.Load(SharedData.FileOrSkip("nasbench201.csv.gz"), space);
        IReadOnlyList<AccuracyColumn> columns = table.Accuracies();
        IReadOnlyList<Predictor> free = Predictor.FreeBaselines(space.Id);
        using var scorer = SpaceScorer.Of(space.Id, DatasetSpec.Open("synthetic"), new() { Indicators = [.. free.Select(predictor => predictor.Id)] });
        IReadOnlyList<ArchitectureScore> scores = scorer.Score(table.Architectures, TestContext.Current.CancellationToken);
        ScoredArchitecture[] sample = [.. scores.Select((score, row) => new ScoredArchitecture(table.Architectures[row], score)
        {
            Accuracy = columns.ToDictionary(column => column.Dataset, column => column.Percent[row]),
        })];

        RankStudy study = RankStudy.Of(sample, free, new() { Bootstrap = new() { Resamples = 20 } }, TestContext.Current.CancellationToken);

        RankStudyRow[] depths = [.. study.Rows.Where(row => row.Predictor.Id == "effective-depth")];
        depths.Select(row => row.Kendall!.Value).ShouldBe([0.61, 0.62, 0.59], 0.015);
        depths[1].Kendall!.Value.ShouldBe(
            PlainStatistics.TauB([.. scores.Select(score => score.Indicators["effective-depth"].Value!.Value)], columns[1].Percent)!.Value, 1e-12);
        study.Rows.ShouldAllBe(row => row.Kendall!.Interval.High - row.Kendall.Interval.Low < 0.03);
    }

    /// <summary>Random cells with two indicators that follow the accuracies loosely and sometimes fail, and two counts.</summary>
    private static ScoredArchitecture[] Sample(int count)
    {
        var random = new RandomStream(1, "tests/rank-study");
        return
        [
            .. SpaceRegistry.Get("nas-bench-201").Sample(count, 9).Select((cell, index) =>
            {
                double quality = random.NextGaussian();
                return new ScoredArchitecture(
                    cell,
                    Score(
                        index,
                        index % 11 == 10 ? null : Math.Round(-quality + random.NextGaussian(), 1),
                        Math.Round(quality + (2 * random.NextGaussian())),
                        Math.Round(quality + random.NextGaussian(), 1)))
                {
                    Accuracy = new Dictionary<string, double> { ["one"] = 60 + (10 * quality), ["two"] = 40 + (5 * quality) + random.NextGaussian() },
                };
            }),
        ];
    }

    private static ArchitectureScore Score(int index, double? kappa, double regions, double parameters) => new(
        $"{index}",
        new Dictionary<string, IndicatorValue>
        {
            ["kappa"] = kappa is { } value ? new(value, 0, IndicatorStatus.Ok) : IndicatorValue.Failed(IndicatorStatus.Singular),
            ["regions"] = new(regions, 0, IndicatorStatus.Ok),
            ["params"] = new(parameters, 0, IndicatorStatus.Ok),
            ["effective-depth"] = new(index % 4, 0, IndicatorStatus.Ok),
        },
        0);
}
