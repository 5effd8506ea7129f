using Tegula.Drawing.Internals;

namespace Tegula.Drawing;

/// <summary>
/// Draws accuracy over effective depth and width, one plane for each data set: dark is bad, and the larger a circle, the wider its accuracies spread
/// (000_47980149b45a68e2.txt, Fig. 5). Where no architecture can be, nothing is drawn.
/// </summary>
public static class AccuracyPlaneSvg
{
    private const double PlotWidth = 340;
    private const double PlotHeight = 320;
    private const double NameRoom = 26;
    private const double ScaleRoom = 74;
    private const double PanelGap = 26;
    private const double LargestRadius = 17;
    private const double SmallestRadius = 3;
    private const int ScaleSteps = 48;

    /// <summary>The drawing; the same bytes for the same points in any order.</summary>
    /// <param name="panels">The planes from left to right; at least one. Each has its own colours and sizes.</param>
    /// <param name="title">Name of the drawing, any text.</param>
    /// <param name="caption">One line below it.</param>
    /// <exception cref="ArgumentException">There is no panel, a panel has no point, or a point cannot be drawn.</exception>
    public static string Write(IReadOnlyList<AccuracyPanel> panels, string title, string caption)
    {
        ArgumentNullException.ThrowIfNull(panels);
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(caption);
        if (panels.Count == 0 || panels.Any(panel => panel.Points.IsEmpty))
            throw new ArgumentException("a plane of accuracies needs at least one panel, and each panel a point", nameof(panels));
        foreach (AccuracyPoint point in panels.SelectMany(panel => panel.Points).Where(point => !IsDrawable(point)))
            throw new ArgumentException(
                $"{point} cannot be drawn; its numbers must be finite, the deviation at least 0 and the count at least 1", nameof(panels));
        const double panelWidth = ChartFrame.LeftRoom + PlotWidth + ScaleRoom;
        double width = Math.Max((panels.Count * (panelWidth + PanelGap)) - PanelGap, SvgPage.TextWidth(title, caption)) + (2 * SvgPage.Margin);
        double bottom = SvgPage.Top + NameRoom + PlotHeight;
        string description = $"Accuracy over effective depth and effective width: {string.Join("; ", panels.Select(panel => panel.Name))}. {caption}";
        SvgMarkup svg = SvgPage.Open(title, caption, description, width, bottom + ChartFrame.BottomRoom + 50);
        foreach ((int index, AccuracyPanel panel) in panels.Index())
        {
            double left = SvgPage.Margin + (index * (panelWidth + PanelGap)) + ChartFrame.LeftRoom;
            DrawPanel(svg, panel, new ChartFrame(left, SvgPage.Top + NameRoom, left + PlotWidth, bottom));
        }

        return SvgPage.Close(svg);
    }

    private static bool IsDrawable(AccuracyPoint point) =>
        double.IsFinite(point.Depth) && double.IsFinite(point.Width) && double.IsFinite(point.Accuracy) && double.IsFinite(point.Sd)
        && point is { Sd: >= 0, Count: > 0 };

    private static void DrawPanel(SvgMarkup svg, AccuracyPanel panel, ChartFrame frame)
    {
        (double low, double high) = (panel.Points.Min(point => point.Accuracy), panel.Points.Max(point => point.Accuracy));
        double widest = panel.Points.Max(point => point.Sd);
        Axis depth = Opened(panel.Points.Min(point => point.Depth), panel.Points.Max(point => point.Depth), frame.Left, frame.Right);
        Axis width = Opened(panel.Points.Min(point => point.Width), panel.Points.Max(point => point.Width), frame.Bottom, frame.Top);
        svg.Add($"""<g class="tg-panel"><text class="tg-caption" x="{frame.Left}" y="{frame.Top - 14}">{panel.Name}</text>""");
        frame.Draw(svg, depth, width, "effective depth", "effective width");
        foreach (AccuracyPoint point in panel.Points.OrderByDescending(point => point.Sd).ThenBy(point => point.Depth).ThenBy(point => point.Width))
        {
            svg.Add($"""<circle class="tg-accuracy" cx="{depth.Of(point.Depth)}" cy="{width.Of(point.Width)}" r="{Radius(point.Sd, widest)}" """ +
                $"""fill="{ColorRamp.At(Share(point.Accuracy, low, high))}" fill-opacity="0.85" style="{Palette.Paint("stroke", "line")}">""");
            svg.Add($"<title>depth {SvgText.Value(point.Depth)}, width {SvgText.Value(point.Width)}: " +
                $"{SvgText.Value(point.Accuracy)} ± {SvgText.Value(point.Sd)} %, {SvgText.Grouped(point.Count)}</title></circle>");
        }

        DrawColours(svg, frame, low, high);
        DrawSizes(svg, frame, widest);
        svg.Add($"</g>");
    }

    private static double Share(double value, double low, double high) => high > low ? (value - low) / (high - low) : 1;

    private static double Radius(double sd, double widest) => widest > 0 ? SmallestRadius + ((LargestRadius - SmallestRadius) * sd / widest) : SmallestRadius;

    private static Axis Opened(double low, double high, double start, double end)
    {
        double room = (high - low) * 0.08;
        return Axis.Linear(low - room, high + room, start, end);
    }

    private static void DrawColours(SvgMarkup svg, ChartFrame frame, double low, double high)
    {
        double x = frame.Right + 18;
        double step = (frame.Bottom - frame.Top) / ScaleSteps;
        for (int index = 0; index < ScaleSteps; index++)
        {
            double y = frame.Bottom - ((index + 1) * step);
            svg.Add($"""<rect x="{x}" y="{y}" width="12" height="{step + 0.4}" fill="{ColorRamp.At((index + 0.5) / ScaleSteps)}"/>""");
        }

        svg.Add($"""<rect class="tg-axis" x="{x}" y="{frame.Top}" width="12" height="{frame.Bottom - frame.Top}"/>""");

        Axis axis = Axis.Linear(low, high, frame.Bottom, frame.Top);
        foreach ((double value, string text) in high > low ? axis.Ticks : [(low, SvgText.Value(low))])
            svg.Add($"""<text class="tg-quiet" x="{x + 17}" y="{(high > low ? axis.Of(value) : frame.Top) + 4}">{text}</text>""");
        svg.Add($"""<text class="tg-quiet" x="{x}" y="{frame.Top - 14}">%</text>""");
    }

    private static void DrawSizes(SvgMarkup svg, ChartFrame frame, double widest)
    {
        double y = frame.Bottom + ChartFrame.BottomRoom + 20;
        svg.Add($"""<text class="tg-quiet" x="{frame.Left}" y="{y + 4}">standard deviation</text>""");
        double x = frame.Left + 140;
        foreach (double sd in widest > 0 ? [0, widest / 2, widest] : new[] { 0.0 })
        {
            svg.Add($"""<circle class="tg-left" cx="{x}" cy="{y}" r="{Radius(sd, widest)}"/>""");
            svg.Add($"""<text class="tg-quiet" x="{x + 24}" y="{y + 4}">{SvgText.Value(Math.Round(sd, 2))}</text>""");
            x += 84;
        }
    }
}
