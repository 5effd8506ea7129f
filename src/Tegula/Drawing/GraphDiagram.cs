using System.Collections.Immutable;
using Tegula.Architectures.Graphs;
using Tegula.Drawing.Internals;

namespace Tegula.Drawing;

/// <summary>
/// A graph drawn with characters, from left to right, in the layers and the order of <see cref="GraphLayout"/>. Names of operations stand on their lines; where
/// they take too much room they are shortened, and a note below says what they mean. What lies on no path from an input to the output is dotted.
/// </summary>
/// <param name="Lines">From top to bottom, each cut into pieces of one look; explanations come last.</param>
/// <param name="IsListing">Whether the graph was too large to be drawn: the lines then say what each node reads, as <see cref="GraphListing"/> does.</param>
public sealed record GraphDiagram(ImmutableArray<ImmutableArray<DiagramPiece>> Lines, bool IsListing)
{
    /// <summary>Columns of the narrowest usual terminal.</summary>
    public const int UsualWidth = 80;

    /// <summary>The least width that can be asked for.</summary>
    public const int LeastWidth = 24;

    /// <summary>The lines as plain text, without a line feed at the end.</summary>
    public string Text => string.Join('\n', Lines.Select(line => string.Concat(line.Select(piece => piece.Text))));

    /// <summary>Draws a graph; the same lines for the same graph and width.</summary>
    /// <param name="graph">Any architecture's graph, connected or not.</param>
    /// <param name="width">Columns that no line exceeds, at least <see cref="LeastWidth"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="width"/> is too small.</exception>
    public static GraphDiagram Of(ArchitectureGraph graph, int width = UsualWidth)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, LeastWidth);
        if (graph.Edges.Length > GraphLayout.MaxLabelledEdges)
            return Listing(graph, width, $"more than {GraphLayout.MaxLabelledEdges} edges cannot be drawn with characters; what each node reads:");
        var plan = new DiagramPlan(graph, GraphPlacement.Of(graph, labelled: true));
        foreach (DiagramNames names in DiagramNames.FromLongest(graph))
        {
            var painter = new DiagramPainter(graph, plan, names, width);
            if (painter.Width <= width)
                return new(painter.Paint(), IsListing: false);
        }

        return Listing(graph, width, $"a drawing would not fit into {width} columns; what each node reads:");
    }

    private static GraphDiagram Listing(ArchitectureGraph graph, int width, string why) =>
        new([.. new[] { why }.SelectMany(line => TextWrap.Of(line, width)).Concat(GraphListing.Lines(graph, width)).Select(AsNote)], IsListing: true);

    private static ImmutableArray<DiagramPiece> AsNote(string line) => [new(line, DiagramLook.Note)];
}
