namespace Tegula.Cli.Tests;

/// <summary>Commands shown in the documentation, with what they print.</summary>
public sealed class DocumentedCommandsTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    private const string Indent = "    ";
    private const string Prompt = Indent + "$ ./tegula ";

    /// <summary>The pages whose commands print the same on every run, and each command in them.</summary>
    public static TheoryData<string, string> Commands()
    {
        var data = new TheoryData<string, string>();
        foreach (var line in File.ReadLines(PathOf("quantities.md")).Where(line => line.StartsWith(Prompt, StringComparison.Ordinal)))
            data.Add("quantities.md", line[Prompt.Length..]);
        return data;
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_prints_what_the_page_says(string page, string command)
    {
        var shown = File.ReadLines(PathOf(page))
            .SkipWhile(line => line != Prompt + command)
            .Skip(1)
            .TakeWhile(line => line.Length == 0 || (line.StartsWith(Indent, StringComparison.Ordinal) && !line.StartsWith(Prompt, StringComparison.Ordinal)))
            .Where(line => line.Length > 0)
            .Select(line => line[Indent.Length..]);
        var result = Shell.Run(command.Split(' '));

        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.Split('\n').Where(line => line.Length > 0).ShouldBe(shown);
    }

    /// <summary>Commands on built-in data that take seconds, whatever they print.</summary>
    public static TheoryData<string> QuickCommands() =>
    [
        .. File.ReadLines(PathOf("training.md"))
            .Where(line => line.StartsWith(Indent + "./tegula ", StringComparison.Ordinal))
            .Select(line => line.Trim()["./tegula ".Length..]),
    ];

    [Theory]
    [MemberData(nameof(QuickCommands))]
    public void A_command_on_built_in_data_runs(string command)
    {
        var result = Shell.Run(Words(command));
        result.ExitCode.ShouldBe(0, result.Error);
        result.Error.ShouldBeEmpty();
    }

    [Fact]
    public void The_commands_on_studies_run_one_after_the_other()
    {
        var commands = File.ReadLines(PathOf("studies.md")).Where(line => line.StartsWith(Indent + "./tegula ", StringComparison.Ordinal)).ToList();
        foreach (var command in commands.Select(line => line.Split('#')[0].Trim()["./tegula ".Length..]))
        {
            var result = Shell.Run(Words(command));
            result.ExitCode.ShouldBe(0, $"{command}: {result.Error}");
        }

        commands.Count.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void The_commands_on_exports_run_one_after_the_other()
    {
        var commands = File.ReadLines(PathOf("pytorch.md")).Where(line => line.StartsWith(Indent + "./tegula ", StringComparison.Ordinal)).ToList();
        foreach (var command in commands.Select(line => line.Trim()["./tegula ".Length..]))
        {
            var result = Shell.Run(Words(command));
            result.ExitCode.ShouldBe(0, $"{command}: {result.Error}");
        }

        commands.Count.ShouldBe(5);
    }

    private IEnumerable<string> Words(string command) => command.Split('\'')
        .SelectMany((part, index) => index % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Select(word => Path.GetExtension(word) is ".svg" or ".db" or ".jsonl" or ".csv" or ".py" or ".onnx" or ".txt" ? folder.PathOf(word) : word);

    private static string PathOf(string page)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Tegula.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the checkout's root is not above the tests");
        return Path.Combine(folder, "docs", page);
    }
}
