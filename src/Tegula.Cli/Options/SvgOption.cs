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
    /// <exception cref="UsageException">The file's folder does not exist, or the file is a folder.</exception>
    public string? Read(ParseResult result)
    {
        if (result.GetValue(_file) is not { } file)
            return null;
        if (file.Length == 0)
            throw new UsageException($"{name} needs the name of a file; write {name} {example}");
        if (Directory.Exists(file))
            throw new UsageException($"{name} '{file}' is a folder; name a file in it, such as {Path.Combine(file, example)}");
        if (!Directory.Exists(FolderOf(file)))
            throw new UsageException($"{name} '{file}': the folder '{FolderOf(file)}' does not exist; create it or name another");
        return file;
    }

    /// <summary>Writes a drawing; the file is either the whole drawing or as it was before.</summary>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public static void Write(string file, string svg)
    {
        var part = Path.Combine(FolderOf(file), $".{Path.GetRandomFileName()}.part");
        try
        {
            File.WriteAllText(part, svg);
            File.Move(part, file, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(part))
                File.Delete(part);
            throw new UsageException($"'{file}' cannot be written ({exception.Message}); name a file in a folder that you may write to");
        }
    }

    private static string FolderOf(string file) => Path.GetDirectoryName(file) is { Length: > 0 } folder ? folder : ".";
}
