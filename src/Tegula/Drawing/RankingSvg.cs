using Tegula.Drawing.Internals;

namespace Tegula.Drawing;

/// <summary>
/// Draws values with intervals as horizontal bars, one row for each thing compared and one column for each data set, all on one scale: rank correlations of
/// indicators with accuracies.
/// </summary>
public static class RankingSvg
{
    private const double PanelWidth = 250;
    private const double PanelGap = 34;
    private const double NumberRoom = 46;
    private const double RowHeight = 24;
    private const double BarHeight = 13;
    private const double MaxNameWidth = 230;
    private const double AxisRoom = 54;
    private const double LegendHeight = 26;

    /// <summary>The drawing; the same bytes for the same numbers and texts.</summary>
    /// <param name="rows">What is compared, at least one.</param>
    /// <param name="panels">The columns, at least one, each with a bar for each row.</param>
    /// <param name="title">Name of the drawing, any text.</param>
    /// <param name="caption">One line below it.</param>
    /// <param name="valueName">What the bars show.</param>
    /// <param name="legend">What filled bars, outlines and the line of a mark are.</param>
    /// <exception cref="ArgumentException">There is nothing to draw, a column has not one bar a row, or a number is not finite.</exception>
    public static string Write(
        IReadOnlyList<RankingRow> rows,
        IReadOnlyList<RankingPanel> panels,
        string title,
        string caption,
        string valueName,
        (string Filled, string Hollow, string Mark) legend)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(panels);
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(caption);
        Require(rows, panels);
        double names = Math.Min(MaxNameWidth, rows.Max(row => TextMeasure.Width(row.Name, 12)));
        double left = SvgPage.Margin + names + 12;
        double top = SvgPage.Top + LegendHeight + 28;
        double bottom = top + (rows.Count * RowHeight) + 4;
        double right = left + (panels.Count * (PanelWidth + PanelGap)) - PanelGap;
        double width = Math.Max(right + SvgPage.Margin, Math.Max(SvgPage.TextWidth(title, caption), LegendWidth(legend)) + (2 * SvgPage.Margin));
        string description = $"{valueName} of {string.Join(", ", rows.Select(row => row.Name))}. {caption}";
        SvgMarkup svg = SvgPage.Open(title, caption, description, width, bottom + AxisRoom);
        DrawLegend(svg, legend);
        for (int row = 0; row < rows.Count; row++)
            svg.Add($"""<text class="tg-end" x="{left - 12}" y="{Middle(top, row) + 4}">{TextMeasure.Fit(rows[row].Name, 12, MaxNameWidth)}</text>""");
        (double low, double high) = Range(panels);
        for (int index = 0; index < panels.Count; index++)
        {
            double start = left + (index * (PanelWidth + PanelGap));
            DrawPanel(svg, rows, panels[index], Axis.Linear(low, high, start, start + PanelWidth - NumberRoom), (start, top, bottom), valueName);
        }

        return SvgPage.Close(svg);
    }

    private static void Require(IReadOnlyList<RankingRow> rows, IReadOnlyList<RankingPanel> panels)
    {
        if (rows.Count == 0 || panels.Count == 0)
            throw new ArgumentException("a ranking needs at least one row and one column", nameof(rows));
        if (panels.FirstOrDefault(panel => panel.Bars.Length != rows.Count) is { } wrong)
            throw new ArgumentException($"'{wrong.Name}' has {wrong.Bars.Length} bars for {rows.Count} rows", nameof(panels));
        if (panels.SelectMany(Numbers).FirstOrDefault(number => !double.IsFinite(number), 0) is var bad && bad != 0)
            throw new ArgumentException($"a bar or a mark of {bad} cannot be drawn; all must be finite", nameof(panels));
    }

    private static IEnumerable<double> Numbers(RankingPanel panel) =>
        panel.Bars.Where(bar => bar.Value is not null)
            .SelectMany(bar => new[] { bar.Value!.Value, bar.Low, bar.High })
            .Concat(panel.Mark is { } mark ? [mark] : []);

    private static (double Low, double High) Range(IReadOnlyList<RankingPanel> panels)
    {
        double[] numbers = [0, .. panels.SelectMany(Numbers)];
        double room = (numbers.Max() - numbers.Min()) * 0.02;
        return (numbers.Min() < 0 ? numbers.Min() - room : 0, numbers.Max() > 0 ? numbers.Max() + room : 0);
    }

    private static double Middle(double top, int row) => top + ((row + 0.5) * RowHeight);

    private static void DrawPanel(
        SvgMarkup svg, IReadOnlyList<RankingRow> rows, RankingPanel panel, Axis axis, (double Start, double Top, double Bottom) area, string valueName)
    {
        double middle = area.Start + ((PanelWidth - NumberRoom) / 2);
        svg.Add($"""<g class="tg-panel"><text class="tg-caption tg-mid" x="{middle}" y="{area.Top - 10}">{panel.Name}</text>""");
        foreach ((double value, string text) in axis.Ticks.Where((_, index) => index % ((axis.Ticks.Count + 5) / 6) == 0))
        {
            svg.Add($"""<line class="tg-grid" x1="{axis.Of(value)}" y1="{area.Top}" x2="{axis.Of(value)}" y2="{area.Bottom}"/>""");
            svg.Add($"""<text class="tg-quiet tg-mid" x="{axis.Of(value)}" y="{area.Bottom + 17}">{text}</text>""");
        }

        svg.Add($"""<text class="tg-mid" x="{middle}" y="{area.Bottom + 38}">{valueName}</text>""");
        for (int row = 0; row < rows.Count; row++)
            DrawBar(svg, rows[row], panel, row, axis, Middle(area.Top, row), area.Start + PanelWidth);
        svg.Add($"""<path class="tg-axis" d="M{axis.Of(0)} {area.Top}V{area.Bottom}"/>""");
        if (panel.Mark is { } mark)
            svg.Add($"""<path class="tg-mark tg-reference" stroke-dasharray="5 4" d="M{axis.Of(mark)} {area.Top}V{area.Bottom}"/>""");
        svg.Add($"</g>");
    }

    private static void DrawBar(SvgMarkup svg, RankingRow row, RankingPanel panel, int index, Axis axis, double y, double right)
    {
        RankingBar bar = panel.Bars[index];
        svg.Add($"""<g data-row="{index}">""");
        if (bar.Value is { } value)
        {
            (double from, double to) = (Math.Min(axis.Of(0), axis.Of(value)), Math.Max(axis.Of(0), axis.Of(value)));
            svg.Add($"<title>{row.Name}, {panel.Name}: {SvgText.Value(value)}, {SvgText.Value(bar.Low)} to {SvgText.Value(bar.High)}</title>");
            svg.Add($"""<rect class="{Look(row.IsHollow)}" x="{from}" y="{y - (BarHeight / 2)}" width="{to - from}" height="{BarHeight}"/>""");
            svg.Add($"""<path class="tg-mark tg-whisker" d="M{axis.Of(bar.Low)} {y - 4}v8m0 -4H{axis.Of(bar.High)}m0 -4v8"/>""");
            svg.Add($"""<text class="tg-quiet tg-end" x="{right}" y="{y + 4}">{Fixed(value)}</text>""");
        }
        else
        {
            svg.Add($"""<text class="tg-quiet tg-end" x="{right}" y="{y + 4}">none</text>""");
        }

        svg.Add($"</g>");
    }

    private static string Look(bool isHollow) => isHollow ? "tg-left" : "tg-kept";

    private static string Fixed(double value) => value.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture);

    private static double LegendWidth((string Filled, string Hollow, string Mark) legend) =>
        new[] { legend.Filled, legend.Hollow, legend.Mark }.Sum(text => 56 + TextMeasure.Width(text, 12));

    private static void DrawLegend(SvgMarkup svg, (string Filled, string Hollow, string Mark) legend)
    {
        double x = SvgPage.Margin;
        double y = SvgPage.Top + 4;
        foreach ((string text, string look) in new[] { (legend.Filled, Look(isHollow: false)), (legend.Hollow, Look(isHollow: true)), (legend.Mark, "") })
        {
            if (look.Length > 0)
                svg.Add($"""<rect class="{look}" x="{x}" y="{y - (BarHeight / 2)}" width="24" height="{BarHeight}"/>""");
            else
                svg.Add($"""<path class="tg-mark" stroke-dasharray="5 4" d="M{x} {y}h24"/>""");
            svg.Add($"""<text x="{x + 32}" y="{y + 4}">{text}</text>""");
            x += 56 + TextMeasure.Width(text, 12);
        }
    }
}
