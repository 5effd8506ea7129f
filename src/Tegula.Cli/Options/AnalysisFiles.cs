using System.CommandLine;
using Tegula.Cli.Errors;
using Tegula.Cli.Output;

namespace Tegula.Cli.Options;

/// <summary><c>--csv FILE</c> and <c>--svg FILE</c>: where an analysis puts its numbers and its drawing. Used for one run.</summary>
internal sealed class AnalysisFiles
{
    private readonly CsvOption _csvOption = new();
    private readonly SvgOption _svgOption = new();
    private string? _csv;
    private string? _svg;

    /// <summary>Adds the options to a command.</summary>
    public AnalysisFiles AddTo(Command command)
    {
        _csvOption.AddTo(command);
        _svgOption.AddTo(command);
        return this;
    }

    /// <summary>Reads them, before the command begins its work.</summary>
    /// <exception cref="UsageException">A folder does not exist, or a file is a folder.</exception>
    public void Read(ParseResult result) => (_csv, _svg) = (_csvOption.Read(result), _svgOption.Read(result));

    /// <summary>Writes the drawing where one is wanted.</summary>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public void WriteSvg(Func<string> draw)
    {
        if (_svg is not null)
            SvgOption.Write(_svg, draw());
    }

    /// <summary>The files that were read.</summary>
    public IReadOnlyList<OutputFile> All() => [new(CommandOutputs.Csv, _csv), new(CommandOutputs.Svg, _svg)];

    /// <summary>Writes the numbers where they are wanted.</summary>
    /// <param name="header">Names of the columns.</param>
    /// <param name="rows">One field a column; null for an empty one.</param>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public void WriteCsv(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<object?>> rows)
    {
        if (_csv is not null)
            CsvOption.Write(_csv, header, rows);
    }
}
