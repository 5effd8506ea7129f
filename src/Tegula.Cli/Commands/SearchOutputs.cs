using Tegula.Cli.Output;

namespace Tegula.Cli.Commands;

/// <summary>What a search prints and writes.</summary>
/// <param name="Table">Table of trained cells to look the answers up in; null for none.</param>
/// <param name="CellsSvg">File for the drawing of the cells; null for none.</param>
/// <param name="CurveSvg">File for the curve of the regret; null for none.</param>
/// <param name="Mode">How is printed.</param>
internal sealed record SearchOutputs(string? Table, string? CellsSvg, string? CurveSvg, OutputMode Mode)
{
    /// <summary>File for the report; null for none.</summary>
    public string? Report { get; init; }

    /// <summary>The command as it is typed, for the report.</summary>
    public string Typed { get; init; } = "";
}
