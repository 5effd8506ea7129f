using System.Text.Json;
using System.Xml.Linq;

namespace Tegula.Cli.Tests;

public sealed class TopologyCommandTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    [Fact]
    public void A_cell_of_NAS_Bench_201_has_paths_and_the_cost_of_its_network_whole_and_live()
    {
        const string cell = "|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|nor_conv_1x1~0|skip_connect~1|none~2|";
        var item = Single("topology", cell);

        item.GetProperty("architecture").GetString().ShouldBe(cell);
        item.GetProperty("paths").GetInt64().ShouldBe(2);
        item.GetProperty("effectiveDepth").GetDouble().ShouldBe(0.5);
        item.GetProperty("effectiveWidth").GetDouble().ShouldBe(2);

        // Two 1x1 convolutions, of which one feeds a node that nothing reads.
        var (whole, live) = (item.GetProperty("params").GetInt64(), item.GetProperty("liveParams").GetInt64());
        (whole - live).ShouldBe(5 * ((16 * 16) + (32 * 32) + (64 * 64) + (2 * (16 + 32 + 64))));
        Absent(item, "cellDepth", "cellWidth", "density", "nnMass", "averageDegree", "pathsOverflow");
    }

    [Theory]
    [InlineData("2_02_002", 1, 3, 0.333333333333)]
    [InlineData("1_01_222", 3, 1, 3)]
    [InlineData("2_21_112", 4, 1.25, 2.4)]
    public void A_dag_has_paths_depth_and_width_and_no_cost(string code, int paths, double depth, double width)
    {
        var item = Single("topology", "--dag", code);

        item.GetProperty("paths").GetInt32().ShouldBe(paths);
        item.GetProperty("effectiveDepth").GetDouble().ShouldBe(depth, 1e-9);
        item.GetProperty("effectiveWidth").GetDouble().ShouldBe(width, 1e-9);
        Absent(item, "params", "macs", "cellDepth");
    }

    [Theory]
    [InlineData("darts", 3.5, 3)]
    [InlineData("darts-v1", 3.5, 3)]
    [InlineData("enas", 5, 2)]
    [InlineData("amoebanet", 4, 4)]
    [InlineData("nasnet", 5, 2)]
    [InlineData("snas", 4, 2)]
    public void A_published_cell_has_the_width_and_depth_of_figure_1(string cell, double width, int depth)
    {
        var item = Single("topology", "--cell", cell);

        item.GetProperty("architecture").GetString().ShouldBe(cell);
        item.GetProperty("cellWidth").GetDouble().ShouldBe(width);
        item.GetProperty("cellDepth").GetInt32().ShouldBe(depth);
        item.GetProperty("params").GetInt64().ShouldBeInRange(2_000_000, 5_000_000);
        item.GetProperty("network").GetString()!.ShouldContain("cifar10");
    }

    [Theory]
    [InlineData("--skeleton cifar100", 90 * 65)] // of each class more, 64 weights and a bias
    [InlineData("--skeleton imagenet16-120", 110 * 65)]
    public void A_cell_can_be_counted_in_the_network_of_another_data_set(string options, int more)
    {
        var plain = Single("topology", Shell.GoodCell);
        var other = Single(["topology", Shell.GoodCell, .. options.Split(' ')]);

        (other.GetProperty("params").GetInt64() - plain.GetProperty("params").GetInt64()).ShouldBe(more);
        other.GetProperty("network").GetString()!.ShouldContain(options.Split(' ')[1]);
    }

    [Fact]
    public void Channels_and_cells_of_the_network_can_be_chosen()
    {
        Single("topology", "--cell", "darts", "--skeleton", "imagenet").GetProperty("params").GetInt64().ShouldBe(4_718_752);
        var cifar10 = Single("topology", "--cell", "darts");
        var imageNet16 = Single("topology", "--cell", "darts", "--skeleton", "imagenet16-120");
        (imageNet16.GetProperty("params").GetInt64() - cifar10.GetProperty("params").GetInt64()).ShouldBe(110 * ((4 * 144) + 1), "classes alone");
        imageNet16.GetProperty("macs").GetInt64().ShouldBeLessThan(cifar10.GetProperty("macs").GetInt64() / 3);
        var small = Single("topology", "--cell", "darts", "--channels", "16", "--cells", "8");

        small.GetProperty("params").GetInt64().ShouldBeInRange(100_000, 500_000);
        small.GetProperty("network").GetString()!.ShouldContain("C = 16, 8 cells");
    }

    [Theory]
    [InlineData("--model mobilenet-v2 --width-mult 0.75", 975)]
    [InlineData("--model mobilenet-v2", 1287)]
    [InlineData("--model mobilenet-v2 --width-mult 1.4", 1807)]
    [InlineData("mobilenet-v2:1.4", 1807)]
    [InlineData("--model vgg16", 0)]
    [InlineData("--model densenet-cnn --depth 16 --w 2,3,4 --tc 3,4,5", 28)]
    [InlineData("--model densenet-cnn --depth 40 --wm 2 --tc 60,130,170", 755)]
    public void A_model_has_the_mass_that_its_paper_gives(string args, double mass) =>
        Math.Round(Single(["topology", .. args.Split(' ')]).GetProperty("nnMass").GetDouble()).ShouldBe(mass);

    [Fact]
    public void The_densenet_type_cnn_of_the_paper_has_its_parameters_and_MACs()
    {
        var item = Single("topology", "--model", "densenet-cnn", "--depth", "40", "--wm", "2", "--tc", "60,130,170");

        item.GetProperty("nnMass").GetDouble().ShouldBe(755.3, 0.05);
        item.GetProperty("params").GetInt64().ShouldBe(5_019_894);
        item.GetProperty("macs").GetInt64().ShouldBe(794_345_472);
    }

    [Fact]
    public void A_network_out_of_a_file_has_all_that_a_model_has_and_its_skips()
    {
        var item = Single("topology", "--onnx", Network);

        item.GetProperty("architecture").GetString().ShouldBe(Network);
        item.GetProperty("params").GetInt64().ShouldBe(2_164, "PyTorch's count");
        item.GetProperty("macs").GetInt64().ShouldBe(1_984_640);
        item.GetProperty("paths").GetInt64().ShouldBe(7);
        item.GetProperty("effectiveDepth").GetDouble().ShouldBe(3);
        item.GetProperty("unknownOperators").GetArrayLength().ShouldBe(0);
        item.GetProperty("skips").EnumerateArray().Select(skip => skip.GetProperty("join").GetString()).Distinct()
            .ShouldBe(["addition", "concatenation"], ignoreOrder: true);
        item.GetProperty("notes")[0].GetString()!.ShouldContain("NN-Mass");
        Absent(item, "nnMass", "density", "cellDepth");
    }

    [Fact]
    public void Files_mix_with_models_and_are_drawn()
    {
        var file = folder.PathOf("network.svg");
        var result = Shell.Run("topology", "--onnx", Network, "--model", "vgg16", "--svg", file);

        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.ShouldContain("2,164");
        result.Output.ShouldContain("there is no NN-Mass");
        XDocument.Load(file).Root!.Name.LocalName.ShouldBe("svg");
    }

    [Fact]
    public void A_file_that_is_no_model_is_refused_in_one_line()
    {
        var bytes = File.ReadAllBytes(Network);
        Shell.Run("topology", "--onnx", folder.Write("cut.onnx", bytes[..1_000])).ShouldBeRefused("cut.onnx", "expected a whole ONNX model");
        Shell.Run("topology", "--onnx", folder.Write("text.onnx", "no model")).ShouldBeRefused("text.onnx");
        Shell.Run("topology", "--onnx", folder.PathOf("missing.onnx")).ShouldBeRefused("missing.onnx");
        Shell.Run("topology", "--size", "height=3").ShouldBeRefused("--size belongs to a file");
        Shell.Run("topology", "--onnx", Network, "--size", "height").ShouldBeRefused("height=224", "'height'");
        Shell.RunHere("topology", "--onnx", "").ShouldBeRefused("--onnx needs the name of a file");

        // Held open at both ends, so that whoever opens it does not wait.
        var pipe = folder.WritePipe("pipe.onnx");
        using var ends = new FileStream(pipe, FileMode.Open, FileAccess.ReadWrite);
        Shell.RunHere("topology", "--onnx", pipe).ShouldBeRefused("pipe.onnx", "a pipe or a device");
    }

    [Fact]
    public void A_size_that_no_file_leaves_free_is_refused()
    {
        Shell.RunHere("topology", "--onnx", Network, "--size", "heigth=9").ShouldBeRefused("--size heigth=9", "Conv35_dim_0", "the batch counts as 1");
        Shell.RunHere("topology", "--onnx", Network, "--size", "batch=5").ShouldBeRefused("--size batch=5", "the batch counts as 1");
        Shell.RunHere("topology", "--onnx", Network, "--size", "height=9", "--size", "height=11").ShouldBeRefused("--size height is given twice");
        Shell.Run("topology", "--onnx", Network, "--size", "Conv35_dim_0=1").ExitCode.ShouldBe(0);
    }

    [Fact]
    public void Standard_input_may_hold_anything_that_names_an_architecture()
    {
        var items = Shell.Run($"{Shell.GoodCell}\n\n  2_21_112\nresnet18\nenas\n", ["topology", "--stdin", "--json"]).Json().GetProperty("items");

        items.EnumerateArray().Select(item => item.GetProperty("architecture").GetString()).ShouldBe([Shell.GoodCell, "2_21_112", "resnet18", "enas"]);
        items[2].GetProperty("params").GetInt64().ShouldBe(11_689_512);
    }

    [Fact]
    public void A_genotype_is_read_as_pythons_code_prints_it()
    {
        var genotype = Shell.Run(["variants", "--cell", "darts", "--count", "1", "--json"]).Json().GetProperty("variants")[0];
        var item = Single("topology", genotype.GetProperty("genotype").GetString()!);

        item.GetProperty("cellDepth").GetInt32().ShouldBe(genotype.GetProperty("cellDepth").GetInt32());
        item.GetProperty("cellWidth").GetDouble().ShouldBe(genotype.GetProperty("cellWidth").GetDouble());
    }

    [Fact]
    public void More_paths_than_64_bits_can_count_are_reported_and_hide_nothing_else()
    {
        var item = Single("topology", "densenet201");

        item.GetProperty("pathsOverflow").GetBoolean().ShouldBeTrue();
        Absent(item, "paths", "effectiveDepth", "effectiveWidth");
        item.GetProperty("density").GetDouble().ShouldBe(1);
    }

    [Fact]
    public void One_architecture_is_shown_with_what_each_quantity_is_and_several_as_rows()
    {
        var one = Shell.Run("topology", "--dag", "2_21_112");
        one.ExitCode.ShouldBe(0, one.Error);
        one.Output.ShouldContain("mean parameterised operations on a path");
        one.Output.ShouldContain("1.25");
        one.Output.ShouldNotContain("NN-Mass");

        var several = Shell.Run("topology", "--dag", "2_21_112", "--dag", "2_02_002");
        several.Output.Split('\n').Count(line => line.Contains("2_", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public void The_drawing_is_a_file()
    {
        var file = folder.PathOf("dag.svg");
        Shell.Run("topology", "--dag", "2_21_112", "--svg", file).ExitCode.ShouldBe(0);
        XDocument.Load(file).Root!.Name.LocalName.ShouldBe("svg");

        Shell.Run("topology", "--cell", "darts", "--cell", "enas", "--svg", file, "--json").ExitCode.ShouldBe(0);
        XDocument.Load(file).ToString().ShouldContain("enas");
    }

    [Theory]
    [InlineData("topology", "there is nothing to look at", "--dag CODE", "--stdin")]
    [InlineData("topology nonsense", "character 1", "'nonsense'")]
    [InlineData("topology --skeleton imagenet " + Shell.GoodCell, "there is no NAS-Bench-201 network for imagenet", "cifar10, cifar100, imagenet16-120")]
    [InlineData("topology --cell darts --channels 0", "--channels must be a whole number of at least 1")]
    [InlineData("topology resnt50", "'resnt50' is no architecture", "did you mean 'resnet50'?")]
    [InlineData("topology --dag 2_0", "character 3", "expected 2 digits")]
    [InlineData("topology --dag 2_00_002", "node 2 has no input")]
    [InlineData("topology --cell dart", "--cell 'dart' is not available", "did you mean 'darts'")]
    [InlineData("topology --model resnt50", "unknown model 'resnt50'", "resnet50")]
    [InlineData("topology --model densenet-cnn --depth 40 --wm 2 --tc 60,-1,170", "tc", "-1")]
    [InlineData("topology --model densenet-cnn --depth 40 --wm 2 --tc 60,130", "tc")]
    [InlineData("topology --model densenet-mlp --depth 2 --tc 3", "depth", "3")]
    [InlineData("topology --model densenet-cnn --tc 3,3,3", "depth")]
    [InlineData("topology --model resnet18 --tc 3", "tc")]
    [InlineData("topology --width-mult 1.4", "--width-mult belongs to a model", "--model NAME")]
    [InlineData("topology --dag 2_21_112 --svg missing-folder/x.svg", "missing-folder")]
    public void A_wrong_request_gets_one_clear_line(string args, params string[] words) => Shell.Run(args.Split(' ')).ShouldBeRefused(words);

    [Fact]
    public void A_cycle_in_a_genotype_is_named() =>
        Shell.Run(
            "topology",
            "Genotype(normal=[('skip_connect', 0), ('skip_connect', 2)], normal_concat=[2], "
                + "reduce=[('skip_connect', 0), ('skip_connect', 1)], reduce_concat=[2])")
            .ShouldBeRefused("cycle");

    [Fact]
    public void A_line_of_standard_input_is_named() => Shell.Run("2_21_112\n2_2\n", ["topology", "--stdin"]).ShouldBeRefused("standard input, line 2");

    private static string Network => Path.Combine(AppContext.BaseDirectory, "goldens", "squeezed.onnx");

    private static JsonElement Single(params string[] args)
    {
        var result = Shell.Run([.. args, "--json"]);
        result.ExitCode.ShouldBe(0, result.Error);
        var items = result.Json().GetProperty("items");
        items.GetArrayLength().ShouldBe(1);
        return items[0];
    }

    private static void Absent(JsonElement item, params string[] names) =>
        names.Where(name => item.TryGetProperty(name, out _)).ShouldBeEmpty();
}
