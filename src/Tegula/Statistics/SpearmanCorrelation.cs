using System.Buffers;

namespace Tegula.Statistics;

/// <summary>Spearman's rank correlation: Pearson's correlation of the ranks, where equal values share the mean of the places they fill (mid-ranks).</summary>
public static class SpearmanCorrelation
{
    /// <summary>rho in [-1, 1]; null where all x or all y are equal.</summary>
    /// <param name="x">One number a row; infinite ones are allowed.</param>
    /// <param name="y">As many numbers.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a number is NaN.</exception>
    public static double? Rho(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var pairs = new RankedPairs(x, y);
        return Rho(pairs, pairs.Once.AsSpan());
    }

    /// <summary>rho of a resample.</summary>
    /// <param name="pairs">The rows.</param>
    /// <param name="counts">How often each row was drawn, 0 or more.</param>
    /// <exception cref="ArgumentException">There is not one count a row.</exception>
    public static double? Rho(RankedPairs pairs, ReadOnlySpan<int> counts)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        pairs.RequireCounts(counts);
        double[] ranksX = ArrayPool<double>.Shared.Rent(pairs.LevelCountX);
        double[] ranksY = ArrayPool<double>.Shared.Rent(pairs.LevelCountY);
        try
        {
            double squaresX = Ranks(ranksX, pairs.LevelCountX, pairs.LevelX, counts);
            double squaresY = Ranks(ranksY, pairs.LevelCountY, pairs.LevelY, counts);
            if (squaresX == 0 || squaresY == 0)
                return null;
            ReadOnlySpan<int> levelX = pairs.LevelX, levelY = pairs.LevelY;
            double products = 0;
            for (int row = 0; row < counts.Length; row++)
                products += counts[row] * ranksX[levelX[row]] * ranksY[levelY[row]];
            return products / Math.Sqrt(squaresX * squaresY);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(ranksX);
            ArrayPool<double>.Shared.Return(ranksY);
        }
    }

    /// <summary>Fills the centred mid-ranks and returns the sum of their squares over the rows drawn.</summary>
    private static double Ranks(double[] ranks, int levelCount, ReadOnlySpan<int> levels, ReadOnlySpan<int> counts)
    {
        int[] drawn = ArrayPool<int>.Shared.Rent(levelCount);
        Span<int> levelCounts = drawn.AsSpan(0, levelCount);
        int rows = LevelCounts.Fill(levelCounts, levels, counts);
        LevelCounts.CentredMidRanks(levelCounts, rows, ranks);
        double squares = 0;
        for (int level = 0; level < levelCount; level++)
            squares += levelCounts[level] * ranks[level] * ranks[level];
        ArrayPool<int>.Shared.Return(drawn);
        return squares;
    }
}
