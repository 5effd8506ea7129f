using Tegula.Architectures;
using Tegula.Compute.Graphs;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Networks;

namespace Tegula.Tests.Indicators;

public sealed class LinearRegionsTests
{
    private const ulong Seed = 3;

    // Signs closer to zero than this could differ between single and double precision; the data are chosen so that there are none.
    private const double InDoubt = 2e-6;

    private static readonly RandomImages Images = new(new(3, 8, 8), 500);

    [Theory]
    [InlineData("|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|", 0)]
    [InlineData("|nor_conv_1x1~0|+|none~0|avg_pool_3x3~1|+|nor_conv_3x3~0|nor_conv_1x1~1|nor_conv_3x3~2|", 1)]
    [InlineData("|avg_pool_3x3~0|+|skip_connect~0|nor_conv_1x1~1|+|avg_pool_3x3~0|skip_connect~1|nor_conv_3x3~2|", 2)]
    [InlineData("|none~0|+|none~0|none~1|+|nor_conv_1x1~0|none~1|none~2|", 0)]
    [InlineData("|nor_conv_3x3~0|+|nor_conv_3x3~0|none~1|+|avg_pool_3x3~0|skip_connect~1|nor_conv_1x1~2|", 1)]
    public void It_is_the_number_of_sign_patterns_found_by_comparing_all_pairs(string text, int repeat)
    {
        var cell = CellComputation.Of(NasBench201Cell.Parse(text));
        IReadOnlyList<float[]> crops = LinearRegions.DrawCrops(Images, Seed);
        using var regions = new LinearRegions(crops, Seed);

        var network = new PlainThinNetwork(cell, Seed, repeat);
        double[][] values = [.. crops.SelectMany(batch => network.BeforeRectifiers(batch, LinearRegions.CropsPerBatch))];
        values.Min(sample => sample.Min(Math.Abs)).ShouldBeGreaterThan(InDoubt, "choose another seed: a sign is in doubt");
        bool[][] signs = [.. values.Select(sample => sample.Select(value => value > 0).ToArray())];

        regions.Count(Thin(cell), repeat).ShouldBe(CountDistinct(signs));
    }

    [Fact]
    public void It_lies_between_one_and_the_number_of_crops_and_repeats_exactly()
    {
        IReadOnlyList<float[]> crops = LinearRegions.DrawCrops(Images, Seed);
        using var regions = new LinearRegions(crops, Seed);
        using var other = new LinearRegions(crops, Seed);
        foreach (CellComputation cell in AllLive().Where((_, i) => i % 331 == 0))
        {
            int count = regions.Count(Thin(cell), 0);
            count.ShouldBeInRange(1, LinearRegions.Batches * LinearRegions.CropsPerBatch);
            other.Count(Thin(cell), 0).ShouldBe(count, "a fresh counter and a used one agree");
        }
    }

    /// <summary>Without convolution only the last rectifier is left: nine signs, so at most 2^9 patterns.</summary>
    [Fact]
    public void A_cell_with_one_rectifier_has_at_most_512_regions()
    {
        using var regions = new LinearRegions(LinearRegions.DrawCrops(Images, Seed), Seed);

        regions.Count(Thin(CellComputation.Of(NasBench201Cell.Parse("|none~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|"))), 0).ShouldBeInRange(400, 512);
    }

    [Fact]
    public void Images_that_are_all_the_same_have_one_region()
    {
        var blank = new RandomImages(new(1, 8, 8), 4, constant: 200);
        using var regions = new LinearRegions(LinearRegions.DrawCrops(blank, Seed), Seed);

        regions.Count(Thin(CellComputation.Of(NasBench201Cell.Parse("|none~0|+|none~0|none~1|+|nor_conv_1x1~0|none~1|none~2|"))), 0).ShouldBe(1);
    }

    [Fact]
    public void Images_smaller_than_a_crop_are_refused_in_one_line()
    {
        var tiny = new RandomImages(new(1, 2, 8), 4);

        Should.Throw<DatasetException>(() => LinearRegions.DrawCrops(tiny, Seed)).Message
            .ShouldBe("random images: images of 2x8 are smaller than a crop; at least 3x3 is needed");
    }

    private static IEnumerable<CellComputation> AllLive() =>
        Architectures.AllCells.InPlainOrder().Select(CellComputation.Of).Where(cell => cell.DependsOnInput);

    // Every pattern that no earlier one equals, position by position.
    private static Graph Thin(CellComputation cell) => NasBench201Network.BuildThin(cell, CropSampler.Side);

    private static int CountDistinct(bool[][] patterns)
    {
        int distinct = 0;
        for (int i = 0; i < patterns.Length; i++)
        {
            bool isNew = true;
            for (int k = 0; k < i && isNew; k++) isNew = !patterns[i].AsSpan().SequenceEqual(patterns[k]);
            distinct += isNew ? 1 : 0;
        }

        return distinct;
    }
}
