namespace Tegula.Drawing.Internals;

/// <summary>Plot areas in rows of at most three (four: in two rows of two), with the names of series below them.</summary>
internal sealed class PanelRow
{
    private const double PlotWidth = 330;
    private const double PlotHeight = 270;
    private const double NameRoom = 30;
    private const double Gap = 22;
    private const double LegendLine = 22;
    private const double LegendGap = 24;
    private const double SampleRoom = 36;
    private readonly int _count;
    private readonly int _columns;
    private readonly IReadOnlyList<string> _names;
    private readonly double _width;

    /// <summary>Room for some panels and the names of the series that they share.</summary>
    public PanelRow(int count, IReadOnlyList<string> names, string title, string caption)
    {
        (_count, _names) = (count, names);
        _columns = count == 4 ? 2 : Math.Min(count, 3);
        _width = Math.Max((_columns * (ChartFrame.LeftRoom + PlotWidth + Gap)) - Gap, SvgPage.TextWidth(title, caption));
    }

    /// <summary>Width of the page in pixels.</summary>
    public double PageWidth => _width + (2 * SvgPage.Margin);

    /// <summary>Height of the page in pixels.</summary>
    public double PageHeight => LegendTop + (LegendPlaces().Select(place => place.Y).DefaultIfEmpty(-LegendLine).Max() + LegendLine) + SvgPage.Margin;

    private static double RowHeight => NameRoom + PlotHeight + ChartFrame.BottomRoom;

    private double LegendTop => SvgPage.Top + (((_count + _columns - 1) / _columns) * RowHeight) + 18;

    /// <summary>The plot area of a panel.</summary>
    public ChartFrame FrameOf(int panel)
    {
        double left = SvgPage.Margin + (panel % _columns * (ChartFrame.LeftRoom + PlotWidth + Gap)) + ChartFrame.LeftRoom;
        double top = SvgPage.Top + (panel / _columns * RowHeight) + NameRoom;
        return new ChartFrame(left, top, left + PlotWidth, top + PlotHeight);
    }

    /// <summary>An axis with a little room at both ends.</summary>
    public static Axis Opened(IEnumerable<double> values, double start, double end)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        (double low, double high) = finite.Length == 0 ? (0, 1) : (finite.Min(), finite.Max());
        double room = (high - low) * 0.05;
        return Axis.Linear(low - room, high + room, start, end);
    }

    /// <summary>Writes the names of the series, each behind a sample that the caller draws at the given place.</summary>
    public void DrawLegend(SvgMarkup svg, Action<int, double, double> sample)
    {
        foreach ((int index, (double x, double y)) in LegendPlaces().Index())
        {
            double middle = LegendTop + y;
            sample(index, SvgPage.Margin + x, middle);
            svg.Add($"""<text x="{SvgPage.Margin + x + SampleRoom}" y="{middle + 4}">{_names[index]}</text>""");
        }
    }

    private IEnumerable<(double X, double Y)> LegendPlaces()
    {
        (double x, double y) = (0, 0);
        foreach (string name in _names)
        {
            double room = SampleRoom + TextMeasure.Width(name, 12);
            if (x > 0 && x + room > _width)
                (x, y) = (0, y + LegendLine);
            yield return (x, y);
            x += room + LegendGap;
        }
    }
}
