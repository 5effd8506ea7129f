using Tegula.Drawing.Internals;

namespace Tegula.Drawing;

/// <summary>
/// Draws means as dots with one standard deviation to either side, one row for each way to search and one panel for each data set
/// (003_fe8fa0e5c804e1de.txt, Table 5; 000_47980149b45a68e2.txt, Table 3). Dots, not bars, because the axes do not begin at 0.
/// </summary>
public static class SpreadSvg
{
    private const double PanelWidth = 260;
    private const double PanelGap = 34;
    private const double RowHeight = 28;
    private const double MaxNameWidth = 320;
    private const double NameRoom = 26;

    /// <summary>The drawing; the same bytes for the same numbers and texts.</summary>
    /// <param name="panels">Names of the panels, at least one.</param>
    /// <param name="rows">The rows from top to bottom, at least one.</param>
    /// <param name="axisName">What the numbers are, unit included.</param>
    /// <param name="noteName">What the notes of the rows are; empty where there are none.</param>
    /// <param name="title">Name of the drawing, any text.</param>
    /// <param name="caption">One line below it.</param>
    /// <exception cref="ArgumentException">There is no panel or no row, a row does not fit the panels, or a number is not finite.</exception>
    public static string Write(IReadOnlyList<string> panels, IReadOnlyList<SpreadRow> rows, string axisName, string noteName, string title, string caption)
    {
        ArgumentNullException.ThrowIfNull(panels);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(caption);
        if (panels.Count == 0 || rows.Count == 0)
            throw new ArgumentException("means need at least one panel and one row", nameof(rows));
        if (rows.FirstOrDefault(row => row.Points.Length != panels.Count) is { } wrong)
            throw new ArgumentException($"row '{wrong.Name}' has {wrong.Points.Length} points for {panels.Count} panels", nameof(rows));
        if (rows.SelectMany(row => row.Points).FirstOrDefault(point => point is { } given && !IsDrawable(given)) is { } bad)
            throw new ArgumentException(
                $"the mean {bad.Mean} with deviation {bad.Sd} cannot be drawn; both must be finite and the deviation at least 0", nameof(rows));
        double names = Math.Min(MaxNameWidth, rows.Max(row => TextMeasure.Width(row.Name, 12)));
        double notes = rows.Select(row => row.Note).Append(noteName).Max(note => TextMeasure.Width(note, 12));
        double left = SvgPage.Margin + names + 16;
        double right = left + (panels.Count * (PanelWidth + PanelGap));
        (double top, double bottom) = (SvgPage.Top + NameRoom, SvgPage.Top + NameRoom + (rows.Count * RowHeight) + 8);
        double width = Math.Max(right + notes, SvgPage.TextWidth(title, caption) + SvgPage.Margin) + SvgPage.Margin;
        string description = $"{axisName} on {string.Join(", ", panels)} of {string.Join("; ", rows.Select(row => row.Name))}. {caption}";
        SvgMarkup svg = SvgPage.Open(title, caption, description, width, bottom + ChartFrame.BottomRoom + 4);
        foreach ((int index, SpreadRow row) in rows.Index())
        {
            double y = RowMiddle(top, index);
            svg.Add($"""<text class="tg-end" x="{left - 12}" y="{y + 4}">{TextMeasure.Fit(row.Name, 12, MaxNameWidth)}</text>""");
            svg.Add($"""<text class="tg-quiet" x="{right - PanelGap + 18}" y="{y + 4}">{row.Note}</text>""");
        }

        svg.Add($"""<text class="tg-caption" x="{right - PanelGap + 18}" y="{SvgPage.Top + 8}">{noteName}</text>""");
        foreach ((int index, string panel) in panels.Index())
        {
            double start = left + (index * (PanelWidth + PanelGap));
            DrawPanel(svg, panel, axisName, rows, index, new ChartFrame(start, top, start + PanelWidth, bottom));
        }

        return SvgPage.Close(svg);
    }

    private static bool IsDrawable(SpreadPoint point) => double.IsFinite(point.Mean) && double.IsFinite(point.Sd) && point.Sd >= 0;

    private static double RowMiddle(double top, int row) => top + 4 + ((row + 0.5) * RowHeight);

    private static void DrawPanel(SvgMarkup svg, string name, string axisName, IReadOnlyList<SpreadRow> rows, int panel, ChartFrame frame)
    {
        SpreadPoint[] points = [.. rows.Select(row => row.Points[panel]).OfType<SpreadPoint>()];
        svg.Add($"""<g class="tg-panel"><text class="tg-caption" x="{frame.Left}" y="{SvgPage.Top + 8}">{name}</text>""");
        double low = points.Length == 0 ? 0 : points.Min(point => point.Mean - point.Sd);
        double high = points.Length == 0 ? 1 : points.Max(point => point.Mean + point.Sd);
        double room = Math.Max((high - low) * 0.06, 1e-3);
        Axis axis = Axis.Linear(low - room, high + room, frame.Left, frame.Right);
        foreach ((double value, string text) in axis.Ticks.Where((_, index) => index % ((axis.Ticks.Count + 4) / 5) == 0))
        {
            svg.Add($"""<line class="tg-grid" x1="{axis.Of(value)}" y1="{frame.Top}" x2="{axis.Of(value)}" y2="{frame.Bottom}"/>""");
            svg.Add($"""<text class="tg-quiet tg-mid" x="{axis.Of(value)}" y="{frame.Bottom + 18}">{text}</text>""");
        }

        svg.Add($"""<path class="tg-axis" d="M{frame.Left} {frame.Bottom}H{frame.Right}"/>""");
        svg.Add($"""<text class="tg-mid" x="{(frame.Left + frame.Right) / 2}" y="{frame.Bottom + 40}">{axisName}</text>""");
        foreach ((int index, SpreadRow row) in rows.Index())
        {
            if (row.Points[panel] is not { } point)
                continue;
            double y = RowMiddle(frame.Top, index);
            (double from, double to) = (axis.Of(point.Mean - point.Sd), axis.Of(point.Mean + point.Sd));
            svg.Add($"""<g class="tg-spread"><title>{row.Name}, {name}: {SvgText.Value(point.Mean)} ± {SvgText.Value(point.Sd)}</title>""");
            svg.Add($"""<path class="tg-c0" d="M{from} {y}H{to}M{from} {y - 5}v10M{to} {y - 5}v10"/>""");
            svg.Add($"""<circle style="{SeriesLook.Filled(0)}" cx="{axis.Of(point.Mean)}" cy="{y}" r="4.5"/></g>""");
        }

        svg.Add($"</g>");
    }
}
