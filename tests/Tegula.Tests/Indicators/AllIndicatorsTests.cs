using System.Text.RegularExpressions;
using Tegula.Architectures;
using Tegula.Compute;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Indicators.Baselines;
using Tegula.Networks;
using Tegula.Search;
using Tegula.Spaces;

namespace Tegula.Tests.Indicators;

/// <summary>What holds for every registered indicator, on every space.</summary>
public sealed partial class AllIndicatorsTests
{
    private const string CutCell = "|nor_conv_3x3~0|+|none~0|none~1|+|none~0|none~1|nor_conv_3x3~2|";
    private static readonly RandomImages Images = new(new(3, 8, 8), 100);
    private static readonly IndicatorOptions Options = new() { BatchSize = 16, Repeats = 2, Seed = 4, Threads = 1 };
    private static readonly string[] CountedIds = ["params", "live-params", "macs", "effective-depth"];

    public static TheoryData<string> Spaces => [.. SpaceRegistry.All.Select(space => space.Id)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Each_has_a_name_a_direction_and_a_source()
    {
        foreach (IndicatorInfo indicator in IndicatorRegistry.All)
        {
            indicator.Name.ShouldNotBeNullOrWhiteSpace(indicator.Id);
            Enum.IsDefined(indicator.Direction).ShouldBeTrue(indicator.Id);
            Source().IsMatch(indicator.Source).ShouldBeTrue($"{indicator.Id}: '{indicator.Source}' names neither a paper's file nor a venue with its year");
        }
    }

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Each_is_finite_and_different_for_different_architectures(string space)
    {
        IReadOnlyList<ArchitectureScore> scores = Scores(space, Options, [.. Architectures(space)]);
        foreach (string id in IdsOf(space))
        {
            scores.Select(score => score.Indicators[id].Status).ShouldAllBe(status => status == IndicatorStatus.Ok, id);
            scores.ShouldAllBe(score => double.IsFinite(score.Indicators[id].Value!.Value) && score.Indicators[id].Sd >= 0, id);

            // An accuracy on twenty images may be equal by chance, and most genotypes have a path without convolutions.
            if (id is not (TrainedAccuracy.Id or "least-depth"))
                scores.Select(score => score.Indicators[id].Value).Distinct().Count().ShouldBeGreaterThan(1, id);
        }
    }

    [Theory]
    [MemberData(nameof(Spaces))]
    public void The_bits_depend_on_threads_neither_for_one_architecture_nor_for_several(string space)
    {
        IArchitecture[] architectures = [.. Architectures(space)];
        string[] expected = [.. Scores(space, Options, architectures).Select(Bits)];
        Scores(space, Options with { Threads = 3 }, architectures).Select(Bits).ShouldBe(expected);
        Bits(Scores(space, Options with { Threads = 3 }, architectures[1]).Single()).ShouldBe(expected[1]);
    }

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Each_alone_has_the_bits_that_it_has_in_company(string space)
    {
        IArchitecture architecture = Architectures(space).First();
        IndicatorOptions once = Options with { Repeats = 1 };
        ArchitectureScore together = Scores(space, once, architecture).Single();
        foreach (string id in IdsOf(space))
        {
            ArchitectureScore alone = Scores(space, once with { Indicators = [id] }, architecture).Single();
            alone.Indicators.Keys.ShouldBe([id]);
            alone.Indicators[id].ShouldBe(together.Indicators[id], id);
        }
    }

    [Fact]
    public void Those_of_a_network_fail_where_nothing_reaches_its_output()
    {
        ArchitectureScore score = Scores("nas-bench-201", Options, NasBench201Cell.Parse(CutCell)).Single();
        foreach ((string id, IndicatorValue value) in score.Indicators)
        {
            value.Status.ShouldBe(CountedIds.Contains(id) ? IndicatorStatus.Ok : IndicatorStatus.InputIndependent, id);
            (value.Value is null).ShouldBe(value.Status != IndicatorStatus.Ok, id);
        }
    }

    [Fact]
    public void Those_of_a_network_are_the_same_for_cells_that_compute_the_same()
    {
        string[] equal =
        [
            "|nor_conv_3x3~0|+|nor_conv_1x1~0|none~1|+|none~0|skip_connect~1|avg_pool_3x3~2|",
            "|nor_conv_1x1~0|+|nor_conv_3x3~0|none~1|+|none~0|avg_pool_3x3~1|skip_connect~2|",
        ];
        using var suite = IndicatorSuite.ForNasBench201(Images, Options with { Indicators = [.. NetworkIndicators.All.Select(indicator => indicator.Id)] });
        string[] bits = [.. equal.Select(text => Bits(suite.Score(NasBench201Cell.Parse(text), Token)))];
        bits[1].ShouldBe(bits[0]);
    }

    [Fact]
    public void A_supernet_with_one_operation_on_each_edge_is_its_cell_and_with_two_it_is_another_network()
    {
        var cell = NasBench201Cell.Parse("|nor_conv_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|skip_connect~0|none~1|nor_conv_3x3~2|");
        var both = NasBench201Supernet.Parse("|nor_conv_1x1,nor_conv_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|skip_connect~0|none~1|nor_conv_3x3~2|");
        IndicatorOptions options = OnSupernets();
        using var cells = IndicatorSuite.ForNasBench201(Images, options);
        using var supernets = new IndicatorSuite<NasBench201Supernet>(Images, options, NasBench201SupernetNetworks.Instance);
        ArchitectureScore expected = cells.Score(cell, Token);
        ShouldBeEqual(supernets.Score(NasBench201Supernet.Of(cell), Token), expected);
        ShouldDiffer(supernets.Score(both, Token), expected);
    }

    [Fact]
    public void A_supernet_of_the_darts_space_with_one_operation_on_each_edge_is_its_genotype_and_the_whole_one_is_another_network()
    {
        DartsGenotype genotype = DartsSpace.Instance.Sample(new RandomStream(7, "genotype"));
        IndicatorOptions options = OnSupernets();
        using var genotypes = new IndicatorSuite<DartsGenotype>(Images, options, DartsIndicatorNetworks.Instance);
        using var supernets = new IndicatorSuite<DartsSupernet>(Images, options, DartsSupernetNetworks.Instance);
        ArchitectureScore expected = genotypes.Score(genotype, Token);
        ShouldBeEqual(supernets.Score(DartsSupernet.Of(genotype), Token), expected);
        ShouldDiffer(supernets.Score(DartsSupernet.Whole, Token), expected);
    }

    [Fact]
    public void Two_minibatches_that_the_data_does_not_hold_are_refused_in_one_line()
    {
        IndicatorOptions tooLarge = Options with { BatchSize = 51, Indicators = [Zico.Id] };
        Should.Throw<DatasetException>(() => IndicatorSuite.ForNasBench201(Images, tooLarge)).Message
            .ShouldBe("random images: a batch of 51 and a held-out batch of the same size need 102 images, the data has 100; use a batch of at most 50");
        using var suite = IndicatorSuite.ForNasBench201(Images, tooLarge with { Indicators = [Swap.Id] });
        suite.Score(NasBench201Cell.Parse(CutCell), Token).Indicators.Keys.ShouldBe([Swap.Id]);
        Should.Throw<DatasetException>(() => IndicatorSuite.ForNasBench201(Images, tooLarge with { BatchSize = 101, Indicators = [Swap.Id] })).Message
            .ShouldBe("random images: a batch of 101 is larger than the data, 100 images; use a batch of at most 100");
    }

    private static IndicatorOptions OnSupernets() =>
        Options with { Repeats = 1, Indicators = [.. IndicatorRegistry.All.Where(info => info.IsDefinedOnSupernets).Select(info => info.Id)] };

    private static IReadOnlyList<string> IdsOf(string space) =>
        [.. IndicatorRegistry.All.Where(indicator => indicator.IsDefinedOn(space)).Select(indicator => indicator.Id)];

    private static IReadOnlyList<ArchitectureScore> Scores(string space, IndicatorOptions options, params IArchitecture[] architectures)
    {
        bool isDefault = options.Indicators.SequenceEqual(new IndicatorOptions().Indicators);
        using var scorer = SpaceScorer.Of(space, Images, isDefault ? options with { Indicators = IdsOf(space) } : options);
        return scorer.Score(architectures, Token);
    }

    private static IEnumerable<IArchitecture> Architectures(string space) => space == "nas-bench-201"
        ?
        [
            NasBench201Cell.Parse("|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|"),
            NasBench201Cell.Parse("|nor_conv_1x1~0|+|none~0|avg_pool_3x3~1|+|nor_conv_3x3~0|nor_conv_1x1~1|skip_connect~2|"),
            NasBench201Cell.Parse("|nor_conv_3x3~0|+|none~0|none~1|+|nor_conv_1x1~0|skip_connect~1|none~2|"),
        ]
        : SpaceRegistry.Get(space).Sample(3, 2);

    private static void ShouldBeEqual(ArchitectureScore one, ArchitectureScore other)
    {
        foreach ((string id, IndicatorValue value) in other.Indicators)
        {
            value.IsOk.ShouldBeTrue(id);
            one.Indicators[id].Value!.Value.ShouldBe(value.Value!.Value, 1e-5 * Math.Abs(value.Value.Value), id);
        }
    }

    private static void ShouldDiffer(ArchitectureScore one, ArchitectureScore other)
    {
        foreach ((string id, IndicatorValue value) in one.Indicators)
        {
            value.IsOk.ShouldBeTrue(id);
            if (id != TrainedAccuracy.Id) value.Value.ShouldNotBe(other.Indicators[id].Value, id);
        }
    }

    private static string Bits(ArchitectureScore score) =>
        string.Join(' ', score.Indicators.Select(pair => $"{pair.Key} {pair.Value.Status} {Bits(pair.Value.Value)} {Bits(pair.Value.Sd)}"));

    private static string Bits(double? value) => value is { } number ? BitConverter.DoubleToInt64Bits(number).ToString("x16") : "none";

    [GeneratedRegex(@"\.txt|\b20\d\d\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Source();
}
