using Tegula.Drawing.Internals;

namespace Tegula.Drawing;

/// <summary>
/// Draws groups of bars in panels side by side: of what the cells are made that an indicator selects, and how deep they are
/// (003_fe8fa0e5c804e1de.txt, Fig. 2).
/// </summary>
public static class BarPanelsSvg
{
    private const double PlotHeight = 260;
    private const double BarWidth = 15;
    private const double GroupGap = 20;
    private const double PanelGap = 30;
    private const double PageWidth = 1420;
    private const double NameHeight = 26;
    private const double PanelHeight = NameHeight + PlotHeight + 44;
    private const double LegendLine = 24;
    private const double SampleWidth = 22;

    /// <summary>The drawing; the same bytes for the same numbers and texts.</summary>
    /// <param name="series">The colours, at least one.</param>
    /// <param name="panels">The charts, at least one.</param>
    /// <param name="title">Name of the drawing, any text.</param>
    /// <param name="caption">One line below it.</param>
    /// <exception cref="ArgumentException">
    /// There is nothing to draw, a panel's values do not fit its categories, or a value is negative or not finite.
    /// </exception>
    public static string Write(IReadOnlyList<BarSeries> series, IReadOnlyList<BarPanel> panels, string title, string caption)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(panels);
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(caption);
        if (series.Count == 0 || panels.Count == 0)
            throw new ArgumentException("bars need at least one series and one panel", nameof(panels));
        foreach (BarPanel panel in panels)
            Require(panel, series.Count);
        (double X, int Row)[] places = Places([.. panels.Select(panel => PanelWidth(panel, series.Count))]);
        double right = panels.Select((panel, index) => places[index].X + PanelWidth(panel, series.Count)).Max();
        (double X, double Y)[] legend = LegendPlaces(series, Math.Max(right, 400));
        double bars = SvgPage.Top + legend[^1].Y + LegendLine + 6;
        double width = Math.Max(right, SvgPage.TextWidth(title, caption)) + (2 * SvgPage.Margin);
        double height = bars + ((places[^1].Row + 1) * PanelHeight) + SvgPage.Margin;
        string description = $"{string.Join(", ", panels.Select(panel => panel.Name))} of {string.Join(", ", series.Select(item => item.Name))}. {caption}";
        SvgMarkup svg = SvgPage.Open(title, caption, description, width, height);
        for (int index = 0; index < series.Count; index++)
            DrawLegend(svg, series, index, legend[index]);
        for (int index = 0; index < panels.Count; index++)
            DrawPanel(svg, series, panels[index], SvgPage.Margin + places[index].X, bars + (places[index].Row * PanelHeight));
        return SvgPage.Close(svg);
    }

    private static void Require(BarPanel panel, int series)
    {
        if (panel.Categories.IsEmpty || panel.Values.Length != panel.Categories.Length)
            throw new ArgumentException(
                $"panel '{panel.Name}' has {panel.Values.Length} groups of bars for {panel.Categories.Length} categories", nameof(panel));
        if (panel.Values.FirstOrDefault(group => group.Length != series) is { IsDefault: false } wrong)
            throw new ArgumentException($"panel '{panel.Name}' has a group of {wrong.Length} bars for {series} series", nameof(panel));
        if (panel.Values.SelectMany(group => group).FirstOrDefault(value => value is { } number && !(number >= 0 && double.IsFinite(number))) is { } bad)
            throw new ArgumentException($"panel '{panel.Name}' has a bar of {bad}; bars are finite and begin at 0", nameof(panel));
    }

    private static double GroupWidth(BarPanel panel, int series) =>
        Math.Max((series * BarWidth) + GroupGap, panel.Categories.Max(category => TextMeasure.Width(category, 12)) + 10);

    private static double PanelWidth(BarPanel panel, int series) =>
        ChartFrame.LeftRoom + Math.Max(panel.Categories.Length * GroupWidth(panel, series), TextMeasure.Width(panel.Name, 13) + 20);

    private static (double X, int Row)[] Places(double[] widths)
    {
        var places = new (double X, int Row)[widths.Length];
        (double x, int row) = (0, 0);
        for (int index = 0; index < widths.Length; index++)
        {
            if (x > 0 && x + widths[index] > PageWidth)
                (x, row) = (0, row + 1);
            places[index] = (x, row);
            x += widths[index] + PanelGap;
        }

        return places;
    }

    private static (double X, double Y)[] LegendPlaces(IReadOnlyList<BarSeries> series, double width)
    {
        var places = new (double X, double Y)[series.Count];
        (double x, double y) = (0, 0);
        for (int index = 0; index < series.Count; index++)
        {
            double own = SampleWidth + TextMeasure.Width(series[index].Name, 12) + 24;
            if (x > 0 && x + own > width)
                (x, y) = (0, y + LegendLine);
            places[index] = (x, y);
            x += own;
        }

        return places;
    }

    private static void DrawLegend(SvgMarkup svg, IReadOnlyList<BarSeries> series, int index, (double X, double Y) place)
    {
        (double x, double y) = (SvgPage.Margin + place.X, SvgPage.Top + place.Y);
        svg.Add($"""<rect style="{SeriesLook.Of(series, index)}" x="{x}" y="{y - 4}" width="14" height="14"/>""");
        svg.Add($"""<text x="{x + SampleWidth}" y="{y + 7}">{series[index].Name}</text>""");
    }

    private static void DrawPanel(SvgMarkup svg, IReadOnlyList<BarSeries> series, BarPanel panel, double x, double y)
    {
        double left = x + ChartFrame.LeftRoom - 20;
        double groupWidth = GroupWidth(panel, series.Count);
        double right = left + (groupWidth * panel.Categories.Length);
        (double top, double bottom) = (y + NameHeight, y + NameHeight + PlotHeight);
        double largest = panel.Values.SelectMany(group => group).OfType<double>().DefaultIfEmpty(0).Max();
        Axis axis = Axis.Linear(0, largest > 0 ? largest * 1.04 : 1, bottom, top);
        svg.Add($"""<g class="tg-panel"><text class="tg-caption" x="{left}" y="{y + 8}">{panel.Name}</text>""");
        foreach ((double value, string text) in axis.Ticks)
        {
            svg.Add($"""<line class="tg-grid" x1="{left}" y1="{axis.Of(value)}" x2="{right}" y2="{axis.Of(value)}"/>""");
            svg.Add($"""<text class="tg-quiet tg-end" x="{left - 8}" y="{axis.Of(value) + 4}">{text}</text>""");
        }

        double inset = (groupWidth - (series.Count * BarWidth)) / 2;
        for (int category = 0; category < panel.Categories.Length; category++)
        {
            double start = left + (category * groupWidth);
            svg.Add($"""<text class="tg-mid" x="{start + (groupWidth / 2)}" y="{bottom + 20}">{panel.Categories[category]}</text>""");
            for (int index = 0; index < series.Count; index++)
            {
                if (panel.Values[category][index] is not { } value)
                    continue;
                double barTop = axis.Of(value);
                svg.Add($"""<rect class="tg-column" style="{SeriesLook.Of(series, index)}" x="{start + inset + (index * BarWidth) + 1}" y="{barTop}" """ +
                    $"""width="{BarWidth - 2}" height="{bottom - barTop}">""");
                svg.Add($"<title>{series[index].Name}, {panel.Categories[category]}: {SvgText.Value(value)}</title></rect>");
            }
        }

        svg.Add($"""<path class="tg-axis" d="M{left} {top}V{bottom}H{right}"/></g>""");
    }
}
