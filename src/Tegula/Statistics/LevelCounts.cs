namespace Tegula.Statistics;

/// <summary>How often each different value of a column occurs in a resample.</summary>
internal static class LevelCounts
{
    /// <summary>Fills the counts of the levels and returns their sum.</summary>
    /// <param name="levelCounts">One for each different value.</param>
    /// <param name="levels">Which of the different values a row holds.</param>
    /// <param name="counts">How often each row was drawn.</param>
    public static int Fill(Span<int> levelCounts, ReadOnlySpan<int> levels, ReadOnlySpan<int> counts)
    {
        levelCounts.Clear();
        int sum = 0;
        for (int row = 0; row < levels.Length; row++)
        {
            levelCounts[levels[row]] += counts[row];
            sum += counts[row];
        }

        return sum;
    }

    /// <summary>
    /// The rank of each different value in a resample minus the mean of all ranks: ranks count from 1 for the lowest, and equal values share the mean of
    /// the places they fill (mid-ranks).
    /// </summary>
    /// <param name="levelCounts">How often each different value was drawn.</param>
    /// <param name="rows">How many rows were drawn.</param>
    /// <param name="ranks">Filled, one for each different value.</param>
    public static void CentredMidRanks(ReadOnlySpan<int> levelCounts, int rows, Span<double> ranks)
    {
        int before = 0;
        for (int level = 0; level < levelCounts.Length; level++)
        {
            ranks[level] = before + ((levelCounts[level] - rows) / 2.0);
            before += levelCounts[level];
        }
    }
}
