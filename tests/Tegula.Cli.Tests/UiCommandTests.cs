namespace Tegula.Cli.Tests;

public sealed class UiCommandTests(StudyFixture fixture) : IClassFixture<StudyFixture>
{
    private const string EndOfInput = "TEGULA_STOP_AT_END_OF_INPUT";

    [Fact]
    public void It_prints_its_address_and_no_token_and_ends_cleanly()
    {
        var result = Shell.RunWith(EndOfInput, "1", "ui", "--study", fixture.Store, "--port", "0", "--token", "a-token-of-many-letters", "--quiet");
        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.TrimEnd().ShouldMatch(@"^Tegula: http://127\.0\.0\.1:\d+$");
        result.Error.ShouldBeEmpty();
    }

    [Fact]
    public void Ctrl_C_ends_it_with_exit_code_0()
    {
        using var process = Shell.Start("ui", "--study", fixture.Store, "--port", "0");
        process.StandardOutput.ReadLine().ShouldNotBeNull().ShouldStartWith("Tegula: http://127.0.0.1:");
        Shell.Interrupt(process);
        var result = Shell.Finish(process);
        result.ExitCode.ShouldBe(0, result.Error);
        result.Error.ShouldContain(fixture.Store);
        result.Error.ShouldContain("Ctrl-C");
    }

    [Fact]
    public void Settings_of_the_environment_open_no_other_address()
    {
        var result = Shell.RunWith("ASPNETCORE_URLS", "http://not an address", "ui", "--study", fixture.Store, "--port", "70000");
        result.ShouldBeRefused("port 70000", "65535");
        Shell.RunWith(EndOfInput, "1", "ui", "--study", fixture.Store, "--port", "0", "--quiet").ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("--host 0.0.0.0", "--token", "16 letters")]
    [InlineData("--token short", "at least 16 letters")]
    [InlineData("--port many", "--port must be a whole number")]
    [InlineData("--searches 0", "--searches must be a whole number of at least 1")]
    [InlineData("--study none.db", "there is no study file 'none.db'")]
    [InlineData("--study . --study STORE", "is a folder and stands alone")]
    [InlineData("--study postgres://", "cannot be read")]
    [InlineData("--data nothing", "there is no data set 'nothing'")]
    [InlineData("--data cifar10:nowhere", "there is no file or folder 'nowhere'")]
    [InlineData("--table nowhere.csv", "--table 'nowhere.csv'")]
    public void A_wrong_request_is_refused_in_one_line(string args, params string[] words) =>
        Shell.Run(["ui", .. args.Split(' ').Select(arg => arg.Replace("STORE", fixture.Store, StringComparison.Ordinal))]).ShouldBeRefused(words);

    [Fact]
    public void Every_command_of_its_page_is_one()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Tegula.slnx")))
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("the checkout's root is not above the tests");
        var commands = File.ReadLines(Path.Combine(root, "docs", "dashboard.md"))
            .Where(line => line.StartsWith("    ./tegula ", StringComparison.Ordinal))
            .Select(line => line.Split('#')[0].Trim()["./tegula ".Length..])
            .ToList();
        commands.Count.ShouldBeGreaterThan(5);
        foreach (var command in commands)
        {
            var result = Shell.Run([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
            result.ExitCode.ShouldBe(0, $"{command}: {result.Error}");
        }
    }
}
