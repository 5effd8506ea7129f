using System.Buffers;

namespace Tegula.Statistics;

/// <summary>Kendall's rank correlation with ties, in O(n log n).</summary>
/// <remarks>
/// tau-b = (concordant - discordant pairs) / sqrt(pairs of different x × pairs of different y) (M. G. Kendall, "The treatment of ties in ranking problems",
/// 1945). The rows are taken by ascending x; a Fenwick tree over the ranks of y says how many of those before lie below and above.
/// </remarks>
public static class KendallTau
{
    /// <summary>tau-b in [-1, 1]; null where all x or all y are equal, since then nothing is ordered.</summary>
    /// <param name="x">One number a row; infinite ones are allowed.</param>
    /// <param name="y">As many numbers.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a number is NaN.</exception>
    public static double? B(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var pairs = new RankedPairs(x, y);
        return B(pairs, pairs.Once.AsSpan());
    }

    /// <summary>tau-b of a resample.</summary>
    /// <param name="pairs">The rows.</param>
    /// <param name="counts">How often each row was drawn, 0 or more.</param>
    /// <exception cref="ArgumentException">There is not one count a row.</exception>
    public static double? B(RankedPairs pairs, ReadOnlySpan<int> counts)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        pairs.RequireCounts(counts);
        int[] tree = ArrayPool<int>.Shared.Rent(pairs.LevelCountY + 1);
        int[] drawnX = ArrayPool<int>.Shared.Rent(pairs.LevelCountX);
        int[] drawnY = ArrayPool<int>.Shared.Rent(pairs.LevelCountY);
        try
        {
            var ofX = drawnX.AsSpan(0, pairs.LevelCountX);
            var ofY = drawnY.AsSpan(0, pairs.LevelCountY);
            long rows = LevelCounts.Fill(ofX, pairs.LevelX, counts);
            LevelCounts.Fill(ofY, pairs.LevelY, counts);
            long all = PairsAmong(rows);
            double untied = Math.Sqrt((double)(all - TiedPairs(ofX)) * (all - TiedPairs(ofY)));
            return untied == 0 ? null : Balance(pairs, counts, tree.AsSpan(0, pairs.LevelCountY + 1)) / untied;
        }
        finally
        {
            ArrayPool<int>.Shared.Return(tree);
            ArrayPool<int>.Shared.Return(drawnX);
            ArrayPool<int>.Shared.Return(drawnY);
        }
    }

    /// <summary>Concordant minus discordant pairs.</summary>
    private static long Balance(RankedPairs pairs, ReadOnlySpan<int> counts, Span<int> tree)
    {
        tree.Clear();
        ReadOnlySpan<int> order = pairs.ByX, levelX = pairs.LevelX, levelY = pairs.LevelY;
        long balance = 0;
        int before = 0;
        for (int first = 0, next; first < order.Length; first = next)
        {
            // Rows of equal x are looked up before any of them is entered: they make no pair.
            for (next = first; next < order.Length && levelX[order[next]] == levelX[order[first]]; next++)
            {
                int row = order[next];
                if (counts[row] == 0)
                    continue;
                int below = Below(tree, levelY[row]);
                int above = before - Below(tree, levelY[row] + 1);
                balance += (long)counts[row] * (below - above);
            }

            foreach (int row in order[first..next])
            {
                if (counts[row] == 0)
                    continue;
                Add(tree, levelY[row], counts[row]);
                before += counts[row];
            }
        }

        return balance;
    }

    private static int Below(ReadOnlySpan<int> tree, int level)
    {
        int sum = 0;
        for (int node = level; node > 0; node &= node - 1)
            sum += tree[node];
        return sum;
    }

    private static void Add(Span<int> tree, int level, int count)
    {
        for (int node = level + 1; node < tree.Length; node += node & -node)
            tree[node] += count;
    }

    private static long TiedPairs(ReadOnlySpan<int> drawn)
    {
        long pairs = 0;
        foreach (int count in drawn)
            pairs += PairsAmong(count);
        return pairs;
    }

    private static long PairsAmong(long count) => count * (count - 1) / 2;
}
