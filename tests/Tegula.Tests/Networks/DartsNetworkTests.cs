using Tegula.Architectures;
using Tegula.Architectures.Graphs;
using Tegula.Networks;
using Tegula.Spaces;
using Tegula.Tests.Architectures;
using Tegula.Topology;

namespace Tegula.Tests.Networks;

/// <summary>Parameters and MACs of DARTS networks, against PyTorch and against the papers.</summary>
public sealed class DartsNetworkTests
{
    private static readonly Dictionary<string, DartsSkeleton> Skeletons = new()
    {
        ["cifar10"] = DartsSkeleton.Cifar10,
        ["cifar10+auxiliary"] = DartsSkeleton.Cifar10 with { HasAuxiliaryHead = true },
        ["cifar100"] = DartsSkeleton.Cifar100,
        ["imagenet"] = DartsSkeleton.ImageNet,
        ["imagenet+auxiliary"] = DartsSkeleton.ImageNet with { HasAuxiliaryHead = true },
        ["tiny"] = new() { ImageSize = 8, Classes = 3, Channels = 1, Cells = 2 },
        ["small"] = new() { ImageSize = 12, Classes = 7, Channels = 5, Cells = 4 },
        ["small-imagenet"] = DartsSkeleton.ImageNet with { ImageSize = 64, Classes = 9, Channels = 6, Cells = 5 },
    };

    [Fact]
    public void Parameters_and_MACs_are_those_that_PyTorch_counts()
    {
        DartsGoldens.All.Select(row => row.Skeleton).Distinct().ShouldBe(Skeletons.Keys, ignoreOrder: true);
        foreach (DartsGoldens row in DartsGoldens.All)
            Cost(row.Genotype, Skeletons[row.Skeleton]).ShouldBe(new(row.Parameters, row.Macs), $"{row.Cell}, {row.Skeleton}");
    }

    [Theory]
    [InlineData("darts", 3.35)]
    [InlineData("enas", 3.86)]
    [InlineData("amoebanet", 3.15)]
    [InlineData("nasnet", 3.83)]
    public void Sizes_for_CIFAR_10_are_those_of_Table_3_of_the_cell_study(string id, double millions) =>
        Rounded(id, DartsSkeleton.Cifar10).ShouldBe(millions);

    /// <summary>Table 1 counts the auxiliary head, and the adapted cells concatenate what the original ones do.</summary>
    [Theory]
    [InlineData("nasnet", 4.29, 4.32, 4.42, 4.45)]
    [InlineData("amoebanet", 3.60, 3.60, 3.71, 3.71)]
    [InlineData("enas", 4.32, 4.32, 4.45, 4.45)]
    [InlineData("darts", 3.83, 3.90, 3.95, 4.03)]
    [InlineData("snas", 3.14, 3.19, 3.26, 3.31)]
    public void Sizes_of_original_and_adapted_networks_are_those_of_Table_1(string id, double cifar10, double adapted10, double cifar100, double adapted100)
    {
        DartsGenotype original = Genotype(id), adapted = CellVariants.Adapted(original);

        Rounded(original, Skeletons["cifar10+auxiliary"]).ShouldBe(cifar10);
        Rounded(adapted, Skeletons["cifar10+auxiliary"]).ShouldBe(adapted10);
        Rounded(original, DartsSkeleton.Cifar100 with { HasAuxiliaryHead = true }).ShouldBe(cifar100);
        Rounded(adapted, DartsSkeleton.Cifar100 with { HasAuxiliaryHead = true }).ShouldBe(adapted100);
    }

    /// <summary>The DARTS paper's 4.7 M parameters; its 574 M operations count more than convolutions and the classifier.</summary>
    [Fact]
    public void DARTS_for_ImageNet_has_4718752_parameters() => Cost("darts", DartsSkeleton.ImageNet).ShouldBe(new(4_718_752, 529_911_552));

    [Fact]
    public void The_graph_leads_from_image_to_logits_through_every_cell()
    {
        ArchitectureGraph graph = Genotype("darts").ToGraph(DartsSkeleton.Cifar10).RequireConnected();

        graph.Nodes.Select(node => node.Name).Distinct().Count().ShouldBe(graph.Nodes.Length);
        graph.Nodes[graph.Inputs.Single()].Channels.ShouldBe(3);
        graph.Nodes[graph.Output].ShouldBe(new("logits", NodeRole.Output, NodeMerge.Sum, 10));
        graph.Nodes.Where(node => node.Merge == NodeMerge.Concatenate).Select(node => node.Channels)
            .ShouldBe([.. Enumerable.Repeat(4 * 36, 6), .. Enumerable.Repeat(4 * 72, 7), .. Enumerable.Repeat(4 * 144, 7)]);
        CellShape.Of(graph).ShouldBeNull();
    }

    [Fact]
    public void Edges_from_the_inputs_of_a_reduction_cell_have_stride_2()
    {
        ArchitectureGraph graph = Genotype("darts").ToGraph(DartsSkeleton.Cifar10);

        foreach (GraphEdge edge in graph.Edges)
        {
            string source = graph.Nodes[edge.Source].Name;
            bool fromReductionInput = source.Contains(".c_{", StringComparison.Ordinal)
                && (source.StartsWith("cell6.", StringComparison.Ordinal) || source.StartsWith("cell13.", StringComparison.Ordinal));
            bool isReduced = edge.Operation.Name == "factorized_reduce /2";
            edge.Operation.Name.EndsWith("/2", StringComparison.Ordinal).ShouldBe(fromReductionInput || isReduced);
            isReduced.ShouldBe(graph.Nodes[edge.Target].Name is "cell7.c_{k-2}" or "cell14.c_{k-2}");
        }
    }

    [Fact]
    public void Reduction_cells_can_stand_elsewhere()
    {
        DartsSkeleton thin = new() { Channels = 1, Cells = 2, StemMultiplier = 1, ReductionCells = [1] };

        NetworkCost without = NetworkCost.Of(Genotype("snas"), thin with { Cells = 1, ReductionCells = [] });
        NetworkCost with = NetworkCost.Of(Genotype("snas"), thin);
        DartsSkeleton.Cifar10.ReductionCells.ShouldBe([6, 13]);
        DartsSkeleton.ImageNet.ReductionCells.ShouldBe([4, 9]);
        new DartsSkeleton { Cells = 1 }.ReductionCells.ShouldBe([0]);
        with.Parameters.ShouldBeGreaterThan(without.Parameters);

        // Stem 27 + 2; two projections of 1 + 2; three separable convolutions of 2 (9 + 1 + 2) and a dilated one of 9 + 1 + 2; classifier.
        without.Parameters.ShouldBe(29 + 6 + (3 * 24) + 12 + ((4 + 1) * 10));
    }

    [Fact]
    public void Sizes_that_do_not_fit_together_are_refused()
    {
        Refused(new() { ImageSize = 30 }, "30 pixels high and is halved 2 times", "multiple of 2^2");
        Refused(DartsSkeleton.ImageNet with { ImageSize = 240 }, "halved 5 times", "multiple of 2^5");
        Refused(DartsSkeleton.ImageNet with { Channels = 47 }, "half of the 47 channels");
        Refused(new() { ReductionCells = [20] }, "cell 20 is to be a reduction cell; the cells are 0 to 19");
        Refused(new() { ImageSize = 16, HasAuxiliaryHead = true }, "the auxiliary head reads 4 rows and columns; it needs 8 to 10");
        Should.Throw<ArgumentException>(() => new DartsSkeleton { Cells = 0 }).Message.ShouldBe("Cells is 0, expected at least 1");

        static void Refused(DartsSkeleton skeleton, params string[] words)
        {
            string message = Should.Throw<ArgumentException>(() => Genotype("darts").ToGraph(skeleton)).Message;
            foreach (string word in words)
                message.ShouldContain(word);
        }
    }

    private static double Rounded(string id, DartsSkeleton skeleton) => Rounded(Genotype(id), skeleton);

    private static double Rounded(DartsGenotype genotype, DartsSkeleton skeleton) => Math.Round(NetworkCost.Of(genotype, skeleton).Parameters / 1e6, 2);

    private static NetworkCost Cost(string text, DartsSkeleton skeleton) => NetworkCost.Of((DartsGenotype)ArchitectureReader.Parse(text), skeleton);

    private static DartsGenotype Genotype(string id) => (DartsGenotype)ArchitectureReader.Parse(id);
}
