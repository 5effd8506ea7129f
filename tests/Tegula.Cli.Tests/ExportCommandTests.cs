using System.Security.Cryptography;

namespace Tegula.Cli.Tests;

public sealed class ExportCommandTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    private static readonly string[] Small = [Shell.GoodCell, "--channels", "4", "--cells", "1", "--image", "3x8x8"];

    [Theory]
    [InlineData("onnx", "a.onnx")]
    [InlineData("pytorch", "a.py")]
    public void A_network_is_written_with_its_hash_and_the_same_request_writes_the_same_bytes(string format, string name)
    {
        var file = folder.PathOf(name);
        var result = Shell.Run(["export", .. Small, "--format", format, "--out", file, "--json"]);

        result.ExitCode.ShouldBe(0, result.Error);
        result.Error.ShouldBeEmpty();
        var report = result.Json();
        report.GetProperty("file").GetString().ShouldBe(file);
        report.GetProperty("sha256").GetString().ShouldBe(Hash(file));
        report.GetProperty("architecture").GetString().ShouldBe(Shell.GoodCell);
        report.GetProperty("params").GetInt32().ShouldBeGreaterThan(1_000);
        report.TryGetProperty("files", out var files).ShouldBe(format == "pytorch");
        if (format == "pytorch")
        {
            string[] written = [file, Path.ChangeExtension(file, ".safetensors")];
            files.EnumerateArray().Select(entry => entry.GetProperty("file").GetString()).ShouldBe(written);
            files.EnumerateArray().Select(entry => entry.GetProperty("sha256").GetString()).ShouldBe(written.Select(Hash));
        }

        var again = Shell.Run(["export", .. Small, "--format", format, "--out", file, "--json", "--force"]);
        again.Output.ShouldBe(result.Output);
        Shell.Run(["export", .. Small, "--format", format, "--out", file]).ShouldBeRefused("exists already", "--force");
        Directory.GetFiles(Path.GetDirectoryName(file)!, ".*").ShouldBeEmpty();
    }

    [Fact]
    public void Another_seed_gives_other_weights_and_the_same_program_but_for_its_origin()
    {
        string[] files = [folder.PathOf("first.py"), folder.PathOf("second.py")];
        foreach (var (file, seed) in files.Zip(["0", "1"]))
            Shell.Run(["export", .. Small, "--format", "pytorch", "--out", file, "--seed", seed]).ExitCode.ShouldBe(0);

        Hash(Path.ChangeExtension(files[0], ".safetensors")).ShouldNotBe(Hash(Path.ChangeExtension(files[1], ".safetensors")));
        File.ReadAllText(files[1]).ShouldBe(File.ReadAllText(files[0]).Replace("initialised with seed 0", "initialised with seed 1", StringComparison.Ordinal));
    }

    [Fact]
    public void A_genotype_is_text_that_other_commands_read()
    {
        var file = folder.PathOf("darts.txt");
        var result = Shell.Run("export", "--cell", "darts", "--format", "genotype", "--out", file);
        result.ExitCode.ShouldBe(0, result.Error);
        File.ReadAllText(file).ShouldStartWith("Genotype(normal=[('sep_conv_3x3', 0), ");

        File.AppendAllText(file, $"# and a cell\n\n{Shell.GoodCell}  # the last one\n");
        var read = Shell.Run("topology", "--file", file, "--json");
        read.ExitCode.ShouldBe(0, read.Error);
        read.Json().GetProperty("items").EnumerateArray().Select(item => item.GetProperty("architecture").GetString()).Last().ShouldBe(Shell.GoodCell);
    }

    [Fact]
    public void A_file_of_genotypes_over_several_lines_is_scored()
    {
        var file = folder.Write(
            "genotypes.py",
            "# found last night\nA = Genotype(\n    normal=[" + Pairs("skip_connect") + "], normal_concat=range(2, 6),\n"
            + "    reduce=[" + Pairs("max_pool_3x3") + "], reduce_concat=[2, 3, 4, 5],  # halves\n)\n");
        var result = Shell.Run("score", "--space", "darts", "--file", file, "--indicators", "params", "--json");
        result.ExitCode.ShouldBe(0, result.Error);
        result.Json().GetProperty("scores").GetArrayLength().ShouldBe(1);

        var broken = folder.Write("broken.txt", $"{Shell.GoodCell}\n\n|none~0|\n");
        Shell.Run("score", "--file", broken).ShouldBeRefused("broken.txt, line 3", "character 9");
        Shell.Run("topology", "--file", broken).ShouldBeRefused("broken.txt, line 3", "character 9");
        Shell.Run("filter", "--space", "nas-bench-201", "--file", broken).ShouldBeRefused("broken.txt, line 3", "character 9");
    }

    [Fact]
    public void A_checkpoint_is_written_with_its_trained_weights()
    {
        var checkpoint = folder.PathOf("trained.tgc");
        string[] options = ["--channels", "2", "--cells", "1", "--epochs", "1", "--batch", "20"];
        var trained = Shell.Run(["train", Shell.GoodCell, .. options, "--data", $"cifar10:{folder.WriteCifar("images.bin", 40)}", "--checkpoint", checkpoint]);
        trained.ExitCode.ShouldBe(0, trained.Error);
        var file = folder.PathOf("trained.py");

        var result = Shell.Run("export", "--checkpoint", checkpoint, "--format", "pytorch", "--out", file);

        result.ExitCode.ShouldBe(0, result.Error);
        File.ReadAllText(file).ShouldContain("trained for 1 epochs");
        string[] asked = ["export", "--checkpoint", checkpoint, "--format", "onnx", "--out", folder.PathOf("t.onnx")];
        Shell.Run([.. asked, "--seed", "1"]).ShouldBeRefused("--seed", "--checkpoint");
        Shell.Run([.. asked, Shell.GoodCell]).ShouldBeRefused("--checkpoint knows its architecture");
    }

    [Theory]
    [InlineData("--cell darts --out x.onnx", "--format is missing", "onnx, pytorch or genotype")]
    [InlineData("--cell darts --format onnx", "--out is missing")]
    [InlineData("--format onnx --out x.onnx", "there is nothing to export", "--cell NAME")]
    [InlineData("--cell dart --format onnx --out x.onnx", "did you mean 'darts'?")]
    [InlineData("--cell darts --format onnx --out missing-folder/x.onnx", "missing-folder", "does not exist")]
    [InlineData("--cell darts --format pytorch --out x.txt", "x.py")]
    [InlineData("--cell darts --format onnx --out x.onnx --image 3x32", "--image", "3x32x32", "'3x32'")]
    [InlineData("--cell darts --format onnx --out x.onnx --image 3x32x32 --data synthetic", "--data knows")]
    [InlineData("--cell darts --format genotype --out x.txt --seed 3", "--seed", "genotype is text alone")]
    [InlineData("--model resnet18 --channels 3 --format onnx --out x.onnx", "channels")]
    [InlineData("--checkpoint none.tgc --format onnx --out x.onnx", "none.tgc", "does not exist")]
    [InlineData(Shell.GoodCell + " --format onnx --out x.onnx --channels 500", "an ONNX file holds at most")]
    [InlineData(Shell.GoodCell + " --format pytorch --out x.py --channels 900", "more than 2,147,483,591 parameters")]
    [InlineData(Shell.GoodCell + " --format onnx --out x.onnx --classes 2147483647", "classifier.weight", "more than 2,147,483,591 parameters")]
    [InlineData(Shell.GoodCell + " --format onnx --out x.onnx --channels 2000000000", "2,000,000,000 channels are too many")]
    [InlineData(Shell.DeadCell + " --format onnx --out x.onnx", "zero whatever its input")]
    public void A_wrong_request_gets_one_clear_line(string args, params string[] words)
    {
        Shell.Run(["export", .. args.Split(' ')]).ShouldBeRefused(words);
        File.Exists("x.onnx").ShouldBeFalse();
    }

    [Fact]
    public void A_pipe_is_not_replaced_and_a_link_is_followed()
    {
        var pipe = folder.WritePipe("pipe.onnx");
        var target = folder.Write("target.onnx", "what was there before");
        var link = File.CreateSymbolicLink(folder.PathOf("link.onnx"), target).FullName;
        string[] asked = ["export", .. Small, "--format", "onnx", "--force", "--out"];

        Shell.Run([.. asked, pipe]).ShouldBeRefused("pipe.onnx", "is no regular file");
        Shell.Run([.. asked, link]).ExitCode.ShouldBe(0);

        new FileInfo(link).LinkTarget.ShouldBe(target);
        new FileInfo(target).Length.ShouldBeGreaterThan(1_000);
    }

    [Fact]
    public void What_stands_where_the_weights_belong_is_looked_at_before_anything_is_written()
    {
        Directory.CreateDirectory(folder.PathOf("taken.safetensors"));
        Shell.RunHere("export", Shell.GoodCell, "--format", "pytorch", "--force", "--out", folder.PathOf("taken.py"))
            .ShouldBeRefused("taken.safetensors' is a folder");

        folder.WritePipe("piped.safetensors");
        Shell.RunHere("export", Shell.GoodCell, "--format", "pytorch", "--force", "--out", folder.PathOf("piped.py"))
            .ShouldBeRefused("piped.safetensors' is no regular file");
        File.Exists(folder.PathOf("piped.py")).ShouldBeFalse();
    }

    private static string Pairs(string operation) => string.Join(", ", Enumerable.Range(0, 8).Select(edge => $"('{operation}', {edge % 2})"));

    private static string Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
