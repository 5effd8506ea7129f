using System.CommandLine;
using Tegula.Cli.Errors;
using Tegula.Cli.Output;

namespace Tegula.Cli.Options;

/// <summary><c>--csv FILE</c>: where a command puts its numbers for a spreadsheet.</summary>
internal sealed class CsvOption
{
    private readonly SvgOption _file = new("--csv", "Write the numbers, too, into a CSV file", "numbers.csv");

    /// <summary>Adds the option to a command.</summary>
    public CsvOption AddTo(Command command)
    {
        _file.AddTo(command);
        return this;
    }

    /// <summary>Reads it, before the command begins its work; null when no file is wanted.</summary>
    /// <exception cref="UsageException">The file's folder does not exist, or the file is a folder, a pipe or a device.</exception>
    public string? Read(ParseResult result) => _file.Read(result);

    /// <summary>Writes a file; it is either the whole table or as it was before.</summary>
    /// <param name="file">The file.</param>
    /// <param name="header">Names of the columns.</param>
    /// <param name="rows">One field a column; null for an empty one.</param>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public static void Write(string file, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<object?>> rows) =>
        SvgOption.Write(file, CsvText.Of(header, rows));
}
