using Tegula.Architectures;
using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Datasets;
using Tegula.Networks;
using Tegula.Spaces;
using Tegula.Tests.Architectures;

namespace Tegula.Tests.Networks;

/// <summary>The networks in which genotypes and supernets are measured.</summary>
public sealed class DartsIndicatorNetworksTests
{
    private static readonly DartsIndicatorNetworks Genotypes = DartsIndicatorNetworks.Instance;
    private static readonly DartsSupernetNetworks Supernets = DartsSupernetNetworks.Instance;
    private static readonly ImageShape Image = new(3, 32, 32);

    [Fact]
    public void A_supernet_that_contains_one_genotype_has_its_networks()
    {
        var random = new RandomStream(1, "test/darts supernets");
        for (int i = 0; i < 30; i++)
        {
            DartsGenotype genotype = DartsSpace.Instance.Sample(random);
            var supernet = DartsSupernet.Of(genotype);

            GraphText.Of(Supernets.Tangent(supernet, Image, 10)).ShouldBe(GraphText.Of(Genotypes.Tangent(genotype, Image, 10)));
            GraphText.Of(Supernets.Thin(supernet, 3)).ShouldBe(GraphText.Of(Genotypes.Thin(genotype, 3)));
            GraphText.Of(Supernets.Sized(supernet, Image, 10, new(4, 3))).ShouldBe(GraphText.Of(Genotypes.Sized(genotype, Image, 10, new(4, 3))));
            Supernets.DefectOf(supernet).ShouldBe(NetworkDefect.None);
            Genotypes.DefectOf(genotype).ShouldBe(NetworkDefect.None);
        }
    }

    [Fact]
    public void The_whole_supernet_has_the_parameters_of_all_operations()
    {
        Graph graph = Supernets.Tangent(DartsSupernet.Whole, Image, 10);

        // One channel in the normal cell: twice 3x3, twice 5x5 and both dilated convolutions, each with a 1x1 and a batch norm.
        const int NormalEdge = (2 * (9 + 1 + 2)) + (2 * (25 + 1 + 2)) + (9 + 1 + 2) + (25 + 1 + 2);

        // Two channels in the reduction cell; from its inputs, skip connections are reductions.
        const int ReduceEdge = (2 * (18 + 4 + 4)) + (2 * (50 + 4 + 4)) + (18 + 4 + 4) + (50 + 4 + 4);
        const int Skips = 8 * ((2 * 2) + 4);
        const int Preprocessing = (2 * (1 + 2)) + (2 + 4) + (8 + 4);
        graph.ParameterLength.ShouldBe(27 + 2 + Preprocessing + (14 * NormalEdge) + (14 * ReduceEdge) + Skips + (9 * 10));
    }

    [Fact]
    public void Removing_an_operation_from_the_whole_supernet_leaves_the_weights_of_the_others()
    {
        DartsSupernetCell whole = DartsSupernetCell.Whole;
        DartsSupernetEdge edge = whole.Edges[13];
        var less = new DartsSupernetCell(whole.Edges.Remove(edge).Add(new(edge.Target, edge.Source, edge.Operations.Remove(DartsOperation.SepConv5x5))));

        string[] before = [.. Supernets.Thin(DartsSupernet.Whole, 3).Parameters.Select(parameter => parameter.Name)];
        string[] after = [.. Supernets.Thin(new(less, whole), 3).Parameters.Select(parameter => parameter.Name)];

        after.ShouldBeSubsetOf(before);
        before.Except(after).ShouldAllBe(name => name.StartsWith("cell0.node5.sep_conv_5x5(4)."));
        before.Except(after).Count().ShouldBe(8);
    }

    [Fact]
    public void Small_networks_are_those_of_the_published_settings()
    {
        var genotype = (DartsGenotype)ArchitectureReader.Parse("darts");

        Graph tangent = Genotypes.Tangent(genotype, Image, 100);
        tangent.Output.Shape.ShouldBe(new TensorShape(100, 1, 1));
        tangent.Parameters[0].ShouldSatisfyAllConditions(stem => stem.Name.ShouldBe("stem.conv"), stem => stem.Length.ShouldBe(27));
        tangent.Parameters.Select(parameter => parameter.Name.Split('.')[0]).Distinct().ShouldBe(["stem", "cell0", "cell1", "classifier"]);
        Genotypes.Thin(genotype, 3).Parameters.Select(parameter => parameter.Name.Split('.')[0]).Distinct().ShouldBe(["cell0", "cell1"]);
    }

    [Fact]
    public void Networks_of_given_size_have_the_parameters_of_their_skeleton()
    {
        var genotype = (DartsGenotype)ArchitectureReader.Parse("darts-v1");
        DartsSkeleton cifar = new() { Channels = 8, Cells = 6, Classes = 5 };
        DartsSkeleton imageNet = DartsSkeleton.ImageNet with { Channels = 8, Cells = 5, Classes = 7, ImageSize = 64 };

        ((long)Genotypes.Sized(genotype, Image, 5, new(8, 6)).ParameterLength).ShouldBe(NetworkCost.Of(genotype, cifar).Parameters);
        ((long)new DartsIndicatorNetworks(DartsStem.ImageNet).Sized(genotype, new(3, 64, 64), 7, new(8, 5)).ParameterLength)
            .ShouldBe(NetworkCost.Of(genotype, imageNet).Parameters);
        ((long)new DartsSupernetNetworks(DartsStem.ImageNet).Sized(DartsSupernet.Of(genotype), new(3, 64, 64), 7, new(8, 5)).ParameterLength)
            .ShouldBe(NetworkCost.Of(genotype, imageNet).Parameters);
    }

    [Fact]
    public void Images_of_other_shapes_are_taken_as_they_are()
    {
        var genotype = (DartsGenotype)ArchitectureReader.Parse("darts");
        foreach (ImageShape image in new ImageShape[] { new(1, 28, 28), new(3, 16, 16), new(3, 15, 9) })
            Genotypes.Tangent(genotype, image, 10).Input.Shape.ShouldBe(new TensorShape(image.Channels, image.Height, image.Width));
    }

    /// <summary>Against the graph of the whole network, cut edges left out: is there a path from the image?</summary>
    [Fact]
    public void A_genotype_whose_output_has_no_way_to_the_image_is_refused()
    {
        var random = new RandomStream(2, "test/darts defects");
        DartsSkeleton skeleton = new() { Channels = 2, Cells = 2, ReductionCells = [1] };
        int refused = 0;
        for (int i = 0; i < 400; i++)
        {
            DartsGenotype genotype = RandomGenotypes.Draw(random);
            genotype = new(Cut(genotype.Normal, random), Cut(genotype.Reduce, random));
            bool isConnected = IsConnected(genotype.ToGraph(skeleton));
            Genotypes.DefectOf(genotype).ShouldBe(isConnected ? NetworkDefect.None : NetworkDefect.InputIndependent, genotype.ToString());
            refused += isConnected ? 0 : 1;
        }

        refused.ShouldBeInRange(40, 360);
    }

    private static bool IsConnected(Tegula.Architectures.Graphs.ArchitectureGraph graph)
    {
        var reached = new HashSet<int>(graph.Inputs);
        int before;
        do
        {
            before = reached.Count;
            reached.UnionWith(graph.Edges.Where(edge => reached.Contains(edge.Source)).Select(edge => edge.Target));
        }
        while (reached.Count > before);

        return reached.Contains(graph.Output);
    }

    private static DartsCell Cut(DartsCell cell, RandomStream random) => new(
        cell.Edges.Select(edge => random.NextInt(2) == 0 ? edge : edge with { Operation = DartsOperation.None }), cell.Concatenated);
}
