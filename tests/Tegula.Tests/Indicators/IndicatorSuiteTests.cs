using Tegula.Architectures;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Networks;

namespace Tegula.Tests.Indicators;

/// <summary>The measured numbers, against an independent way to them.</summary>
public sealed class IndicatorSuiteTests
{
    private static readonly SyntheticImageDataset Synthetic = new();
    private static readonly RandomImages GreyDigits = new(new(1, 28, 28), 100);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, Fidelity> Cells()
    {
        string[] cells =
        [
            "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|",
            "|nor_conv_1x1~0|+|none~0|avg_pool_3x3~1|+|nor_conv_3x3~0|nor_conv_1x1~1|skip_connect~2|",
            "|avg_pool_3x3~0|+|skip_connect~0|nor_conv_1x1~1|+|avg_pool_3x3~0|skip_connect~1|skip_connect~2|",
        ];
        return new(cells.SelectMany(cell => Enum.GetValues<Fidelity>().Select(fidelity => (cell, fidelity))));
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Values_are_those_of_one_backward_pass_per_sample(string text, Fidelity fidelity)
    {
        var options = new IndicatorOptions { Fidelity = fidelity, BatchSize = 8, Repeats = 2, Seed = 11, Threads = 1 };
        AgreesWithPlain(Synthetic, options, NasBench201Cell.Parse(text));
    }

    [Theory]
    [InlineData(RegressionKernel.Cells, Fidelity.Reference)]
    [InlineData(RegressionKernel.LastLayer, Fidelity.Reference)]
    [InlineData(RegressionKernel.All, Fidelity.Reference)]
    [InlineData(RegressionKernel.Cells, Fidelity.Fast)]
    [InlineData(RegressionKernel.LastLayer, Fidelity.Fast)]
    [InlineData(RegressionKernel.All, Fidelity.Fast)]
    public void Each_regression_kernel_sums_over_its_weights_also_on_one_grey_channel(RegressionKernel kernel, Fidelity fidelity)
    {
        var options = new IndicatorOptions { Fidelity = fidelity, BatchSize = 9, Repeats = 1, RegressionKernel = kernel, Threads = 1 };
        AgreesWithPlain(GreyDigits, options, NasBench201Cell.Parse("|nor_conv_3x3~0|+|skip_connect~0|none~1|+|nor_conv_1x1~0|skip_connect~1|nor_conv_3x3~2|"));
    }

    [Fact]
    public void Regression_kernels_differ_from_each_other()
    {
        var cell = NasBench201Cell.Parse("|nor_conv_3x3~0|+|none~0|none~1|+|nor_conv_1x1~0|skip_connect~1|none~2|");
        double[] errors = [.. Enum.GetValues<RegressionKernel>().Select(kernel =>
        {
            using var scorer = IndicatorSuite.ForNasBench201(
                GreyDigits, new() { BatchSize = 16, Repeats = 1, RegressionKernel = kernel, Indicators = ["mse"] });
            return scorer.Score(cell, Token).Indicators["mse"].Value!.Value;
        })];

        errors.ShouldAllBe(error => error > 0 && double.IsFinite(error));
        errors.ShouldBeUnique();
    }

    [Fact]
    public void Regions_are_those_of_the_counter_on_the_same_crops()
    {
        var cell = NasBench201Cell.Parse("|nor_conv_3x3~0|+|none~0|none~1|+|nor_conv_1x1~0|skip_connect~1|none~2|");
        using var scorer = IndicatorSuite.ForNasBench201(Synthetic, new() { BatchSize = 2, Repeats = 3, Seed = 4, Indicators = ["regions"] });
        using var counter = new LinearRegions(LinearRegions.DrawCrops(Synthetic, 4), 4);
        double[] counts =
        [
            .. Enumerable.Range(0, 3)
                .Select(repeat => (double)counter.Count(NasBench201Network.BuildThin(CellComputation.Of(cell), CropSampler.Side), repeat)),
        ];

        IndicatorValue value = scorer.Score(cell, Token).Indicators["regions"];

        value.Value!.Value.ShouldBe(counts.Average(), 1e-9);
        value.Sd!.Value.ShouldBe(Math.Sqrt(counts.Sum(count => Math.Pow(count - counts.Average(), 2)) / 2), 1e-9);
    }

    [Fact]
    public void Reference_and_fast_fidelity_are_different_measurements()
    {
        var cell = NasBench201Cell.Parse("|nor_conv_3x3~0|+|none~0|none~1|+|nor_conv_1x1~0|skip_connect~1|none~2|");
        var options = new IndicatorOptions { BatchSize = 8, Repeats = 1 };
        using var reference = IndicatorSuite.ForNasBench201(GreyDigits, options);
        using var fast = IndicatorSuite.ForNasBench201(GreyDigits, options with { Fidelity = Fidelity.Fast });

        IReadOnlyDictionary<string, IndicatorValue> exact = reference.Score(cell, Token).Indicators;
        IReadOnlyDictionary<string, IndicatorValue> approximate = fast.Score(cell, Token).Indicators;

        approximate["kappa"].Value.ShouldNotBe(exact["kappa"].Value);
        approximate["mse"].Value.ShouldNotBe(exact["mse"].Value);
        approximate["regions"].ShouldBe(exact["regions"], "the fidelity is one of the tangent kernel");
    }

    [Fact]
    public void A_cell_with_nothing_to_measure_has_a_status_and_no_number()
    {
        using var scorer = IndicatorSuite.ForNasBench201(GreyDigits, new() { BatchSize = 4, Repeats = 1 });

        Statuses(scorer, "|nor_conv_3x3~0|+|none~0|none~1|+|none~0|none~1|none~2|").ShouldBe([IndicatorStatus.InputIndependent]);
        Statuses(scorer, "|avg_pool_3x3~0|+|none~0|skip_connect~1|+|skip_connect~0|none~1|avg_pool_3x3~2|").ShouldBe([IndicatorStatus.NoParameters]);
        Statuses(scorer, "|nor_conv_3x3~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|").ShouldBe([IndicatorStatus.NoParameters], "its convolution is dead");
        Statuses(scorer, "|none~0|+|none~0|none~1|+|nor_conv_1x1~0|none~1|none~2|").ShouldBe([IndicatorStatus.Ok]);
    }

    [Fact]
    public void Images_that_are_all_the_same_have_a_singular_kernel()
    {
        using var scorer = IndicatorSuite.ForNasBench201(
            new RandomImages(new(3, 8, 8), 50, constant: 7), new() { BatchSize = 4, Repeats = 2, Indicators = ["kappa"] });

        ArchitectureScore score = scorer.Score(NasBench201Cell.Parse("|none~0|+|none~0|none~1|+|nor_conv_3x3~0|none~1|none~2|"), Token);

        score.Indicators["kappa"].ShouldBe(IndicatorValue.Failed(IndicatorStatus.Singular));
        score.HasFailed.ShouldBeTrue();
    }

    private static void AgreesWithPlain(ImageDataset data, IndicatorOptions options, NasBench201Cell cell)
    {
        options = options with { Indicators = ["kappa", "mse"] };
        using var scorer = IndicatorSuite.ForNasBench201(data, options);
        ArchitectureScore score = scorer.Score(cell, Token);
        var plain = new PlainTeg(data, options);
        int[] repeats = [.. Enumerable.Range(0, options.Repeats!.Value)];

        score.HasFailed.ShouldBeFalse();
        Agrees(score.Indicators["kappa"], [.. repeats.Select(repeat => plain.ConditionNumber(cell, repeat))], options.Fidelity, isRatio: true);
        Agrees(score.Indicators["mse"], [.. repeats.Select(repeat => plain.RegressionError(cell, repeat))], options.Fidelity);
    }

    // Exact rows are summed in float32 in another order than here; frozen ones in the same, and what follows is in double.
    private static void Agrees(IndicatorValue value, double[] repeats, Fidelity fidelity, bool isRatio = false)
    {
        double mean = repeats.Average();
        double tolerance = (fidelity == Fidelity.Reference ? 1e-5 : 1e-10) * mean;
        value.Value!.Value.ShouldBe(isRatio ? Math.Pow(repeats.Aggregate((product, repeat) => product * repeat), 1.0 / repeats.Length) : mean, tolerance);
        double sd = repeats.Length < 2 ? 0 : Math.Sqrt(repeats.Sum(repeat => Math.Pow(repeat - mean, 2)) / (repeats.Length - 1));
        value.Sd!.Value.ShouldBe(sd, tolerance);
    }

    private static IndicatorStatus[] Statuses(IndicatorSuite<NasBench201Cell> scorer, string cell)
    {
        ArchitectureScore score = scorer.Score(NasBench201Cell.Parse(cell), Token);
        score.Indicators.Keys.ShouldBe(["kappa", "regions", "mse"]);
        score.Indicators.Values.ShouldAllBe(value => (value.Value == null) == (value.Status != IndicatorStatus.Ok));
        return [.. score.Indicators.Values.Select(value => value.Status).Distinct()];
    }
}
