using Tegula.Architectures;
using Tegula.Compute;
using Tegula.Networks;
using Tegula.Spaces;
using Tegula.Tests.Architectures;
using Tegula.Tests.Benchmarks;
using static Tegula.Architectures.NasBench201Operation;

namespace Tegula.Tests.Networks;

public sealed class NetworkCostTests
{
    private static readonly NasBench201Cell Empty = new(None, None, None, None, None, None);

    /// <summary>C = 1, N = 1, images 1x4x4, 2 classes: every layer counted by hand.</summary>
    [Fact]
    public void The_smallest_network_costs_what_a_count_by_hand_gives()
    {
        NasBench201Skeleton skeleton = new() { Channels = 1, CellsPerStage = 1, ImageChannels = 1, ImageHeight = 4, ImageWidth = 4, Classes = 2 };

        // Stem 9 + 2; blocks (18 + 4 + 36 + 4 + 2) and (72 + 8 + 144 + 8 + 8); last norm 8; classifier 8 + 2.
        // MACs: 9 x 16; (18 + 36 + 2) x 4; (72 + 144 + 8) x 1; 8.
        NetworkCost.Of(Empty, skeleton).ShouldBe(new NetworkCost(11 + 64 + 240 + 8 + 10, 144 + 224 + 224 + 8));

        // A 3x3 convolution at 1, 2 and 4 channels: 9 + 2, 36 + 4, 144 + 8.
        NetworkCost.Of(Empty.With(3, NorConv3x3), skeleton).ShouldBe(new NetworkCost(333 + 11 + 40 + 152, 600 + 144 + 144 + 144));

        // Dead, but counted as the benchmark does: 1x1 from node 0 to a node that nothing reads.
        NasBench201Cell withDead = Empty.With(3, NorConv3x3).With(0, NorConv1x1);
        NetworkCost.Of(withDead, skeleton).ShouldBe(new NetworkCost(536 + 3 + 8 + 24, 1_032 + 16 + 16 + 16));
        NetworkCost.OfLive(CellComputation.Of(withDead), skeleton).ShouldBe(new NetworkCost(536, 1_032));
    }

    [Fact]
    public void Every_cell_costs_what_walking_its_network_layer_by_layer_gives()
    {
        NasBench201Skeleton skeleton = new() { Channels = 3, CellsPerStage = 2, ImageChannels = 2, ImageHeight = 8, ImageWidth = 12, Classes = 7 };
        foreach (NasBench201Cell cell in AllCells.InPlainOrder())
            NetworkCost.Of(cell, skeleton).ShouldBe(Walk(cell, skeleton));
    }

    [Theory]
    [InlineData(10, 73_306)]
    [InlineData(100, 79_156)]
    [InlineData(120, 80_456)]
    public void Without_convolutions_only_the_skeleton_counts(int classes, long parameters) =>
        NetworkCost.Of(Empty, new NasBench201Skeleton { Classes = classes }).Parameters.ShouldBe(parameters);

    [Fact]
    public void A_cell_that_cuts_the_network_leaves_nothing_alive()
    {
        NasBench201Cell cut = Empty.With(0, NorConv3x3);

        NetworkCost.OfLive(CellComputation.Of(cut), NasBench201Skeleton.Cifar10).ShouldBe(new NetworkCost(0, 0));
        NetworkCost.OfLive(CellComputation.Of(Empty.With(3, SkipConnect)), NasBench201Skeleton.Cifar10)
            .ShouldBe(NetworkCost.Of(Empty, NasBench201Skeleton.Cifar10));
    }

    [Fact]
    public void Live_cost_equals_the_whole_cost_of_the_cell_without_its_dead_edges()
    {
        foreach (NasBench201Cell cell in AllCells.InPlainOrder())
        {
            NasBench201Cell pruned = Pruned(cell);
            if (pruned == Empty)
                continue;
            NetworkCost.OfLive(CellComputation.Of(cell), NasBench201Skeleton.Cifar10).ShouldBe(NetworkCost.Of(pruned, NasBench201Skeleton.Cifar10));
        }
    }

    [Fact]
    public void Parameters_and_macs_are_those_of_the_table_on_all_rows()
    {
        RawTable table = RawTable.LoadOrSkip();
        NasBench201Cell[] cells = [.. table.Text("arch").Select(NasBench201Cell.Parse)];
        cells.Length.ShouldBe(15_625);

        NetworkCost[] cifar10 = [.. cells.Select(cell => NetworkCost.Of(cell, NasBench201Skeleton.Cifar10))];
        NetworkCost[] cifar100 = [.. cells.Select(cell => NetworkCost.Of(cell, NasBench201Skeleton.Cifar100))];
        NetworkCost[] imageNet = [.. cells.Select(cell => NetworkCost.Of(cell, NasBench201Skeleton.ImageNet16))];

        cifar10.Select(cost => cost.Parameters).ShouldBe(table.Integers("c10_params"));
        cifar100.Select(cost => cost.Parameters).ShouldBe(table.Integers("c100_params"));
        imageNet.Select(cost => cost.Parameters).ShouldBe(table.Integers("in16_params"));
        cifar10.Select(cost => cost.Macs).ShouldBe(table.Integers("c10_macs"));
        imageNet.Select(cost => cost.Macs).ShouldBe(table.Integers("in16_macs"));
    }

    /// <summary>Builds the network layer by layer on shapes alone, and counts as it goes.</summary>
    private static NetworkCost Walk(NasBench201Cell cell, NasBench201Skeleton skeleton)
    {
        (int channels, int height, int width) = (skeleton.ImageChannels, skeleton.ImageHeight, skeleton.ImageWidth);
        long parameters = 0;
        long macs = 0;

        Convolve(skeleton.Channels, 3, 1, hasNorm: true);
        for (int stage = 0; stage < 3; stage++)
        {
            if (stage > 0)
            {
                (int Channels, int Height, int Width) input = (channels, height, width);
                Convolve(2 * channels, 3, 2, hasNorm: true);
                Convolve(channels, 3, 1, hasNorm: true);
                (int Channels, int Height, int Width) output = (channels, height, width);
                (channels, height, width) = (input.Channels, input.Height / 2, input.Width / 2);
                Convolve(2 * channels, 1, 1, hasNorm: false);
                (channels, height, width).ShouldBe(output, "both ways through a residual block end in one shape");
            }

            for (int repeat = 0; repeat < skeleton.CellsPerStage; repeat++)
            {
                foreach (NasBench201Operation operation in cell.Operations)
                {
                    if (operation == NorConv1x1)
                        Convolve(channels, 1, 1, hasNorm: true);
                    if (operation == NorConv3x3)
                        Convolve(channels, 3, 1, hasNorm: true);
                }
            }
        }

        parameters += channels + channels;
        for (int output = 0; output < skeleton.Classes; output++)
        {
            parameters += channels + 1;
            macs += channels;
        }

        return new NetworkCost(parameters, macs);

        void Convolve(int outputs, int kernel, int stride, bool hasNorm)
        {
            height = ((height + (2 * (kernel / 2)) - kernel) / stride) + 1;
            width = ((width + (2 * (kernel / 2)) - kernel) / stride) + 1;
            for (int output = 0; output < outputs; output++)
            {
                parameters += (channels * kernel * kernel) + (hasNorm ? 2 : 0);
                macs += channels * kernel * kernel * height * width;
            }

            channels = outputs;
        }
    }

    /// <summary>The cell with every edge cut that lies on no path from the input to the output, by listing the four paths.</summary>
    private static NasBench201Cell Pruned(NasBench201Cell cell)
    {
        (int Source, int Target)[][] paths = [[(0, 3)], [(0, 1), (1, 3)], [(0, 2), (2, 3)], [(0, 1), (1, 2), (2, 3)]];
        HashSet<(int Source, int Target)> used =
            [.. paths.Where(path => path.All(edge => cell[edge.Source, edge.Target] != None)).SelectMany(path => path)];
        return new NasBench201Cell([.. NasBench201Cell.Edges.Select(edge => used.Contains(edge) ? cell[edge.Source, edge.Target] : None)]);
    }

    [Fact]
    public void What_lives_of_a_DARTS_network_is_what_the_engine_builds()
    {
        DartsSkeleton small = new() { Channels = 4, Cells = 5 };
        var random = new RandomStream(11, "live darts");
        foreach (DartsGenotype genotype in Enumerable.Range(0, 30).Select(_ => DartsSpace.Instance.Sample(random)))
            NetworkCost.OfLive(genotype.ToGraph(small)).Parameters.ShouldBe(DartsNetwork.Build(genotype, small).ParameterLength, genotype.ToString());
    }

    [Fact]
    public void A_DARTS_network_whose_cells_read_one_input_only_has_projections_that_nothing_uses()
    {
        const string Cell = "[('sep_conv_3x3', 1), ('skip_connect', 1), ('sep_conv_3x3', 2), ('skip_connect', 2), ('sep_conv_3x3', 3), ('skip_connect', 3), "
            + "('sep_conv_3x3', 4), ('skip_connect', 4)]";
        DartsGenotype genotype = DartsGenotype.Parse($"Genotype(normal={Cell}, normal_concat=[2, 3, 4, 5], reduce={Cell}, reduce_concat=[2, 3, 4, 5])");

        ArchitectureCost cost = ArchitectureCost.Of(genotype).ShouldNotBeNull();

        cost.Live.ShouldNotBeNull().Parameters.ShouldBeLessThan(cost.Whole.Parameters);
        cost.Live.Parameters.ShouldBe(DartsNetwork.Build(genotype, DartsSkeleton.Cifar10).ParameterLength);
        cost.Live.Macs.ShouldBeLessThan(cost.Whole.Macs);
    }
}
