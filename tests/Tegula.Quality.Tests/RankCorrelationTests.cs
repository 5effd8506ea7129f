using Tegula.Architectures;
using Tegula.Benchmarks;
using Tegula.Compute;
using Tegula.Indicators;
using Tegula.Indicators.Baselines;
using Tegula.Search;
using Tegula.Statistics;

namespace Tegula.Quality.Tests;

/// <summary>How well the indicators order trained cells: the reason why they exist.</summary>
public sealed class RankCorrelationTests(ITestOutputHelper output)
{
    /// <summary>Cells of the sample.</summary>
    private const int SampleSize = 500;

    /// <summary>The first of them, measured exactly: fifteen times as dear.</summary>
    private const int ExactSampleSize = 250;

    private const double LeastOfConditionNumber = 0.42;
    private const double LeastOfRankSum = 0.55;

    /// <summary>Cells of the sample for NASWOT as published: whole networks, 128 images.</summary>
    private const int WholeNetworks = 100;

    private const double LeastOfNaswot = 0.5;

    /// <summary>Cells of the sample for the default combination.</summary>
    private const int ManyCells = 1_000;

    private const double LeastRhoOfNaswot = 0.78;
    private const double LeastRhoOfSynflow = 0.73;

    // tau of the best published combination without training, VKDNW's.
    private static readonly (string Dataset, double Tau)[] Published = [("cifar10", 0.750), ("cifar100", 0.753), ("imagenet16-120", 0.743)];

    [Theory]
    [InlineData(Fidelity.Reference, ExactSampleSize)]
    [InlineData(Fidelity.Fast, SampleSize)]
    public void Indicators_before_training_agree_with_the_accuracy_after_it(Fidelity fidelity, int size)
    {
        TabularBenchmark table = RealData.TableOrSkip();
        NasBench201Cell[] cells = Sample(table, size);
        using var scorer = IndicatorSuite.ForNasBench201(RealData.Cifar10OrSkip(), new IndicatorOptions { Fidelity = fidelity });

        IReadOnlyList<ArchitectureScore> scores = scorer.ScoreAll(cells, null, TestContext.Current.CancellationToken);

        double[] accuracy = [.. cells.Select(cell => table.Accuracy(cell, "cifar10"))];
        var tau = new IndicatorOptions().Indicators.ToDictionary(id => id, id => KendallTau.B(Goodness(scores, IndicatorRegistry.Get(id)), accuracy)!.Value);
        double[] costs = RankObjective.SumOf([.. tau.Keys]).Costs(scores);
        double rankSum = KendallTau.B([.. costs.Select(cost => -cost)], accuracy)!.Value;
        output.WriteLine($"{fidelity}, {cells.Length} cells, {scores.Count(score => score.HasFailed)} failed, Kendall tau-b with CIFAR-10 test accuracy:");
        output.WriteLine($"{string.Join(", ", tau.Select(pair => $"{pair.Key} {pair.Value:f4}"))}, rank sum {rankSum:f4}");

        tau[NtkConditionNumber.Id].ShouldBeGreaterThanOrEqualTo(LeastOfConditionNumber);
        rankSum.ShouldBeGreaterThanOrEqualTo(LeastOfRankSum);
    }

    [Fact]
    public void Naswot_agrees_with_the_accuracy_after_training()
    {
        TabularBenchmark table = RealData.TableOrSkip();
        NasBench201Cell[] cells = Sample(table, WholeNetworks);
        var published = new IndicatorOptions { Indicators = [Naswot.Id], Network = NetworkScale.Whole, BatchSize = 128, Repeats = 1 };
        using var scorer = IndicatorSuite.ForNasBench201(RealData.Cifar10OrSkip(), published);

        IReadOnlyList<ArchitectureScore> scores = scorer.ScoreAll(cells, null, TestContext.Current.CancellationToken);

        double tau = KendallTau.B(Goodness(scores, IndicatorRegistry.Get(Naswot.Id)), [.. cells.Select(cell => table.Accuracy(cell, "cifar10"))])!.Value;
        output.WriteLine($"{cells.Length} cells, {scores.Count(score => score.HasFailed)} failed, Kendall tau-b with CIFAR-10 test accuracy: naswot {tau:f4}");
        tau.ShouldBeGreaterThanOrEqualTo(LeastOfNaswot);
    }

    [Fact]
    public void The_default_combination_passes_the_best_published_without_training()
    {
        TabularBenchmark table = RealData.TableOrSkip();
        NasBench201Cell[] cells = Sample(table, ManyCells);
        var options = new IndicatorOptions { Fidelity = Fidelity.Fast, Indicators = [.. Combinations.Default.Indicators, SynFlow.Id] };
        using var scorer = IndicatorSuite.ForNasBench201(RealData.Cifar10OrSkip(), options);

        IReadOnlyList<ArchitectureScore> scores = scorer.ScoreAll(cells, null, TestContext.Current.CancellationToken);

        double[] combined = Combinations.Default.Values(scores);
        foreach ((string dataset, double published) in Published)
        {
            double[] accuracy = [.. cells.Select(cell => table.Accuracy(cell, dataset))];
            double tau = KendallTau.B(combined, accuracy)!.Value;
            double naswot = SpearmanCorrelation.Rho(Goodness(scores, IndicatorRegistry.Get(Naswot.Id)), accuracy)!.Value;
            double synflow = SpearmanCorrelation.Rho(Goodness(scores, IndicatorRegistry.Get(SynFlow.Id)), accuracy)!.Value;
            output.WriteLine($"{dataset}, {cells.Length} cells: tau of default {tau:f4}; rho of naswot {naswot:f4}, of synflow {synflow:f4}");
            tau.ShouldBeGreaterThan(published);
            if (dataset != "cifar10") continue;
            naswot.ShouldBeGreaterThanOrEqualTo(LeastRhoOfNaswot);
            synflow.ShouldBeGreaterThanOrEqualTo(LeastRhoOfSynflow);
        }
    }

    private static NasBench201Cell[] Sample(TabularBenchmark table, int size)
    {
        int[] order = [.. Enumerable.Range(0, table.Cells.Length)];
        new RandomStream(7, "sample").Shuffle<int>(order);
        return [.. order.Take(size).Select(index => table.Cells[index])];
    }

    // Larger is better; what failed is worse than everything measured.
    private static double[] Goodness(IReadOnlyList<ArchitectureScore> scores, IndicatorInfo indicator)
    {
        int sign = indicator.Direction == Direction.LowerIsBetter ? -1 : 1;
        return [.. scores.Select(score => score.Indicators[indicator.Id].Value is { } value ? sign * value : double.NegativeInfinity)];
    }
}
