using System.Text.Json;

namespace Tegula.Cli.Tests;

/// <summary>What a run of the program left behind.</summary>
/// <param name="ExitCode">Exit code of the process.</param>
/// <param name="Output">All of standard output.</param>
/// <param name="Error">All of standard error.</param>
internal sealed record ShellResult(int ExitCode, string Output, string Error)
{
    /// <summary>Standard output as the one JSON document that it must be; anything before or after it fails.</summary>
    public JsonElement Json() => JsonDocument.Parse(Output).RootElement;

    /// <summary>Fails unless the program refused: exit code 2, nothing on standard output, one line on standard error with all these words.</summary>
    public void ShouldBeRefused(params string[] words) => ShouldEndWith(2, words);

    /// <summary>Fails unless there is exactly one line on standard error with all these words, nothing on standard output, and this exit code.</summary>
    public void ShouldEndWith(int exitCode, params string[] words)
    {
        var line = Error.TrimEnd('\n');
        line.ShouldStartWith("tegula: ");
        line.ShouldNotContain("\n");
        line.ShouldNotContain("   at ");
        line.ShouldNotContain("internal error");
        foreach (var word in words)
            line.ShouldContain(word, Case.Sensitive);
        Output.ShouldBeEmpty();
        ExitCode.ShouldBe(exitCode);
    }
}
