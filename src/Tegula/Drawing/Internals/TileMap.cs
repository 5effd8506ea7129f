using System.Text;

namespace Tegula.Drawing.Internals;

/// <summary>Fills a plot area with equal tiles of a few colours.</summary>
internal static class TileMap
{
    /// <summary>Draws the tiles: those of one colour make one path, and neighbours in a row are one rectangle.</summary>
    /// <param name="svg">Where to.</param>
    /// <param name="rows">Number of each tile's colour, the lowest row first; below 0 where nothing is drawn.</param>
    /// <param name="colours">How many colours there are, from low to high.</param>
    /// <param name="frame">The plot area.</param>
    public static void Draw(SvgMarkup svg, IReadOnlyList<int[]> rows, int colours, ChartFrame frame)
    {
        (double wide, double tall) = ((frame.Right - frame.Left) / rows[0].Length, (frame.Bottom - frame.Top) / rows.Count);
        var paths = new SortedDictionary<int, StringBuilder>();
        foreach ((int index, int[] row) in rows.Index())
        {
            for (int first = 0, next; first < row.Length; first = next)
            {
                for (next = first + 1; next < row.Length && row[next] == row[first];) next++;
                if (row[first] < 0) continue;
                if (!paths.TryGetValue(row[first], out StringBuilder? path)) paths.Add(row[first], path = new StringBuilder());
                path.Append('M').Append(SvgText.Number(frame.Left + (first * wide))).Append(' ').Append(SvgText.Number(frame.Bottom - ((index + 1) * tall)))
                    .Append('h').Append(SvgText.Number((next - first) * wide)).Append('v').Append(SvgText.Number(tall))
                    .Append('h').Append(SvgText.Number((first - next) * wide)).Append('z');
            }
        }

        foreach ((int colour, StringBuilder path) in paths)
            svg.Add($"""<path class="tg-tile" d="{path.ToString()}" fill="{ColorRamp.At((colour + 0.5) / colours)}" shape-rendering="crispEdges"/>""");
        svg.Add($"""<rect class="tg-axis" x="{frame.Left}" y="{frame.Top}" width="{frame.Right - frame.Left}" height="{frame.Bottom - frame.Top}"/>""");
    }
}
