using Tegula.Architectures;
using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Networks;
using Tegula.Spaces;
using Tegula.Tests.Architectures;
using Tegula.Tests.Spaces;

namespace Tegula.Tests.Networks;

/// <summary>What the graphs of DARTS networks are made of; what they compute is compared with PyTorch in <see cref="DartsGoldenTests"/>.</summary>
public sealed class DartsGraphTests
{
    private static readonly DartsSkeleton[] Skeletons =
    [
        new() { Channels = 1, Cells = 2, StemMultiplier = 1, ReductionCells = [1] },
        new() { ImageSize = 8, Classes = 3, Channels = 1, Cells = 2 },
        new() { ImageSize = 12, Classes = 7, Channels = 5, Cells = 4 },
        DartsSkeleton.ImageNet with { ImageSize = 64, Classes = 9, Channels = 6, Cells = 5 },
    ];

    [Fact]
    public void Networks_have_the_parameters_that_the_cost_of_the_same_skeleton_counts()
    {
        var random = new RandomStream(1, "test/darts graphs");
        IEnumerable<DartsGenotype> published = PublishedCells.All.Select(cell => cell.Genotype);
        IEnumerable<DartsGenotype> sampled = Enumerable.Range(0, 40).Select(_ => DartsSpace.Instance.Sample(random));
        IEnumerable<DartsGenotype> free = Enumerable.Range(0, 40).Select(_ => RandomGenotypes.Draw(random))
            .Select(genotype => new DartsGenotype(Used(genotype.Normal), Used(genotype.Reduce)));
        foreach (DartsGenotype genotype in published.Concat(sampled).Concat(free))
        {
            foreach (DartsSkeleton skeleton in Skeletons)
                ((long)DartsNetwork.Build(genotype, skeleton).ParameterLength).ShouldBe(NetworkCost.Of(genotype, skeleton).Parameters, genotype.ToString());
        }
    }

    [Fact]
    public void Multiply_accumulates_of_the_convolutions_are_those_that_the_cost_counts()
    {
        var random = new RandomStream(2, "test/darts graphs");
        for (int i = 0; i < 20; i++)
        {
            DartsGenotype genotype = DartsSpace.Instance.Sample(random);
            foreach (DartsSkeleton skeleton in Skeletons)
            {
                // The second convolution of a reduction runs over the padded image; its row and column of padding alone are not counted.
                Graph graph = DartsNetwork.Build(genotype, skeleton);
                long macs = graph.Nodes.Where(node => node.Operation is ConvolutionOperation)
                    .Sum(node => ((ConvolutionOperation)node.Operation).Weight.Length * (long)Kept(graph, node).Pixels);
                macs.ShouldBe(NetworkCost.Of(genotype, skeleton).Macs, genotype.ToString());
            }
        }

        static TensorShape Kept(Graph graph, Node node) =>
            graph.Consumers[node.Index] is [int reader] && graph.Nodes[reader].Operation is CropOperation ? graph.Nodes[reader].Shape : node.Shape;
    }

    [Fact]
    public void Parts_that_the_output_does_not_depend_on_are_left_out()
    {
        var cell = new DartsCell(
            [new(DartsOperation.SepConv3x3, 1), new(DartsOperation.SkipConnect, 1), new(DartsOperation.SepConv5x5, 1), new(DartsOperation.None, 0)], [3]);
        Graph graph = DartsNetwork.Build(new DartsGenotype(cell, cell), Skeletons[0]);

        graph.Parameters.ShouldNotContain(parameter => parameter.Name.Contains("sep_conv_3x3") || parameter.Name.Contains("input0"));
        graph.Parameters.Where(parameter => parameter.Name.EndsWith(".depthwise0")).Select(parameter => parameter.Name)
            .ShouldBe(["cell0.node2.sep_conv_5x5(1).depthwise0", "cell1.node2.sep_conv_5x5(1).depthwise0"]);
    }

    [Fact]
    public void Genotypes_of_one_key_give_one_network_and_of_another_another()
    {
        var random = new RandomStream(3, "test/darts graphs");
        for (int i = 0; i < 100; i++)
        {
            DartsGenotype genotype = DartsSpace.Instance.Sample(random);
            DartsGenotype shuffled = new(DartsShuffling.Shuffle(genotype.Normal, random), DartsShuffling.Shuffle(genotype.Reduce, random));
            DartsGenotype mutant = DartsSpace.Instance.Mutate(genotype, random);
            DartsGenotype[] three = [genotype, shuffled, mutant];

            string[] networks = [.. three.Select(item => GraphText.Of(DartsNetwork.Build(item, Skeletons[0])))];
            string[] thin = [.. three.Select(item => GraphText.Of(DartsNetwork.BuildThin(item, 3)))];

            string[] keys = [.. three.Select(DartsSpace.Instance.ComputationKey)];
            (networks[0] == networks[1], thin[0] == thin[1]).ShouldBe((true, true), genotype.ToString());
            (networks[0] == networks[2], thin[0] == thin[2]).ShouldBe((keys[0] == keys[2], keys[0] == keys[2]), $"{genotype} and {mutant}");
        }
    }

    /// <summary>Nodes that are left out of the output keep their part in the order, and so do twins.</summary>
    [Fact]
    public void Cells_of_any_form_give_one_network_in_any_order()
    {
        var random = new RandomStream(4, "test/darts graphs");
        for (int i = 0; i < 100; i++)
        {
            DartsGenotype genotype = RandomGenotypes.Draw(random);
            DartsGenotype shuffled = new(DartsShuffling.Shuffle(genotype.Normal, random), DartsShuffling.Shuffle(genotype.Reduce, random));
            GraphText.Of(DartsNetwork.Build(shuffled, Skeletons[0])).ShouldBe(GraphText.Of(DartsNetwork.Build(genotype, Skeletons[0])), genotype.ToString());
        }
    }

    [Fact]
    public void Equal_parts_of_different_genotypes_have_equal_weights()
    {
        var genotype = (DartsGenotype)ArchitectureReader.Parse("darts");
        DartsGenotype other = genotype with { Normal = genotype.Normal.With(7, new(DartsOperation.DilConv5x5, 2)) };
        Graph one = DartsNetwork.Build(genotype, Skeletons[0]), two = DartsNetwork.Build(other, Skeletons[0]);
        float[] oneWeights = WeightInitialization.KaimingNormal(one, 5, 0), twoWeights = WeightInitialization.KaimingNormal(two, 5, 0);

        string[] shared = [.. one.Parameters.Select(parameter => parameter.Name).Intersect(two.Parameters.Select(parameter => parameter.Name))];
        shared.Length.ShouldBe(one.Parameters.Length - 4, "the 3x3 depthwise and pointwise convolution and its batch norm differ");
        foreach (string name in shared)
            Values(one, oneWeights, name).ShouldBe(Values(two, twoWeights, name), name);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_thin_network_joins_every_rectifier_and_the_last_nodes_once(int side)
    {
        var genotype = (DartsGenotype)ArchitectureReader.Parse("darts");
        int half = (side + 1) / 2;

        Graph graph = DartsNetwork.BuildThin(genotype, side);

        // Normal cell: image, both inputs, no node but 2 for the dilated convolution, inside of five separable convolutions. Reduction cell: the joined
        // cell, both inputs where it skips or not: maximum pools alone read them. Then its nodes, of which 1 and 3 are the
        // same sum.
        int normal = (1 + 2 + 1 + 5) * side * side;
        int reduce = 4 * side * side;
        graph.Output.Shape.ShouldBe(new TensorShape(normal + reduce + (3 * 2 * half * half), 1, 1));
        graph.Nodes.Count(node => node.Operation is BatchNormOperation).ShouldBe((5 * 2) + 1 + 4);
    }

    [Fact]
    public void Odd_images_are_halved_upwards()
    {
        var random = new RandomStream(6, "test/darts graphs");
        for (int i = 0; i < 20; i++)
        {
            Graph graph = DartsNetwork.Build(DartsSpace.Instance.Sample(random), new() { ImageSize = 7, Channels = 2, Cells = 5, ReductionCells = [0, 1, 3] });
            graph.Nodes.Select(node => node.Shape.Height).Distinct().Except([5, 3]).Order().ShouldBe([1, 2, 4, 7]);
        }
    }

    [Fact]
    public void Wrong_requests_are_refused_in_one_line()
    {
        var genotype = (DartsGenotype)ArchitectureReader.Parse("darts");
        MessageOf(new() { ImageSize = 16, HasAuxiliaryHead = true }).ShouldBe("the auxiliary head reads 4 rows and columns; it needs 8 to 10");
        MessageOf(new() { ReductionCells = [20] }).ShouldBe("cell 20 is to be a reduction cell; the cells are 0 to 19");
        MessageOf(DartsSkeleton.ImageNet with { Channels = 47 }).ShouldContain("half of the 47 channels");
        Should.Throw<ArgumentException>(() => DartsNetwork.BuildThin(genotype, 0)).Message.ShouldBe("an input of 1x0x0 is empty; each size must be at least 1");

        string MessageOf(DartsSkeleton skeleton) => Should.Throw<ArgumentException>(() => DartsNetwork.Build(genotype, skeleton)).Message;
    }

    private static float[] Values(Graph graph, float[] weights, string name)
    {
        Parameter parameter = graph.Parameters.Single(item => item.Name == name);
        return weights[parameter.Offset..(parameter.Offset + parameter.Length)];
    }

    /// <summary>A cell like the given one of which every part is used: no edge is cut, both inputs are read, all nodes are concatenated.</summary>
    private static DartsCell Used(DartsCell cell)
    {
        IEnumerable<DartsEdge> edges = cell.Edges.Select((edge, i) => new DartsEdge(
            edge.Operation == DartsOperation.None ? DartsOperation.SkipConnect : edge.Operation, i < DartsCell.EdgesPerNode ? i : edge.Source));
        return new(edges, Enumerable.Range(DartsCell.InputCount, cell.IntermediateNodes));
    }
}
