using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Tegula.Cli.Commands;

/// <summary>Help followed by the command's examples; the root shows those of all its commands.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = help.Invoke(parseResult);
        var command = parseResult.CommandResult.Command;
        var examples = ExamplesOf(command).ToList();
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine(examples.Count == 1 ? "Example:" : "Examples:");
        foreach (var example in examples)
            output.WriteLine($"  {example}");
        return exitCode;
    }

    private static IEnumerable<string> ExamplesOf(Command command) =>
        command is ExampleCommand { Examples.Count: > 0 } own ? own.Examples : command.Subcommands.SelectMany(sub => ExamplesOf(sub).Take(1));
}
