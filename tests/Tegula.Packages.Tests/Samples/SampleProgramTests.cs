using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Tegula.Packages.Tests.Samples;

/// <summary>The programs in <c>samples</c> run, and print what they promise.</summary>
public sealed class SampleProgramTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public void An_own_operation_is_searched()
    {
        string[] lines = Run("OwnOperation");
        lines[0].ShouldMatch("^bottlenecks@[0-9a-f]{8}: 4,096 cells$");
        var best = Regex.Match(lines[1], @"^best of \d+: (?<cell>.*)$");
        best.Success.ShouldBeTrue(lines[1]);
        Regex.Count(best.Groups["cell"].Value, @"(?:none|skip|bottleneck|wide)~\d").ShouldBe(6);
        lines.Length.ShouldBe(2);
    }

    [Fact]
    public void An_own_indicator_is_checked_measured_and_searched_for()
    {
        string[] lines = Run("OwnIndicator");
        lines.Length.ShouldBe(6);
        lines.ShouldNotContain(line => line.StartsWith("finding"));
        double[] values = [.. lines[..5].Select(line => line.Split(' ')[^1]).Where(text => text.Length > 0).Select(double.Parse)];
        values.Length.ShouldBeGreaterThanOrEqualTo(2);
        values.ShouldAllBe(value => value >= 0 && value <= 1);
        values.Distinct().Count().ShouldBe(values.Length, "cells with different gradients differ");
        lines[5].ShouldMatch(@"^best of 20: \|.*\|$");
    }

    [Fact]
    public void An_own_space_is_the_same_in_code_and_in_a_file()
    {
        string[] lines = Run("OwnSpace");
        var ids = Regex.Match(lines[0], "^in code: (small@[0-9a-f]{8}), in a file: (small@[0-9a-f]{8})$");
        ids.Success.ShouldBeTrue(lines[0]);
        ids.Groups[1].Value.ShouldBe(ids.Groups[2].Value);
        // Three operations on six edges make 729; more than four convolutions (1 + 6 * 2 cells) have too many parameters.
        lines[1].ShouldBe("716 cells keep to the constraints");
        lines[2].ShouldMatch(@"^best of \d+: \|.*\|$");
    }

    // The program as ./test has built it.
    private static string[] Run(string name)
    {
        string program = Checkout.PathOf("artifacts", "bin", name, "release", $"{name}.dll");
        File.Exists(program).ShouldBeTrue($"{program}: build Tegula.slnx first");
        var start = new ProcessStartInfo("dotnet", [program]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{name} ran longer than {Limit}");
        }

        process.ExitCode.ShouldBe(0, error.GetAwaiter().GetResult());
        return output.GetAwaiter().GetResult().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
