using System.CommandLine;
using Tegula.Cli.Output;

namespace Tegula.Cli.Options;

/// <summary>How a command talks: <c>--json</c>, <c>--quiet</c>, <c>--no-color</c>.</summary>
internal sealed class OutputOptions
{
    private readonly Option<bool> _json = new("--json") { Description = "Print exactly one JSON document on standard output" };
    private readonly Option<bool> _quiet = new("--quiet") { Description = "No progress on standard error" };
    private readonly Option<bool> _noColor = new("--no-color") { Description = "No colours; the environment variable NO_COLOR does the same" };

    /// <summary>Adds the options to a command.</summary>
    public OutputOptions AddTo(Command command)
    {
        command.Add(_json);
        command.Add(_quiet);
        command.Add(_noColor);
        return this;
    }

    /// <summary>Reads them.</summary>
    public OutputMode Read(ParseResult result) => new(result.GetValue(_json), result.GetValue(_quiet), result.GetValue(_noColor));
}
