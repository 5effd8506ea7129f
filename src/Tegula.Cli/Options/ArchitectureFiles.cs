using System.CommandLine;
using Tegula.Architectures;
using Tegula.Cli.Errors;

namespace Tegula.Cli.Options;

/// <summary><c>--stdin</c> and <c>--file FILE</c>: architectures from a text that lists them.</summary>
internal sealed class ArchitectureFiles
{
    private readonly Option<bool> _stdin = new("--stdin") { Description = "Read architectures from standard input, one a line" };
    private readonly Option<string?> _file = new("--file")
    {
        Description = "Read architectures from a file: one a line, or a Genotype(...) over several; # begins a comment",
        HelpName = "FILE",
    };

    /// <summary>Adds the options to a command.</summary>
    public ArchitectureFiles AddTo(Command command)
    {
        command.Add(_stdin);
        command.Add(_file);
        return this;
    }

    /// <summary>How many of them are given.</summary>
    public int Given(ParseResult result) => (result.GetValue(_stdin) ? 1 : 0) + (result.GetValue(_file) is null ? 0 : 1);

    /// <summary>Reads all to the end, the file first.</summary>
    /// <typeparam name="T">What a text is parsed into.</typeparam>
    /// <exception cref="UsageException">There is no such file.</exception>
    /// <exception cref="ArchitectureFormatException">A text is no architecture, or there is none.</exception>
    public IReadOnlyList<T> Read<T>(ParseResult result, Func<string, T> parse)
    {
        var items = new List<T>();
        if (result.GetValue(_file) is { } file)
        {
            if (!File.Exists(file))
                throw new UsageException($"--file '{file}' does not exist; name a text file with one architecture a line");
            using var reader = new StreamReader(file);
            items.AddRange(ArchitectureLines.Read(reader, file, parse));
        }

        if (result.GetValue(_stdin))
            items.AddRange(ArchitectureLines.Read(Console.In, "standard input", parse));
        return items;
    }
}
