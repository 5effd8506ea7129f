namespace Tegula.Drawing.Internals;

/// <summary>Breaks a long line of columns into rows; a column at which a row ends is the first of the next one, too.</summary>
internal static class RowBreaks
{
    private const int Halvings = 16;
    private const double Slack = 1.25;

    /// <summary>First and last column of each row: as few rows as the limit allows, of about equal width.</summary>
    /// <param name="left">Left side of each column.</param>
    /// <param name="right">Right side of each column.</param>
    /// <param name="breakable">Columns at which a row may end, ascending.</param>
    /// <param name="limit">Width that a row should not exceed; it may where a piece that cannot be broken is wider.</param>
    public static List<(int First, int Last)> Of(double[] left, double[] right, IReadOnlyList<int> breakable, double limit)
    {
        // Where one piece is wider than the limit, the page is that wide in any case: rows may use it.
        int[] ends = [0, .. breakable, left.Length - 1];
        limit = Math.Max(limit, Slack * ends.Zip(ends.Skip(1), (first, last) => right[last] - left[first]).Max());
        List<(int First, int Last)> rows = Greedy(left, right, breakable, limit);
        double least = 0;
        for (int halving = 0; rows.Count > 1 && halving < Halvings; halving++)
        {
            double trial = (least + limit) / 2;
            List<(int First, int Last)> candidate = Greedy(left, right, breakable, trial);
            (least, limit) = candidate.Count > rows.Count ? (trial, limit) : (least, trial);
            rows = candidate.Count > rows.Count ? rows : candidate;
        }

        return rows;
    }

    private static List<(int First, int Last)> Greedy(double[] left, double[] right, IReadOnlyList<int> breakable, double limit)
    {
        var rows = new List<(int First, int Last)>();
        int first = 0;
        int end = left.Length - 1;
        while (right[end] - left[first] > limit)
        {
            int[] ahead = [.. breakable.Where(column => column > first && column < end)];
            if (ahead.Length == 0)
                break;
            int last = Math.Max(ahead[0], Array.FindLast(ahead, column => right[column] - left[first] <= limit));
            rows.Add((first, last));
            first = last;
        }

        rows.Add((first, end));
        return rows;
    }
}
