using Tegula.Architectures.Graphs;

namespace Tegula.Drawing.Internals;

/// <summary>Draws a laid-out graph; every node is one group with <c>data-node</c>, every edge one with <c>data-edge</c>.</summary>
internal sealed class GraphDrawing(ArchitectureGraph graph, GraphLayout layout)
{
    /// <summary>Room on both sides of the drawing for the marks of a row that goes on.</summary>
    public const double MarkRoom = 22;

    private const double HeadLength = 9;
    private readonly GraphUse _use = new(graph);

    /// <summary>Pixels that the marks of continued rows add on each side.</summary>
    public double Margin => layout.Rows > 1 ? MarkRoom : 0;

    /// <summary>Width with marks.</summary>
    public double Width => layout.Width + (2 * Margin);

    /// <summary>Height.</summary>
    public double Height => layout.Height;

    /// <summary>Draws with the upper left corner at a place.</summary>
    public void Draw(SvgMarkup svg, double x, double y)
    {
        svg.Add($"""<g transform="translate({x + Margin} {y})">""");
        foreach (EdgeRoute route in layout.Edges)
            DrawEdge(svg, route);
        foreach (NodeBox box in layout.Nodes)
            DrawNode(svg, box, repeated: false);
        foreach (NodeBox box in layout.Repeats)
        {
            DrawNode(svg, box, repeated: true);
            DrawContinuation(svg, layout.Nodes[box.Node].Right + 6, Middle(layout.Nodes[box.Node]));
            DrawContinuation(svg, box.X - 16, Middle(box));
        }

        svg.Add($"</g>");
    }

    private static double Middle(NodeBox box) => box.Y + (box.Height / 2);

    private void DrawEdge(SvgMarkup svg, EdgeRoute route)
    {
        GraphEdge edge = graph.Edges[route.Edge];
        string unused = _use.Of(edge) ? "" : " tg-unused";
        svg.Add($"""<g class="tg-edge {EdgeStyles.Of(edge.Operation).CssClass()}{unused}" data-edge="{route.Edge}">""");
        svg.Add($"<title>{GraphText.Describe(graph, edge, _use.Of(edge))}</title>");
        svg.Add($"""<path class="tg-line" d="{GraphPath.Of(route.Knots, HeadLength - 3)}"/>""");
        (double x, double y) = route.Knots[^1];
        svg.Add($"""<path class="tg-head" d="M{x} {y}l{-HeadLength} -3.6v7.2z"/>""");
        if (route.Label is { } label)
        {
            svg.Add($"""<rect x="{label.X}" y="{label.Y}" width="{label.Width}" height="{label.Height}" rx="{label.Height / 2}"/>""");
            svg.Add($"""<text x="{label.X + (label.Width / 2)}" y="{label.Y + (label.Height / 2) + 4}">{label.Text}</text>""");
        }

        svg.Add($"</g>");
    }

    private void DrawNode(SvgMarkup svg, NodeBox box, bool repeated)
    {
        GraphNode node = graph.Nodes[box.Node];
        bool concatenates = node.Merge == NodeMerge.Concatenate;
        string role = node.Role switch { NodeRole.Input => " tg-input", NodeRole.Output => " tg-output", _ => "" };
        string unused = _use.Of(box.Node) ? "" : " tg-unused";
        if (repeated)
            svg.Add($"""<g class="tg-node tg-repeat{role}{unused}">""");
        else
            svg.Add($"""<g class="tg-node{role}{unused}" data-node="{box.Node}">""");
        svg.Add($"<title>{GraphText.Describe(node, _use.Of(box.Node))}</title>");
        double radius = concatenates ? 2 : 8;
        svg.Add($"""<rect class="tg-box" x="{box.X}" y="{box.Y}" width="{box.Width}" height="{box.Height}" rx="{radius}"/>""");
        if (concatenates)
            svg.Add($"""<rect class="tg-bar" x="{box.X}" y="{box.Y}" width="5" height="{box.Height}"/>""");
        double middle = box.X + (box.Width / 2) + (concatenates ? 2 : 0);
        (string Text, bool Small)[] texts = NodeShape.Texts(node);
        double top = Middle(box) - (texts.Sum(line => NodeShape.LineHeight(line.Small)) / 2);
        foreach ((string text, bool small) in texts)
        {
            if (small)
                svg.Add($"""<text class="tg-small" x="{middle}" y="{top + 9.5}">{text}</text>""");
            else
                svg.Add($"""<text x="{middle}" y="{top + 12}">{text}</text>""");
            top += NodeShape.LineHeight(small);
        }

        svg.Add($"</g>");
    }

    private static void DrawContinuation(SvgMarkup svg, double x, double y) =>
        svg.Add($"""<path class="tg-mark" d="M{x} {y - 5}l5 5l-5 5m5 -10l5 5l-5 5"/>""");
}
