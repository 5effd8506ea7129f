using Tegula.Drawing.Internals;

namespace Tegula.Drawing;

/// <summary>
/// Draws surfaces as maps of coloured tiles, light where they are high (002_18e5d33089871091.txt Fig. 7). All panels share one scale; a tile above it has the
/// lightest colour, one without a finite value as well.
/// </summary>
public static class HeatMapSvg
{
    private const double Plot = 300;
    private const int Colours = 40;

    /// <summary>The drawing; the same bytes for the same panels and texts.</summary>
    /// <param name="rows">Panels from left to right, row after row; at least one, each row with as many.</param>
    /// <param name="title">Name of the drawing, any text.</param>
    /// <param name="caption">One line below it.</param>
    /// <param name="horizontal">Name of the horizontal axes.</param>
    /// <param name="vertical">Name of the vertical axes.</param>
    /// <param name="ceiling">Height of the lightest colour; null for 4 times the median of all panels, or the highest value where that is less.</param>
    /// <exception cref="ArgumentException">There is no panel, the rows differ in length, a panel cannot be drawn, or all is above the ceiling.</exception>
    public static string Write(
        IReadOnlyList<IReadOnlyList<SurfacePanel>> rows, string title, string caption, string horizontal, string vertical, double? ceiling = null)
    {
        var sheet = new SurfaceSheet(rows, ceiling, ChartFrame.LeftRoom + Plot, Plot + ChartFrame.BottomRoom, ChartFrame.LeftRoom);
        return sheet.Write(title, caption, ColorScale.Room, DrawPanel, (svg, x, y) =>
            ColorScale.Draw(svg, x, y, y + Plot, Axis.Linear(sheet.Low, sheet.High, y + Plot, y), sheet.IsCut));

        void DrawPanel(SvgMarkup svg, SurfacePanel panel, double left, double top)
        {
            var frame = new ChartFrame(left + ChartFrame.LeftRoom, top, left + ChartFrame.LeftRoom + Plot, top + Plot);
            // Points are the middles of their tiles.
            (double wide, double tall) = (Plot / panel.Rows[0].Length / 2, Plot / panel.Rows.Length / 2);
            Axis x = Axis.Linear(panel.Left, panel.Right, frame.Left + wide, frame.Right - wide);
            Axis y = Axis.Linear(panel.Bottom, panel.Top, frame.Bottom - tall, frame.Top + tall);
            frame.Draw(svg, x, y, horizontal, vertical);
            TileMap.Draw(svg, [.. panel.Rows.Select(row => row.Select(value => ColourOf(value, sheet)).ToArray())], Colours, frame);
        }
    }

    private static int ColourOf(double value, SurfaceSheet sheet)
    {
        if (!double.IsFinite(value)) return Colours - 1;
        double span = sheet.High - sheet.Low;
        double share = span > 0 ? (value - sheet.Low) / span : 0;
        return (int)Math.Clamp(share * Colours, 0, Colours - 1);
    }
}
