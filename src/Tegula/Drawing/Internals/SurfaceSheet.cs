namespace Tegula.Drawing.Internals;

/// <summary>A page of surfaces side by side, all on one scale of values.</summary>
internal sealed class SurfaceSheet
{
    private const double NameRoom = 26;
    private const double Gap = 22;

    // Above so many times the median, heights say no more than that the network no longer works there.
    private const double ExtremeMedians = 4;

    private readonly IReadOnlyList<IReadOnlyList<SurfacePanel>> _rows;
    private readonly double _panelWidth;
    private readonly double _panelHeight;
    private readonly double _leftRoom;

    /// <summary>Checks the panels and finds their common scale.</summary>
    /// <param name="rows">Panels from left to right, row after row.</param>
    /// <param name="ceiling">Largest value that is drawn; null for 4 times the median of all panels, or the largest value where that is less.</param>
    /// <param name="panelWidth">Width of a panel in pixels.</param>
    /// <param name="panelHeight">Height of a panel without its name.</param>
    /// <param name="leftRoom">What of the width stands left of the plot; names are centred over the plot.</param>
    /// <exception cref="ArgumentException">There is no panel, a row is longer than another, or a panel cannot be drawn.</exception>
    public SurfaceSheet(IReadOnlyList<IReadOnlyList<SurfacePanel>> rows, double? ceiling, double panelWidth, double panelHeight, double leftRoom = 0)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0 || rows[0].Count == 0 || rows.Any(row => row.Count != rows[0].Count))
            throw new ArgumentException("surfaces stand in at least one row, each of as many panels", nameof(rows));
        foreach (SurfacePanel panel in rows.SelectMany(row => row)) Check(panel);
        double[] values = [.. rows.SelectMany(row => row).SelectMany(panel => panel.Rows).SelectMany(row => row).Where(double.IsFinite).Order()];
        Low = values[0];
        double median = values[values.Length / 2];
        High = Math.Min(ceiling ?? (median > 0 ? ExtremeMedians * median : values[^1]), values[^1]);
        if (High < Low) throw new ArgumentException($"no value is below the ceiling of {High}; the lowest is {Low}");
        IsCut = High < values[^1] || rows.SelectMany(row => row).SelectMany(panel => panel.Rows).SelectMany(row => row).Any(value => !double.IsFinite(value));
        (_rows, _panelWidth, _panelHeight, _leftRoom) = (rows, panelWidth, panelHeight, leftRoom);
    }

    /// <summary>Lowest value of all panels.</summary>
    public double Low { get; }

    /// <summary>Highest value that is drawn.</summary>
    public double High { get; }

    /// <summary>Whether there are values that are not drawn.</summary>
    public bool IsCut { get; }

    /// <summary>Draws the page.</summary>
    /// <param name="title">Name of the drawing, any text.</param>
    /// <param name="caption">One line below it.</param>
    /// <param name="scaleRoom">Room on the right of the panels.</param>
    /// <param name="drawPanel">Draws a panel at its left upper corner.</param>
    /// <param name="drawScale">Draws what stands on the right, from its left upper corner.</param>
    public string Write(
        string title, string caption, double scaleRoom, Action<SvgMarkup, SurfacePanel, double, double> drawPanel, Action<SvgMarkup, double, double> drawScale)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(caption);
        double right = SvgPage.Margin + (_rows[0].Count * (_panelWidth + Gap));
        double width = Math.Max(right + scaleRoom, SvgPage.TextWidth(title, caption) + SvgPage.Margin) + SvgPage.Margin;
        double rowHeight = NameRoom + _panelHeight + Gap;
        string description = $"{title}: {string.Join("; ", _rows.SelectMany(row => row).Select(panel => panel.Name))}. {caption}";
        SvgMarkup svg = SvgPage.Open(title, caption, description, width, SvgPage.Top + (_rows.Count * rowHeight));
        foreach ((int row, IReadOnlyList<SurfacePanel> panels) in _rows.Index())
        {
            double top = SvgPage.Top + (row * rowHeight) + NameRoom;
            foreach ((int column, SurfacePanel panel) in panels.Index())
            {
                double left = SvgPage.Margin + (column * (_panelWidth + Gap));
                string name = TextMeasure.Fit(panel.Name, 13, _panelWidth - _leftRoom);
                svg.Add($"""<g class="tg-surface"><text class="tg-caption tg-mid" x="{left + ((_panelWidth + _leftRoom) / 2)}" y="{top - 10}">{name}</text>""");
                drawPanel(svg, panel, left, top);
                svg.Add($"</g>");
            }
        }

        drawScale(svg, right, SvgPage.Top + NameRoom);
        return SvgPage.Close(svg);
    }

    private static void Check(SurfacePanel panel)
    {
        if (!(panel.Right > panel.Left && panel.Top > panel.Bottom))
            throw new ArgumentException($"surface '{panel.Name}' has no area; its right and top must be above its left and bottom");
        if (panel.Rows.Length < 2 || panel.Rows[0].Length < 2 || panel.Rows.Any(row => row.Length != panel.Rows[0].Length))
            throw new ArgumentException($"surface '{panel.Name}' needs at least two rows of at least two values, and as many in each row");
        if (!panel.Rows.SelectMany(row => row).Any(double.IsFinite)) throw new ArgumentException($"surface '{panel.Name}' has no finite value");
    }
}
