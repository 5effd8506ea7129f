using Tegula.Architectures;
using Tegula.Architectures.Custom;
using Tegula.Architectures.Models;
using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Datasets;
using Tegula.Networks;
using Tegula.Tests.Architectures;
using Tegula.Tests.Benchmarks;

namespace Tegula.Tests.Networks;

/// <summary>Networks of cells, and what is refused; models are in <see cref="ModelNetworkTests"/>.</summary>
public sealed class ArchitectureNetworkTests
{
    private static readonly ImageShape Cifar = new(3, 32, 32);
    private static readonly ImageShape Small = new(3, 8, 8);
    private const string Cell = "|nor_conv_3x3~0|+|avg_pool_3x3~0|nor_conv_1x1~1|+|skip_connect~0|nor_conv_3x3~1|skip_connect~2|";

    [Fact]
    public void Cells_whose_every_edge_lives_have_the_parameters_of_the_table()
    {
        RawTable table = RawTable.LoadOrSkip();
        string[] texts = table.Text("arch");
        long[] cifar10 = table.Integers("c10_params"), imageNet = table.Integers("in16_params");
        int compared = 0;
        for (int row = 0; row < texts.Length; row += 97)
        {
            var cell = NasBench201Cell.Parse(texts[row]);
            if (NetworkCost.OfLive(CellComputation.Of(cell), NasBench201Skeleton.Cifar10) != NetworkCost.Of(cell, NasBench201Skeleton.Cifar10)) continue;
            Build(cell, Cifar, 10).ParameterLength.ShouldBe((int)cifar10[row], texts[row]);
            Build(cell, new(3, 16, 16), 120).ParameterLength.ShouldBe((int)imageNet[row], texts[row]);
            compared++;
        }

        compared.ShouldBeGreaterThan(80);
    }

    [Fact]
    public void Without_options_published_cells_have_the_network_that_PyTorch_counts()
    {
        foreach (DartsGoldens row in DartsGoldens.All.Where(row => row.Skeleton is "cifar10" or "cifar10+auxiliary" && PublishedCells.TryGet(row.Cell, out _)))
        {
            PublishedCells.TryGet(row.Cell, out PublishedCell? published).ShouldBeTrue();
            bool hasHead = row.Skeleton == "cifar10+auxiliary";
            Graph graph = Build(published!.Genotype, Cifar, 10, new() { HasAuxiliaryHead = hasHead });
            ((long)graph.ParameterLength).ShouldBe(row.Parameters, row.Cell);
            graph.Output.Shape.ShouldBe(new(hasHead ? 20 : 10, 1, 1));
        }
    }

    [Fact]
    public void The_ImageNet_stem_brings_its_own_sizes()
    {
        Graph graph = Build(Genotype(), new(3, 224, 224), 1_000, new() { Stem = DartsStem.ImageNet });

        graph.ParameterLength.ShouldBe(4_718_752, "the DARTS paper's 4.7 M");
    }

    [Fact]
    public void Supernets_of_one_architecture_give_its_network()
    {
        var cell = NasBench201Cell.Parse(Cell);
        var cellSupernet = new NasBench201Supernet([.. cell.Operations.Select(operation => new[] { operation })]);

        GraphText.Of(Build(cellSupernet, Small, 5)).ShouldBe(GraphText.Of(Build(cell, Small, 5)));
        Graph all = Build(DartsSupernet.Whole, Small, 5, new() { Channels = 2, Cells = 3, DropsPaths = true });
        all.Output.Shape.ShouldBe(new(5, 1, 1));

        // 14 edges of 7 operations a cell, of which the skip connection is the identity unless it halves: from the two inputs of the two reductions.
        all.DropPathCount.ShouldBe((3 * 14 * 6) + (2 * 8));
    }

    [Fact]
    public void Images_of_any_size_and_colour_fit_the_networks_of_genotypes()
    {
        Graph graph = Build(Genotype(), new(1, 28, 20), 7, new() { Channels = 3, Cells = 3 });

        graph.Input.Shape.ShouldBe(new(1, 28, 20));
        NamedNoise.Output(graph, 2).ShouldAllBe(value => float.IsFinite(value));
    }

    [Theory]
    [InlineData(Cell, 3 * 2 * 4)]
    [InlineData("resnet18", 8)]
    [InlineData("resnet50", 16)]
    [InlineData("resnet20", 9)]
    [InlineData("wide-resnet:depth=16,width-mult=1", 6)]
    [InlineData("mobilenet-v2", 10)]
    public void Paths_can_be_dropped_behind_operations_and_residual_branches(string text, int places)
    {
        IArchitecture architecture = ArchitectureNetwork.Fitted(ArchitectureReader.Parse(text), Cifar, 10);
        NetworkOptions options = architecture is NasBench201Cell ? new() { Cells = 2 } : new();
        Graph plain = Build(architecture, Cifar, 10, options);
        Graph dropping = Build(architecture, Cifar, 10, options with { DropsPaths = true });

        plain.DropPathCount.ShouldBe(0);
        dropping.DropPathCount.ShouldBe(places);
        dropping.Parameters.ShouldBe(plain.Parameters);
    }

    [Fact]
    public void Every_operation_of_a_genotype_but_the_identity_can_be_dropped()
    {
        DartsGenotype genotype = Genotype();
        Graph graph = Build(genotype, Cifar, 10, new() { Channels = 2, DropsPaths = true });

        int normal = genotype.Normal.Edges.Count(edge => edge.Operation != DartsOperation.SkipConnect);
        int reduce = genotype.Reduce.Edges.Count(edge => edge.Operation != DartsOperation.SkipConnect || edge.Source < 2);
        graph.DropPathCount.ShouldBe((18 * normal) + (2 * reduce));
    }

    /// <summary>With every branch dropped, what is left of a ResNet is its stem and its shortcuts.</summary>
    [Fact]
    public void Dropped_branches_have_no_effect_and_kept_ones_the_usual_one()
    {
        var model = new CifarResNet(14) { Image = 8 };
        Graph plain = Build(model, Small, 10), dropping = Build(model, Small, 10, new() { DropsPaths = true });
        float[] parameters = NamedNoise.Parameters(dropping);
        float[] none = new float[dropping.DropPathCount * 2];
        float[] other = [.. parameters];
        foreach (Parameter parameter in dropping.Parameters.Where(parameter => parameter.Name.StartsWith("stage", StringComparison.Ordinal)))
            other.AsSpan(parameter.Offset, parameter.Length).Fill(0.1f);

        NamedNoise.Output(dropping, 2).ShouldBe(NamedNoise.Output(plain, 2));
        NamedNoise.Output(dropping, 2, none).ShouldBe(NamedNoise.Output(dropping, 2, none, other));
        NamedNoise.Output(dropping, 2, none).ShouldNotBe(NamedNoise.Output(plain, 2));
    }

    [Fact]
    public void Names_of_parameters_do_not_depend_on_where_paths_are_dropped()
    {
        Graph plain = Build(Genotype(), Small, 10, new() { Channels = 2, Cells = 3 });
        Graph dropping = Build(Genotype(), Small, 10, new() { Channels = 2, Cells = 3, DropsPaths = true });

        NamedNoise.Output(dropping, 2).ShouldBe(NamedNoise.Output(plain, 2));
    }

    [Theory]
    [InlineData("resnet20", "resnet20 is for images of 32 x 32 pixels and 10 classes; for images of 3x8x8 and 7 classes write resnet20:classes=7,image=8")]
    [InlineData("mobilenet-v2:0.5", "; for images of 3x8x8 and 7 classes write mobilenet-v2:width-mult=0.5,classes=7,image=8")]
    [InlineData(
        "densenet-mlp:depth=4,w=8,tc=1,seed=0",
        "is for 784 inputs and 10 classes; for images of 3x8x8 and 7 classes write densenet-mlp:depth=4,w=8,tc=1,seed=0,inputs=192,classes=7")]
    public void A_model_for_other_data_is_refused_with_the_text_that_would_fit(string text, string message)
    {
        IArchitecture model = ArchitectureReader.Parse(text);

        string refusal = Should.Throw<ArgumentException>(() => Build(model, Small, 7)).Message;

        refusal.ShouldEndWith(message);
        IArchitecture fitted = ArchitectureReader.Parse(refusal[(refusal.LastIndexOf(' ') + 1)..]);
        fitted.ShouldBe(ArchitectureNetwork.Fitted(model, Small, 7));
        Build(fitted, Small, 7).Output.Shape.Channels.ShouldBe(7);
    }

    [Fact]
    public void Sizes_that_no_model_has_are_refused_in_one_line()
    {
        Message(() => Build(new CifarResNet(20), new(3, 32, 24), 10)).ShouldBe("resnet20 reads square images; those of 3x32x24 are not");
        Message(() => ArchitectureNetwork.Fitted(new Vgg(16), new(3, 16, 16), 10)).ShouldBe("image is 16; it must be a whole number from 32 to 4096");
        Message(() => Build(new Vgg(16), Small, 10)).ShouldBe("image is 8; it must be a whole number from 32 to 4096");
        Message(() => Build(NasBench201Cell.Parse(Cell), new(1, 30, 28), 10))
            .ShouldBe("ImageHeight is 30, expected a positive multiple of 4: the network halves the image twice");
        Message(() => Build(NasBench201Cell.Parse(Cell), Small, 0)).ShouldBe("0 classes are not enough; a network needs at least 1");
        Message(() => new NetworkOptions { Cells = 0 }).ShouldBe("cells is 0, expected at least 1");
        Message(() => Build(Genotype(), new(3, 16, 16), 10, new() { HasAuxiliaryHead = true }))
            .ShouldBe("the auxiliary head reads 4 rows and columns; it needs 8 to 10");
    }

    [Theory]
    [InlineData("resnet20", "channels and cells are options of NAS-Bench-201 and DARTS cells, not of resnet20")]
    [InlineData(Cell, "a width is an option of DAGs, not of a NAS-Bench-201 cell")]
    [InlineData("darts", "the activation is an option of DAGs and DenseNet-type MLPs, not of a DARTS genotype")]
    [InlineData(Cell, "a stem is an option of DARTS cells, not of a NAS-Bench-201 cell")]
    [InlineData("2_22", "an auxiliary head is an option of DARTS cells, not of the DAG 2_22")]
    [InlineData("vgg11", "dropped paths are an option of cells, ResNets and MobileNets, not of vgg11")]
    public void Options_without_effect_are_refused(string text, string message)
    {
        NetworkOptions options = message.Split(' ')[1] switch
        {
            "and" => new() { Channels = 8 },
            "width" => new() { Width = 8 },
            "activation" => new() { Activation = Activation.Elu },
            "stem" => new() { Stem = DartsStem.ImageNet },
            "auxiliary" => new() { HasAuxiliaryHead = true },
            _ => new() { DropsPaths = true },
        };
        Message(() => Build(ArchitectureReader.Parse(text), Cifar, 10, options)).ShouldBe(message);
    }

    [Fact]
    public void More_channels_than_can_be_counted_and_more_cells_than_can_be_held_are_refused()
    {
        var space = new CustomSpaceDefinition("wide", new CustomCellShape(2), [new CustomOperation("skip", "identity")], new() { Growth = 8, Stages = 3 });
        var options = new NetworkOptions { Channels = 2_000_000_000 };
        Message(() => Build(NasBench201Cell.Parse(Cell), Cifar, 10, options)).ShouldBe("2,000,000,000 channels are too many; a stage has at most 1,048,576");
        Message(() => Build(Genotype(), Cifar, 10, options)).ShouldBe("2,000,000,000 channels are too many; a stage has at most 1,048,576");
        Message(() => Build(new CustomCell(space, [0]), Cifar, 10, new() { Channels = 1_000_000 }))
            .ShouldBe("64,000,000 channels are too many; a stage has at most 1,048,576");
        Message(() => Build(Genotype(), Cifar, 10, new() { Cells = 2_000_000_000 })).ShouldBe("2,000,000,000 cells are too many; give at most 16,384");
    }

    [Fact]
    public void Cells_whose_output_is_zero_are_refused()
    {
        DartsGenotype genotype = Genotype();
        var nothing = new DartsCell(Enumerable.Repeat(new DartsEdge(DartsOperation.None, 0), 8), [2, 3, 4, 5]);

        Message(() => Build(genotype with { Normal = nothing }, Cifar, 10))
            .ShouldBe("the output of the cells is zero whatever the image; there is no network to build");
        Message(() => Build(NasBench201Cell.Parse("|none~0|+|none~0|none~1|+|none~0|none~1|none~2|"), Cifar, 10))
            .ShouldBe("the cell's output is zero whatever its input; there is no network to build");
    }

    private static string Message(Func<object> build) => Should.Throw<ArgumentException>(build).Message;

    private static DartsGenotype Genotype() => (DartsGenotype)ArchitectureReader.Parse("darts");

    private static Graph Build(IArchitecture architecture, ImageShape image, int classes, NetworkOptions? options = null) =>
        ArchitectureNetwork.Build(architecture, image, classes, options ?? new());
}
