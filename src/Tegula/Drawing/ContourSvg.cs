using System.Globalization;
using System.Text;
using Tegula.Drawing.Internals;

namespace Tegula.Drawing;

/// <summary>
/// Draws surfaces as lines of equal height, light where they are high, with the height written on them; nothing is drawn where the surface is extreme
/// (002_18e5d33089871091.txt Fig. 6). All panels have the same heights, so their lines can be compared.
/// </summary>
public static class ContourSvg
{
    private const double Plot = 300;
    private const double LabelSize = 10;

    // Lines shorter than this carry no label.
    private const double LeastLength = 70;

    // Shares of a line's length, the first free one of which carries the label.
    private static readonly double[] LabelPlaces = [0.5, 0.25, 0.75, 0.12, 0.88, 0.37, 0.63];

    /// <summary>The drawing; the same bytes for the same panels and texts.</summary>
    /// <param name="rows">Panels from left to right, row after row; at least one, each row with as many.</param>
    /// <param name="title">Name of the drawing, any text.</param>
    /// <param name="caption">One line below it.</param>
    /// <param name="horizontal">Name of the horizontal axes.</param>
    /// <param name="vertical">Name of the vertical axes.</param>
    /// <param name="ceiling">
    /// Height above which nothing is drawn; null for 4 times the median of all panels, or the highest value where that is less.
    /// </param>
    /// <exception cref="ArgumentException">There is no panel, the rows differ in length, a panel cannot be drawn, or all is above the ceiling.</exception>
    public static string Write(
        IReadOnlyList<IReadOnlyList<SurfacePanel>> rows, string title, string caption, string horizontal, string vertical, double? ceiling = null)
    {
        var sheet = new SurfaceSheet(rows, ceiling, ChartFrame.LeftRoom + Plot, Plot + ChartFrame.BottomRoom, ChartFrame.LeftRoom);
        IReadOnlyList<double> levels = ContourLevels.Between(sheet.Low, sheet.High);
        return sheet.Write(title, caption, LegendRoom(levels), DrawPanel, (svg, x, y) => DrawLegend(svg, levels, sheet.IsCut, x, y));

        void DrawPanel(SvgMarkup svg, SurfacePanel panel, double left, double top)
        {
            var frame = new ChartFrame(left + ChartFrame.LeftRoom, top, left + ChartFrame.LeftRoom + Plot, top + Plot);
            Axis x = Axis.Linear(panel.Left, panel.Right, frame.Left, frame.Right);
            Axis y = Axis.Linear(panel.Bottom, panel.Top, frame.Bottom, frame.Top);
            frame.Draw(svg, x, y, horizontal, vertical);
            DrawLines(svg, panel, frame, levels);
        }
    }

    private static string ColourOf(int level, int count)
    {
        int step = (int)Math.Round((count == 1 ? 0.5 : (double)level / (count - 1)) * (Palette.Levels - 1));
        return Palette.Paint("stroke", string.Create(CultureInfo.InvariantCulture, $"level{step}"));
    }

    private static void DrawLines(SvgMarkup svg, SurfacePanel panel, ChartFrame frame, IReadOnlyList<double> levels)
    {
        (double wide, double tall) = ((frame.Right - frame.Left) / (panel.Rows[0].Length - 1), (frame.Bottom - frame.Top) / (panel.Rows.Length - 1));
        var labels = new List<(double X, double Y, string Text)>();
        foreach ((int index, double level) in levels.Index())
        {
            var path = new StringBuilder();
            List<(double X, double Y)[]> lines =
            [
                .. IsoLines.Of(panel.Rows, level)
                    .Select(line => line.Select(place => (frame.Left + (place.X * wide), frame.Bottom - (place.Y * tall))).ToArray()),
            ];
            if (lines.Count == 0) continue;
            foreach ((double X, double Y)[] line in lines)
            {
                path.Append('M').AppendJoin('L', line.Select(place => $"{SvgText.Number(place.X)} {SvgText.Number(place.Y)}"));
                if (line[0] == line[^1]) path.Append('Z');
            }

            string look = $"{SvgText.Value(level)}";
            svg.Add($"""<path class="tg-level" data-level="{look}" d="{path.ToString()}" fill="none" style="{ColourOf(index, levels.Count)}" """ +
                $"""stroke-width="1.5" stroke-linejoin="round"><title>{look}</title></path>""");
            (double X, double Y)[] longest = lines.MaxBy(Length)!;
            if (Length(longest) < LeastLength) continue;
            foreach (double share in LabelPlaces)
            {
                (double x, double y) = longest[(int)(share * (longest.Length - 1))];
                double room = (TextMeasure.Width(look, LabelSize) / 2) + 2;
                bool isInside = x > frame.Left + room && x < frame.Right - room && y > frame.Top + 8 && y < frame.Bottom - 8;
                if (!isInside || labels.Exists(other => Math.Abs(other.X - x) < 2 * room && Math.Abs(other.Y - y) < LabelSize + 2)) continue;
                labels.Add((x, y, look));
                break;
            }
        }

        // The paper's colour behind a label interrupts the line.
        foreach ((double x, double y, string text) in labels)
        {
            double width = TextMeasure.Width(text, LabelSize) + 1;
            svg.Add($"""<rect class="tg-paper" x="{x - (width / 2)}" y="{y - 6}" width="{width}" height="12"/>""");
            svg.Add($"""<text class="tg-mid tg-tiny" x="{x}" y="{y + 3.5}">{text}</text>""");
        }

        svg.Add($"""<path class="tg-mark" d="M{((frame.Left + frame.Right) / 2) - 5} {(frame.Top + frame.Bottom) / 2}h10m-5 -5v10"/>""");
    }

    private static double Length((double X, double Y)[] line) =>
        line.Zip(line.Skip(1)).Sum(pair => Math.Sqrt(Square(pair.First.X - pair.Second.X) + Square(pair.First.Y - pair.Second.Y)));

    private static double Square(double value) => value * value;

    private static double LegendRoom(IReadOnlyList<double> levels) => 40 + Math.Max(70, levels.Max(level => TextMeasure.Width(SvgText.Value(level), 12)));

    private static void DrawLegend(SvgMarkup svg, IReadOnlyList<double> levels, bool isCut, double x, double y)
    {
        double place = y + 6;
        if (isCut)
        {
            svg.Add($"""<text class="tg-quiet" x="{x}" y="{place + 4}">blank: higher</text>""");
            place += 18;
        }

        for (int index = levels.Count - 1; index >= 0; index--, place += 18)
        {
            svg.Add($"""<path d="M{x} {place}h22" fill="none" style="{ColourOf(index, levels.Count)}" stroke-width="2.4"/>""");
            svg.Add($"""<text x="{x + 30}" y="{place + 4}">{SvgText.Value(levels[index])}</text>""");
        }
    }
}
