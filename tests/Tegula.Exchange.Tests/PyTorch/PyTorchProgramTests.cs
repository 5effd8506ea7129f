using System.Text.RegularExpressions;
using Tegula.Architectures;
using Tegula.Architectures.Custom;
using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Datasets;
using Tegula.Exchange.Tests.Networks;
using Tegula.Networks;
using Tegula.Training;

namespace Tegula.Exchange.Tests.PyTorch;

public sealed class PyTorchProgramTests
{
    private const string Cell = "|nor_conv_3x3~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|";

    [Theory]
    [InlineData(Cell)]
    [InlineData("darts")]
    [InlineData("amoebanet")]
    [InlineData("resnet50")]
    [InlineData("mobilenet-v2")]
    public void Programs_are_short_and_no_line_is_long(string text)
    {
        IArchitecture architecture = ArchitectureReader.Parse(text);
        var image = new ImageShape(3, 32, 32);
        var network = ExportedNetwork.Initialised(ArchitectureNetwork.Fitted(architecture, image, 10), image, 10, new());
        string[] lines = Runtimes.PyTorch.Files(network).Program.Split('\n');

        lines.Length.ShouldBeLessThan(350);
        foreach (string line in lines) line.Length.ShouldBeLessThanOrEqualTo(100, line);
        lines.ShouldAllBe(line => line == line.TrimEnd());
    }

    [Fact]
    public void Cells_of_one_structure_are_objects_of_one_class_with_the_channels_as_arguments()
    {
        string program = Runtimes.PyTorch.Files(ExportedNetwork.Initialised(NasBench201Cell.Parse(Cell), new(3, 32, 32), 10, new())).Program;

        Regex.Matches(program, @"^class (?<name>\w+)", RegexOptions.Multiline).Select(match => match.Groups["name"].Value)
            .ShouldBe(["ReluConvBn", "Block", "Cell", "Network"]);
        Regex.Count(program, @"self\.cell\d+ = Cell\((?:16|32|64)\)").ShouldBe(15);
        program.ShouldContain("self.block1 = Block(32)");
        program.ShouldContain("return self.bn(self.conv(F.relu(x)))");
    }

    [Fact]
    public void Names_that_Python_or_PyTorch_keep_for_themselves_are_changed()
    {
        var graph = new GraphBuilder(new TensorShape(3, 6, 6));
        int value = graph.Convolution(graph.Input, "half.class", 4, Extent.Square(3));
        value = graph.BatchNorm(value, "half.forward");
        value = graph.BatchNorm(value, "half.register_forward_pre_hook");
        value = graph.Convolution(value, "half.a-b", 4, Extent.Square(1));
        value = graph.Convolution(value, "half.a_b", 4, Extent.Square(1));
        value = graph.Convolution(value, "1.2", 4, Extent.Square(1));
        value = graph.Convolution(value, "äöü", 4, Extent.Square(1));
        value = graph.Convolution(value, "half", 4, Extent.Square(1));
        PyTorchComparison.ShouldBeTheSame(DrawnNetworks.Of(graph.Build(graph.Linear(value, "train", 3)), architecture: "\"\"\" \\ names\n# x"), "names");
    }

    [Theory]
    [InlineData("path")]
    [InlineData("f")]
    [InlineData("true")]
    [InlineData("false")]
    [InlineData("none")]
    [InlineData("network")]
    public void An_operation_of_an_own_space_may_be_called_like_what_the_program_uses(string name)
    {
        var space = new CustomSpaceDefinition("names", new CustomCellShape(3), [new CustomOperation(name, "separable-convolution")]);
        ExportedNetwork network = DrawnNetworks.Of(new CustomCell(space, [0, 0, 0]), new(3, 8, 8), 3, new() { Channels = 2, Cells = 1 });

        PyTorchComparison.ShouldBeTheSame(network, name);
        Runtimes.PyTorch.Run(network).ShouldContain("(1, 3, 8, 8) -> (1, 3)");
    }

    [Fact]
    public void A_module_that_a_path_leaves_and_enters_again_is_taken_apart()
    {
        var graph = new GraphBuilder(new TensorShape(3, 6, 6));
        int first = graph.BatchNorm(graph.Convolution(graph.Input, "a.conv0", 4, Extent.Square(3)), "a.bn0");
        int between = graph.BatchNorm(graph.Convolution(first, "b.conv", 4, Extent.Square(1)), "b.bn");
        int last = graph.BatchNorm(graph.Convolution(between, "a.conv1", 4, Extent.Square(1)), "a.bn1");
        PyTorchComparison.ShouldBeTheSame(DrawnNetworks.Of(graph.Build(graph.Linear(graph.Add(first, last), "classifier", 3))), "tangled");
    }

    [Fact]
    public void The_same_network_gives_the_same_bytes()
    {
        ExportedNetwork network = DrawnNetworks.Darts(1).Single();
        (string program, byte[] weights) = Runtimes.PyTorch.Files(network);

        (string again, byte[] weightsAgain) = Runtimes.PyTorch.Files(network with { Weights = [.. network.Weights] });

        again.ShouldBe(program);
        weightsAgain.ShouldBe(weights);
    }

    [Fact]
    public void A_program_that_is_run_prints_its_parameters_and_shapes()
    {
        string printed = Runtimes.PyTorch.Run(ExportedNetwork.Initialised(NasBench201Cell.Parse(Cell), new(3, 32, 32), 10, new()));
        printed.ShouldContain("classifier.weight (10, 64)\n");
        printed.ShouldContain("1,045,466 parameters\n");
        printed.ShouldEndWith("(1, 3, 32, 32) -> (1, 10)\n");
    }

    [Fact]
    public void A_program_can_be_trained_on()
    {
        var network = ExportedNetwork.Initialised(NasBench201Cell.Parse(Cell), new(3, 8, 8), 2, new() { Channels = 4, Cells = 1 });
        IReadOnlyList<double> losses = Runtimes.PyTorch.Train(network, 8, 12);
        losses[^1].ShouldBeLessThan(losses[0]);
    }

    [Fact]
    public void A_trained_checkpoint_keeps_its_answers()
    {
        var train = new ImageSubset(new SyntheticImageDataset(), [.. Enumerable.Range(0, 64)]);
        var options = new NetworkOptions { Channels = 4, Cells = 1, DropsPaths = true };
        Graph graph = ArchitectureNetwork.Build(NasBench201Cell.Parse(Cell), train.Shape, train.ClassCount, options);
        var recipe = new TrainingOptions { Epochs = 2, BatchSize = 32, DropPath = 0.1 };
        TrainingState? end = null;
        using var trainer = new Trainer();
        float[] start = WeightInitialization.Draw(WeightScheme.KaimingNormal, graph, 3, 0);
        trainer.Train(graph, start, train, recipe, hooks: new() { Save = state => end = state }, token: TestContext.Current.CancellationToken);
        var exported = ExportedNetwork.Trained(new Checkpoint(TrainingSetup.Of(Cell, options, train, null, recipe), end!));

        exported.Statistics.Means.ShouldContain(mean => mean != 0);
        exported.Weights.ShouldNotBe(start);
        PyTorchComparison.ShouldBeTheSame(exported, "trained");
        Runtimes.PyTorch.Files(exported).Program.ShouldContain("trained for 2 epochs");
    }
}
