namespace Tegula.Packages.Tests;

/// <summary>What a program left.</summary>
/// <param name="ExitCode">0 when it was content.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record ProgramResult(int ExitCode, string Output, string Error)
{
    /// <summary>Fails the test with all that was written unless the exit code is 0.</summary>
    public ProgramResult ShouldSucceed()
    {
        ExitCode.ShouldBe(0, $"{Output}\n{Error}");
        return this;
    }
}
