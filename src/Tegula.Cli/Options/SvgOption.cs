using System.CommandLine;
using Tegula.Cli.Errors;

namespace Tegula.Cli.Options;

/// <summary><c>--svg FILE</c>: where a command puts the drawing of what it found.</summary>
/// <param name="name">Name of the option; a command with several drawings has several.</param>
/// <param name="description">What is drawn.</param>
/// <param name="example">Name of a file, for error messages.</param>
internal sealed class SvgOption(
    string name = "--svg", string description = "Draw it, too, into a file that every browser shows", string example = "cell.svg")
{
    private readonly Option<string?> _file = new(name) { Description = description, HelpName = "FILE" };

    /// <summary><c>--report FILE</c>: where a command puts the page that says what it found.</summary>
    public static SvgOption Report() => new("--report", "Write what was found as one page: opens without a network, prints, holds every number", "report.html");

    /// <summary>Adds the option to a command.</summary>
    public SvgOption AddTo(Command command)
    {
        command.Add(_file);
        return this;
    }

    /// <summary>Reads it, before the command begins its work; null when no drawing is wanted.</summary>
    /// <exception cref="UsageException">The file's folder does not exist, or the file is a folder, a pipe or a device.</exception>
    public string? Read(ParseResult result)
    {
        if (result.GetValue(_file) is not { } file)
            return null;
        TargetFile.Require(name, file, example);
        return file;
    }

    /// <summary>Writes a drawing; the file is either the whole drawing or as it was before.</summary>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public static void Write(string file, string svg)
    {
        try
        {
            WholeFile.WriteText(file, svg);
        }
        catch (IOException exception)
        {
            throw new UsageException($"'{file}' cannot be written ({exception.Message}); name a file in a folder that you may write to");
        }
    }
}
