using System.Collections.Immutable;

namespace Tegula.Drawing.Internals;

/// <summary>Lines of equal height through a grid of values, by marching squares.</summary>
internal static class IsoLines
{
    /// <summary>
    /// The lines of one height, as places in units of columns and rows. A closed line ends where it begins. Squares with a corner that is not finite have none;
    /// a square with two opposite corners above is split by the mean of its corners.
    /// </summary>
    /// <param name="rows">Values, all rows of one length.</param>
    /// <param name="level">The height; a value equal to it counts as above.</param>
    public static IReadOnlyList<IReadOnlyList<(double X, double Y)>> Of(ImmutableArray<ImmutableArray<double>> rows, double level)
    {
        // A line crosses a side of a square once; sides are numbered (row, column, 0 for the lower and 1 for the left one).
        var neighbours = new SortedDictionary<int, List<int>>();
        int columns = rows[0].Length;
        for (int y = 0; y + 1 < rows.Length; y++)
        {
            for (int x = 0; x + 1 < columns; x++)
            {
                foreach ((int from, int to) in Segments(rows, x, y, level))
                {
                    Join(neighbours, from, to);
                    Join(neighbours, to, from);
                }
            }
        }

        var lines = new List<IReadOnlyList<(double X, double Y)>>();

        // Open lines first, from their ends; what is left is closed.
        foreach (int side in neighbours.Where(entry => entry.Value.Count == 1).Select(entry => entry.Key).ToArray()) Follow(side);
        foreach (int side in neighbours.Keys.ToArray()) Follow(side);
        return lines;

        void Follow(int start)
        {
            if (neighbours[start].Count == 0) return;
            var line = new List<(double X, double Y)> { PlaceOf(rows, start, level) };
            for (int side = start; neighbours[side].Count > 0;)
            {
                int next = neighbours[side][0];
                neighbours[side].Remove(next);
                neighbours[next].Remove(side);
                line.Add(PlaceOf(rows, next, level));
                side = next;
            }

            lines.Add(line);
        }
    }

    private static void Join(SortedDictionary<int, List<int>> neighbours, int from, int to)
    {
        if (!neighbours.TryGetValue(from, out List<int>? others)) neighbours.Add(from, others = []);
        others.Add(to);
    }

    private static IEnumerable<(int From, int To)> Segments(ImmutableArray<ImmutableArray<double>> rows, int x, int y, double level)
    {
        (double a, double b, double c, double d) = (rows[y][x], rows[y][x + 1], rows[y + 1][x + 1], rows[y + 1][x]);
        if (!double.IsFinite(a + b + c + d)) return [];
        int columns = rows[0].Length;
        int bottom = 2 * ((y * columns) + x);
        (int left, int right, int top) = (bottom + 1, bottom + 3, bottom + (2 * columns));
        bool isMiddleAbove = (a + b + c + d) / 4 >= level;
        int above = (a >= level ? 1 : 0) + (b >= level ? 2 : 0) + (c >= level ? 4 : 0) + (d >= level ? 8 : 0);
        return above switch
        {
            1 or 14 => [(left, bottom)],
            2 or 13 => [(bottom, right)],
            3 or 12 => [(left, right)],
            4 or 11 => [(right, top)],
            6 or 9 => [(bottom, top)],
            7 or 8 => [(left, top)],
            5 => isMiddleAbove ? [(left, top), (bottom, right)] : [(left, bottom), (right, top)],
            10 => isMiddleAbove ? [(left, bottom), (right, top)] : [(left, top), (bottom, right)],
            _ => [],
        };
    }

    private static (double X, double Y) PlaceOf(ImmutableArray<ImmutableArray<double>> rows, int side, double level)
    {
        (int point, int isLeft) = Math.DivRem(side, 2);
        (int y, int x) = Math.DivRem(point, rows[0].Length);
        double from = rows[y][x];
        double to = isLeft == 1 ? rows[y + 1][x] : rows[y][x + 1];
        double share = (level - from) / (to - from);
        return isLeft == 1 ? (x, y + share) : (x + share, y);
    }
}
