using Tegula.Architectures.Graphs;

namespace Tegula.Drawing.Internals;

/// <summary>What lines and boxes mean: the operations that are present, and the marks that occur.</summary>
internal sealed class Legend
{
    private const double SampleWidth = 34;
    private const double LineHeight = 24;
    private const double Gap = 26;
    private const int MaxNames = 6;

    private readonly List<(string Sample, string Text)> _entries = [];

    /// <summary>The legend of some graphs in one drawing.</summary>
    public Legend(IReadOnlyList<ArchitectureGraph> graphs, IReadOnlyList<GraphLayout> layouts)
    {
        ILookup<EdgeStyle, EdgeOperation> present = graphs.SelectMany(graph => graph.Edges).Select(edge => edge.Operation).Distinct().ToLookup(EdgeStyles.Of);
        foreach (EdgeStyle style in Enum.GetValues<EdgeStyle>().Where(style => present[style].Any()))
            _entries.Add((style.CssClass(), Text(style, [.. present[style].Select(operation => operation.Name).Distinct().Order(StringComparer.Ordinal)])));
        if (graphs.SelectMany(graph => graph.Nodes).Any(node => node.Merge == NodeMerge.Concatenate))
            _entries.Add(("bar", "concatenates its inputs"));
        if (layouts.Any(layout => layout.Repeats.Length > 0))
            _entries.Add(("repeat", "the last node of the row above, again"));
        if (graphs.Any(graph => !new GraphUse(graph).All))
            _entries.Add(("unused", $"dotted: {GraphText.Unused}"));
    }

    /// <summary>The widest single entry.</summary>
    public double MinWidth => _entries.Count == 0 ? 0 : _entries.Max(Width);

    /// <summary>Height within a width.</summary>
    public double Height(double width) => Places(width).Select(place => place.Y + LineHeight).DefaultIfEmpty(0).Max();

    /// <summary>Draws with the upper left corner at a place.</summary>
    public void Draw(SvgMarkup svg, double x, double y, double width)
    {
        svg.Add($"""<g class="tg-legend" transform="translate({x} {y})">""");
        foreach (((string sample, string text), (double X, double Y) place) in _entries.Zip(Places(width)))
        {
            double middle = place.Y + (LineHeight / 2);
            DrawSample(svg, sample, place.X, middle);
            svg.Add($"""<text x="{place.X + TextStart(sample)}" y="{middle + 4}">{text}</text>""");
        }

        svg.Add($"</g>");
    }

    private static void DrawSample(SvgMarkup svg, string sample, double x, double y)
    {
        switch (sample)
        {
            case "bar":
                svg.Add($"""<g><rect class="tg-box" x="{x}" y="{y - 8}" width="24" height="16" rx="2"/>""");
                svg.Add($"""<rect class="tg-bar" x="{x}" y="{y - 8}" width="5" height="16"/></g>""");
                break;
            case "repeat":
                svg.Add($"""<g class="tg-repeat"><rect class="tg-box" x="{x}" y="{y - 8}" width="24" height="16" rx="5"/></g>""");
                break;
            case "unused":
                svg.Add($"""<g class="tg-edge tg-unused"><path class="tg-line" d="M{x} {y}h{SampleWidth - 6}"/>""");
                svg.Add($"""<path class="tg-head" d="M{x + SampleWidth} {y}l-9 -3.6v7.2z"/></g>""");
                break;
            default:
                svg.Add($"""<g class="tg-edge {sample}"><path class="tg-line" d="M{x} {y}h{SampleWidth - 6}"/>""");
                svg.Add($"""<path class="tg-head" d="M{x + SampleWidth} {y}l-9 -3.6v7.2z"/></g>""");
                break;
        }
    }

    private static string Text(EdgeStyle style, string[] names)
    {
        string more = names.Length > MaxNames ? $" and {names.Length - MaxNames} more" : "";
        string list = TextMeasure.Fit(string.Join(", ", names.Take(MaxNames)), 12, 420);
        return style == EdgeStyle.Concatenation ? "link to a concatenation"
            : names is [string only] && only == style.Title() ? only
            : $"{style.Title()}: {list}{more}";
    }

    private static double TextStart(string sample) => sample switch { "bar" or "repeat" => 32, _ => SampleWidth + 8 };

    private static double Width((string Sample, string Text) entry) => TextStart(entry.Sample) + TextMeasure.Width(entry.Text, 12);

    private IEnumerable<(double X, double Y)> Places(double width)
    {
        (double x, double y) = (0, 0);
        foreach ((string Sample, string Text) entry in _entries)
        {
            if (x > 0 && x + Width(entry) > width)
                (x, y) = (0, y + LineHeight);
            yield return (x, y);
            x += Width(entry) + Gap;
        }
    }
}
