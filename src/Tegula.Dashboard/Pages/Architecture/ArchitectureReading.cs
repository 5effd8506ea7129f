using Tegula.Architectures;
using Tegula.Architectures.Graphs;
using Tegula.Drawing;
using Tegula.Search;

namespace Tegula.Dashboard.Pages.Architecture;

/// <summary>An architecture of a store, read from its text. A store may have come from anybody, so the text may be anything.</summary>
internal static class ArchitectureReading
{
    // Genotypes take some 500 letters and supernets 2,000; reading and drawing far longer texts would only take time.
    private const int MostLetters = 8_000;
    private const int MostEdges = 400;

    private static readonly string[] Starts = ["|", "Genotype", "Supernet"];

    /// <summary>The architecture; null where the text is none that a page can show.</summary>
    /// <param name="text">The architecture's text.</param>
    /// <param name="space">Id of the space, or of that of its supernets; null where nobody knows.</param>
    public static IArchitecture? Read(string text, string? space)
    {
        if (text.Length <= MostLetters && space is not null && SearchableSpace.Find(space) is { IsOwn: true } own)
            return Parse(text, own.Parse);
        bool isCode = text.All(letter => char.IsAsciiDigit(letter) || letter == '_');
        if (text.Length > MostLetters || !(isCode || Starts.Any(start => text.StartsWith(start, StringComparison.Ordinal))))
            return null;
        return Parse(text, ArchitectureReader.Parse);
    }

    /// <summary>What is drawn: of a genotype both cells; nothing where that would be too large.</summary>
    public static IReadOnlyList<NamedCell> Cells(IArchitecture architecture)
    {
        NamedCell[] cells = architecture switch
        {
            DartsGenotype genotype => [new("Normal cell", genotype.Normal.ToGraph()), new("Reduction cell", genotype.Reduce.ToGraph())],
            DartsSupernet supernet => [new("Normal cell", supernet.Normal.ToGraph()), new("Reduction cell", supernet.Reduce.ToGraph())],
            _ => [new("Cell", architecture.ToGraph())],
        };
        return Array.Exists(cells, cell => cell.Graph.Edges.Length > MostEdges) ? [] : cells;
    }

    /// <summary>All cells in one drawing.</summary>
    /// <param name="cells">At least one.</param>
    /// <param name="title">Its title, any text.</param>
    public static string Draw(IReadOnlyList<NamedCell> cells, string title) => cells.Count == 1
        ? GraphSvg.Write(cells[0].Graph, title)
        : GraphSheet.Write([.. cells.Select(cell => new CaptionedGraph(cell.Graph, cell.Name))], title);

    private static IArchitecture? Parse(string text, Func<string, IArchitecture> parse)
    {
        try
        {
            return parse(text);
        }
        catch (ArchitectureFormatException)
        {
            return null;
        }
    }
}

/// <summary>A cell with what it is called.</summary>
/// <param name="Name">Such as <c>Normal cell</c>.</param>
/// <param name="Graph">Its connectivity.</param>
public sealed record NamedCell(string Name, ArchitectureGraph Graph);
