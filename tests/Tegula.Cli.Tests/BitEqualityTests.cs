using System.Text.RegularExpressions;

namespace Tegula.Cli.Tests;

/// <summary>The same bytes whatever the threads, the processors and the vector instructions of the machine.</summary>
public sealed partial class BitEqualityTests
{
    private const string SmallCell = "|none~0|+|none~0|none~1|+|nor_conv_1x1~0|none~1|none~2|";
    private static readonly Lazy<string> Reference = new(() => Scores(Shell.Run(Score(Shell.GoodCell, "reference", 16))));
    private static readonly Lazy<string> Fast = new(() => Scores(Shell.Run(Score(Shell.GoodCell, "fast", 16))));

    [Theory]
    [InlineData("1")]
    [InlineData("4")]
    public void The_number_of_threads_changes_no_byte(string threads)
    {
        Scores(Shell.Run([.. Score(Shell.GoodCell, "reference", 16), "--threads", threads])).ShouldBe(Reference.Value);
        Scores(Shell.Run([.. Score(Shell.GoodCell, "fast", 16), "--threads", threads])).ShouldBe(Fast.Value);
    }

    [Theory]
    [InlineData("DOTNET_PROCESSOR_COUNT", "1")]
    [InlineData("DOTNET_PROCESSOR_COUNT", "7")]
    [InlineData("DOTNET_EnableAVX512F", "0")]
    [InlineData("DOTNET_EnableAVX2", "0")]
    [InlineData("TEGULA_SIMD", "256")]
    [InlineData("TEGULA_SIMD", "128")]
    [InlineData("TEGULA_SIMD", "1")]
    public void Processors_and_vector_instructions_change_no_byte(string variable, string value)
    {
        Scores(Shell.RunWith(variable, value, Score(Shell.GoodCell, "reference", 16))).ShouldBe(Reference.Value);
        Scores(Shell.RunWith(variable, value, Score(Shell.GoodCell, "fast", 16))).ShouldBe(Fast.Value);
    }

    [Theory]
    [InlineData("reference")]
    [InlineData("fast")]
    public void Without_any_hardware_intrinsics_no_byte_changes(string fidelity)
    {
        string[] request = Score(SmallCell, fidelity, 4);

        Scores(Shell.RunWith("DOTNET_EnableHWIntrinsic", "0", request)).ShouldBe(Scores(Shell.Run(request)));
    }

    [Fact]
    public void Another_seed_changes_the_bytes() =>
        Scores(Shell.Run([.. Score(Shell.GoodCell, "reference", 16), "--seed", "1"])).ShouldNotBe(Reference.Value);

    private static string[] Score(string cell, string fidelity, int batch) =>
        ["score", cell, "--data", "synthetic", "--fidelity", fidelity, "--batch", $"{batch}", "--repeats", "1", "--json"];

    // All of standard output but the one thing that may differ.
    private static string Scores(ShellResult result)
    {
        result.ExitCode.ShouldBe(0, result.Error);
        Seconds().Count(result.Output).ShouldBe(1);
        foreach (var indicator in result.Json().GetProperty("scores")[0].GetProperty("indicators").EnumerateObject())
            indicator.Value.GetProperty("status").GetString().ShouldBe("ok");
        return Seconds().Replace(result.Output, "");
    }

    [GeneratedRegex("\"seconds\": [0-9.eE+-]+", RegexOptions.None, 1_000)]
    private static partial Regex Seconds();
}
