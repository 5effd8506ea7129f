using System.Text.Json;

namespace Tegula.Cli.Tests;

public sealed class KernelCommandTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    private static readonly string[] ThreeDags = ["kernel", "--dag", "2_02_002", "--dag", "1_01_222", "--dag", "2_21_112", "--correlation", "0.5"];

    [Fact]
    public void Json_of_one_network_is_one_object_with_its_kernels_bounds_and_curve()
    {
        var json = Shell.Run("kernel", "--dag", "2_21_112", "--correlation", "0.5", "--eta", "0.1", "--steps", "3", "--json").Json();
        double f = F(0.5), expected = 4 - 0.5 - f - (2 * F(f));
        json.GetProperty("dag").GetString().ShouldBe("2_21_112");
        json.GetProperty("activation").GetString().ShouldBe("relu");
        json.GetProperty("rule").GetString().ShouldBe("variance");
        json.GetProperty("paths").GetInt64().ShouldBe(4);
        json.GetProperty("nngp")[0][0].GetDouble().ShouldBe(4);
        json.GetProperty("nngp")[0][1].GetDouble().ShouldBe(4 - expected, 1e-12);
        json.GetProperty("ntk")[1][1].GetDouble().ShouldBe(9);
        json.GetProperty("spectrum").GetArrayLength().ShouldBe(2);
        json.GetProperty("lambdaMin").GetDouble().ShouldBe(expected, 1e-12);
        json.GetProperty("pairBound").GetDouble().ShouldBe(expected, 1e-12);
        json.GetProperty("pathRule").GetDouble().ShouldBe(expected, 1e-12);
        json.GetProperty("pathRuleExact").GetBoolean().ShouldBeTrue();
        json.GetProperty("status").GetString().ShouldBe("ok");
        json.GetProperty("curve").GetArrayLength().ShouldBe(4);
        for (var step = 0; step < 4; step++)
            json.GetProperty("curve")[step].GetDouble().ShouldBe(Math.Pow(1 - (0.05 * expected), step), 1e-14);
        json.TryGetProperty("monteCarlo", out _).ShouldBeFalse();
    }

    [Fact]
    public void Several_networks_stand_side_by_side_at_one_learning_rate()
    {
        var kernels = Shell.Run([.. ThreeDags, "--json"]).Json().GetProperty("kernels").EnumerateArray().ToList();
        kernels.Select(kernel => kernel.GetProperty("dag").GetString()).ShouldBe(["2_02_002", "1_01_222", "2_21_112"]);
        kernels.Select(kernel => kernel.GetProperty("lambdaMin").GetDouble()).ShouldBeInOrder();
        kernels.Select(kernel => kernel.GetProperty("eta").GetDouble()).Distinct().Count().ShouldBe(1);
        kernels.Select(kernel => kernel.GetProperty("curve")[20].GetDouble()).ShouldBeInOrder(SortDirection.Descending);
        var text = Shell.Run(ThreeDags).Output;
        text.ShouldContain("1.52319");
        text.ShouldContain("pair bound");
        text.ShouldNotContain("\u001b");
    }

    [Fact]
    public void Images_give_a_kernel_of_their_number_and_no_setting_of_the_machine_changes_a_byte()
    {
        string[] request = ["kernel", "--dag", "2_12_112", "--data", "synthetic", "--samples", "20", "--rule", "exact", "--seed", "3", "--json"];
        var first = Shell.Run(request);
        first.ExitCode.ShouldBe(0, first.Error);
        first.Json().GetProperty("nngp").GetArrayLength().ShouldBe(20);
        Shell.Run([.. request, "--threads", "1"]).Output.ShouldBe(first.Output);
        Shell.RunWith("DOTNET_EnableAVX2", "0", request).Output.ShouldBe(first.Output);
        Shell.RunWith("DOTNET_EnableHWIntrinsic", "0", request).Output.ShouldBe(first.Output);
        Shell.Run([.. request[..^3], "--seed", "4", "--json"]).Output.ShouldNotBe(first.Output);
    }

    [Fact]
    public void Another_activation_has_the_same_bytes_with_narrow_vectors_and_says_why_it_has_no_path_rule()
    {
        string[] request = ["kernel", "--dag", "2_21_112", "--correlation", "0.3", "--activation", "tanh", "--json"];
        var first = Shell.Run(request);
        first.Json().GetProperty("pathRule").ValueKind.ShouldBe(JsonValueKind.Null);
        first.Json().GetProperty("pathRuleReason").GetString()!.ShouldContain("tanh");
        Shell.RunWith("DOTNET_EnableAVX2", "0", request).Output.ShouldBe(first.Output);
        Shell.Run(request[..^1]).Output.ShouldContain("has no path rule");
    }

    [Fact]
    public void Finite_networks_are_measured_beside_the_kernel()
    {
        string[] request = ["kernel", "--dag", "1_01_222", "--correlation", "0.2", "--rule", "exact", "--monte-carlo", "10", "--width", "300"];
        var json = Shell.Run([.. request, "--json"]).Json();
        var measured = json.GetProperty("monteCarlo");
        measured.GetProperty("networks").GetInt32().ShouldBe(10);
        measured.GetProperty("width").GetInt32().ShouldBe(300);
        double error = measured.GetProperty("standardError")[0][1].GetDouble();
        Math.Abs(measured.GetProperty("mean")[0][1].GetDouble() - json.GetProperty("nngp")[0][1].GetDouble()).ShouldBeLessThan(5 * error);
        Shell.Run(request).Output.ShouldContain("standard errors");
    }

    [Fact]
    public void Parallel_samples_have_a_status_instead_of_a_curve()
    {
        var json = Shell.Run("kernel", "--dag", "2_21_112", "--correlation", "1", "--json").Json();
        json.GetProperty("status").GetString().ShouldBe("singular");
        json.GetProperty("curve").ValueKind.ShouldBe(JsonValueKind.Null);
        Shell.Run("kernel", "--dag", "2_21_112", "--correlation", "1").Output.ShouldContain("singular");
    }

    [Fact]
    public void Drawings_show_every_network_and_every_curve()
    {
        string graphs = folder.PathOf("dags.svg"), curves = folder.PathOf("curves.svg");
        Shell.Run([.. ThreeDags, "--svg", graphs, "--curve-svg", curves]).ExitCode.ShouldBe(0);
        foreach (var file in new[] { graphs, curves })
        {
            var svg = System.Xml.Linq.XDocument.Load(file).ToString();
            foreach (var dag in new[] { "2_02_002", "1_01_222", "2_21_112" })
                svg.ShouldContain(dag);
        }
    }

    [Theory]
    [InlineData("kernel --correlation 0.5", "there is no network", "--dag CODE")]
    [InlineData("kernel --dag 2_21_112", "there are no inputs", "--correlation R", "--data DATA")]
    [InlineData("kernel --dag 2_21_112 --correlation 0.5 --data synthetic", "two kinds of inputs")]
    [InlineData("kernel --dag 2_21_112 --correlation 1.5", "--correlation must be a number from -1 to 1, not '1.5'")]
    [InlineData("kernel --dag 2_21_112 --correlation much", "'much'")]
    [InlineData("kernel --dag 2_21_112 --correlation nan", "'nan'")]
    [InlineData("kernel --dag 2_21_112 --correlation 0.5 --activation rleu", "--activation 'rleu' is not available", "relu, leaky-relu, elu, gelu")]
    [InlineData("kernel --dag 2_21_112 --correlation 0.5 --rule mean", "variance, exact")]
    [InlineData("kernel --dag 2_31_112 --correlation 0.5", "character 3", "'3' is no edge")]
    [InlineData("kernel --dag 2_1_112 --correlation 0.5", "character 3", "2 digits")]
    [InlineData("kernel --dag 2_00_112 --correlation 0.5", "--dag 2_00_112: node 2 has no input")]
    [InlineData("kernel --dag 2_21_112 --correlation 0.5 --eta 0", "--eta must be a number above 0, not '0'")]
    [InlineData("kernel --dag 2_21_112 --correlation 0.5 --eta 2", "--eta 2 is too large for 2_21_112", "give less than 1.31303")]
    [InlineData("kernel --dag 2_21_112 --data synthetic --samples 1", "--samples must be a whole number of at least 2, not '1'")]
    [InlineData("kernel --dag 2_21_112 --data synthetic --samples 5000", "synthetic", "4,000")]
    [InlineData("kernel --dag 2_21_112 --correlation 0.5 --samples 10", "--samples counts images")]
    [InlineData("kernel --dag 2_21_112 --correlation 0.5 --width 10", "--width belongs to random networks")]
    [InlineData("kernel --dag 2_21_112 --correlation 0.5 --monte-carlo 4 --width 2", "a width of 2 cannot hold 2 centred samples")]
    [InlineData("kernel --dag 2_21_112 --correlation 0.5 --monte-carlo 4 --activation tanh", "--monte-carlo runs relu networks only, not tanh")]
    [InlineData("kernel --dag 2_21_112 --data cifra10:x", "cifra10")]
    public void The_request_is_wrong(string args, params string[] words) => Shell.Run(args.Split(' ')).ShouldBeRefused(words);

    [Fact]
    public void An_image_is_of_one_colour_value_or_twice_in_the_data()
    {
        ShellResult Run(string name, byte[] bytes) => Shell.Run("kernel", "--dag", "2", "--data", $"cifar10:{folder.Write(name, bytes)}", "--samples", "3");
        var grey = TemporaryFolder.CifarBytes(3);
        grey.AsSpan(1, 3072).Fill(7);
        Run("grey.bin", grey).ShouldBeRefused("image 0", "same value everywhere");
        var twins = TemporaryFolder.CifarBytes(3);
        twins.AsSpan(0, 3073).CopyTo(twins.AsSpan(2 * 3073));
        Run("twins.bin", twins).ShouldBeRefused("image", "same up to brightness");
    }

    private static double F(double c) => (Math.Sqrt(1 - (c * c)) + (c * (Math.PI - Math.Acos(c)))) / Math.PI;
}
