using System.Diagnostics;
using Tegula.Architectures;
using Tegula.Compute;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Spaces;

namespace Tegula.Tests.Indicators;

/// <summary>What holds for every measurement: same bits, clear refusals, quick ends.</summary>
public sealed class IndicatorSuiteContractTests
{
    private static readonly RandomImages Images = new(new(3, 16, 16), 200);
    private static readonly IndicatorOptions Options = new() { BatchSize = 12, Repeats = 3, Threads = 1 };
    private static readonly NasBench201Cell Dense =
        NasBench201Cell.Parse("|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Fidelity.Reference)]
    [InlineData(Fidelity.Fast)]
    public void The_bits_depend_neither_on_threads_nor_on_company_nor_on_history(Fidelity fidelity)
    {
        NasBench201Cell[] cells = Sample(8);
        string[] expected;
        using (var alone = IndicatorSuite.ForNasBench201(Images, Options with { Fidelity = fidelity }))
            expected = [.. cells.Select(cell => Bits(alone.Score(cell, Token)))];

        expected.ShouldContain(bits => bits.Contains("Ok"));
        foreach (int threads in new[] { 1, 2, 5 })
        {
            using var scorer = IndicatorSuite.ForNasBench201(Images, Options with { Fidelity = fidelity, Threads = threads });
            scorer.ScoreAll(cells, null, Token).Select(Bits).ShouldBe(expected, $"all at once with {threads} threads");
            cells.Reverse().Select(cell => Bits(scorer.Score(cell, Token))).ShouldBe(expected.Reverse(), $"one by one with {threads} threads, in reverse");
        }
    }

    [Fact]
    public void Another_seed_gives_other_values()
    {
        using var first = IndicatorSuite.ForNasBench201(Images, Options);
        using var second = IndicatorSuite.ForNasBench201(Images, Options with { Seed = 1 });

        IReadOnlyDictionary<string, IndicatorValue> values = first.Score(Dense, Token).Indicators;
        foreach ((string id, IndicatorValue other) in second.Score(Dense, Token).Indicators) other.Value.ShouldNotBe(values[id].Value, id);
    }

    [Fact]
    public void Cells_that_compute_the_same_score_the_same()
    {
        // A skip that only carries its input on, and the same sum with its parts named otherwise; a dead edge besides.
        string[][] equals =
        [
            ["|skip_connect~0|+|none~0|nor_conv_3x3~1|+|none~0|none~1|skip_connect~2|", "|none~0|+|none~0|none~1|+|nor_conv_3x3~0|none~1|none~2|"],
            [
                "|nor_conv_3x3~0|+|nor_conv_1x1~0|none~1|+|none~0|skip_connect~1|avg_pool_3x3~2|",
                "|nor_conv_1x1~0|+|nor_conv_3x3~0|none~1|+|none~0|avg_pool_3x3~1|skip_connect~2|",
            ],
            [
                "|nor_conv_1x1~0|+|nor_conv_3x3~0|none~1|+|skip_connect~0|nor_conv_3x3~1|none~2|",
                "|nor_conv_1x1~0|+|none~0|none~1|+|skip_connect~0|nor_conv_3x3~1|none~2|",
            ],
        ];
        foreach (Fidelity fidelity in Enum.GetValues<Fidelity>())
        {
            using var scorer = IndicatorSuite.ForNasBench201(Images, Options with { Fidelity = fidelity });
            foreach (string[] pair in equals)
            {
                ArchitectureScore[] scores = [.. pair.Select(text => scorer.Score(NasBench201Cell.Parse(text), Token))];
                scores.Select(score => score.Architecture).ShouldBe(pair);
                scores[0].HasFailed.ShouldBeFalse();
                Bits(scores[1]).ShouldBe(Bits(scores[0]));
            }
        }
    }

    [Theory]
    [InlineData("kappa")]
    [InlineData("regions")]
    [InlineData("mse")]
    [InlineData("mse", "kappa")]
    [InlineData("regions", "kappa")]
    public void Only_what_is_asked_for_is_measured_in_the_order_asked_for_and_no_company_changes_it(params string[] ids)
    {
        using var whole = IndicatorSuite.ForNasBench201(Images, Options);
        using var part = IndicatorSuite.ForNasBench201(Images, Options with { Indicators = ids });

        IReadOnlyDictionary<string, IndicatorValue> expected = whole.Score(Dense, Token).Indicators;
        IReadOnlyDictionary<string, IndicatorValue> measured = part.Score(Dense, Token).Indicators;

        measured.Keys.ShouldBe(ids);
        foreach (string id in ids) measured[id].Value!.Value.ShouldBe(expected[id].Value!.Value, id);
    }

    [Fact]
    public void Progress_is_told_once_for_every_cell()
    {
        var told = new List<int>();
        using var scorer = IndicatorSuite.ForNasBench201(Images, Options with { Threads = 2, Indicators = ["regions"], Repeats = 1 });

        scorer.ScoreAll(Sample(6), told.Add, Token).Count.ShouldBe(6);

        told.ShouldBe([1, 2, 3, 4, 5, 6]);
    }

    [Fact]
    public void Wrong_options_are_refused_in_one_line_that_says_what_would_be_right()
    {
        Refusal<ArgumentException>(Images, Options with { Repeats = 0 }).ShouldBe("0 repeats measure nothing; at least 1 is needed");
        Refusal<ArgumentException>(Images, Options with { BatchSize = 1 }).ShouldBe("a batch of 1 has no kernel to condition; at least 2 images are needed");
        Refusal<ArgumentException>(Images, Options with { Threads = -1 }).ShouldBe("-1 threads cannot work; at least 1 is needed, or 0 for one per processor");
        Refusal<ArgumentException>(Images, Options with { Indicators = ["kappa", "tau"] })
            .ShouldStartWith("unknown indicator 'tau'; known are kappa, regions, mse");
    }

    [Fact]
    public void Images_that_do_not_fit_the_networks_are_refused_with_sizes_that_do()
    {
        Refusal<DatasetException>(new RandomImages(new(3, 30, 32), 50), Options).ShouldBe(
            "random images: images of 30x32 do not fit the networks of this space, which divide rows and columns by 4; "
            + "give a size that is a multiple of it, such as 28 or 32");
        Refusal<DatasetException>(new RandomImages(new(3, 2, 2), 50), Options).ShouldEndWith("such as 4 or 8");
        Refusal<DatasetException>(new RandomImages(new(2, 1, 1), 50), Options).ShouldContain("these are features");
        Refusal<DatasetException>(new RandomImages(new(3, 8, 8), 50, classes: 1), Options).ShouldBe(
            "random images: there is one class only, and nothing to tell apart; give at least two");
    }

    [Fact]
    public void A_batch_larger_than_the_data_is_refused_with_the_largest_that_fits()
    {
        Refusal<DatasetException>(Images, Options with { BatchSize = 101 }).ShouldContain("use a batch of at most 100");
        Refusal<DatasetException>(Images, Options with { BatchSize = 201, Indicators = ["kappa"] }).ShouldContain("use a batch of at most 200");

        // Without the regression nothing is held out, and the batch may be all of the data.
        using var all = IndicatorSuite.ForNasBench201(new RandomImages(new(3, 8, 8), 12), Options with { Indicators = ["kappa"], Repeats = 1 });
        all.Score(Dense, Token).HasFailed.ShouldBeFalse();
    }

    [Fact]
    public void A_cancelled_token_measures_nothing()
    {
        using var scorer = IndicatorSuite.ForNasBench201(Images, Options with { Threads = 2 });
        var cancelled = new CancellationToken(canceled: true);

        Should.Throw<OperationCanceledException>(() => scorer.Score(Dense, cancelled));
        Should.Throw<OperationCanceledException>(() => scorer.ScoreAll([Dense, Dense], null, cancelled));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Cancelling_ends_a_long_measurement_within_seconds(int threads)
    {
        var large = new RandomImages(new(3, 32, 32), 600);
        using var scorer = IndicatorSuite.ForNasBench201(large, new() { BatchSize = 256, Repeats = 60, Threads = threads, Indicators = ["kappa"] });
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        long start = Stopwatch.GetTimestamp();

        Should.Throw<OperationCanceledException>(() => scorer.Score(Dense, cancellation.Token));

        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Cancelling_between_cells_ends_the_whole_list_and_the_scorer_can_be_used_again()
    {
        using var cancellation = new CancellationTokenSource();
        using var scorer = IndicatorSuite.ForNasBench201(Images, Options with { Threads = 2 });
        int told = 0;

        Should.Throw<OperationCanceledException>(() => scorer.ScoreAll(
            [.. Enumerable.Repeat(Dense, 200)],
            done =>
            {
                told = done;
                if (done == 2) cancellation.Cancel();
            },
            cancellation.Token));

        told.ShouldBeLessThan(20);
        Bits(scorer.Score(Dense, Token)).ShouldBe(Bits(IndicatorSuite.ForNasBench201(Images, Options).Score(Dense, Token)));
    }

    private static string Refusal<TException>(ImageDataset data, IndicatorOptions options)
        where TException : Exception
    {
        string message = Should.Throw<TException>(() => IndicatorSuite.ForNasBench201(data, options)).Message;
        message.ShouldNotContain("\n");
        return message;
    }

    private static NasBench201Cell[] Sample(int count)
    {
        var random = new RandomStream(5, "cells");
        return [.. Enumerable.Range(0, count).Select(_ => NasBench201Space.Instance.Sample(random))];
    }

    private static string Bits(ArchitectureScore score) =>
        string.Join(' ', score.Indicators.Select(pair => $"{pair.Key} {pair.Value.Status} {Bits(pair.Value.Value)} {Bits(pair.Value.Sd)}"));

    private static string Bits(double? value) => value is { } number ? BitConverter.DoubleToInt64Bits(number).ToString("x16") : "none";
}
