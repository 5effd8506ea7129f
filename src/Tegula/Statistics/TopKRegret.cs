namespace Tegula.Statistics;

/// <summary>What is lost by training only the architectures that an indicator puts first.</summary>
/// <remarks>
/// The regret is the highest accuracy there is, minus the highest among the k rows of the highest indicator. Where the place k falls among rows with equal
/// indicators, those that still fit are drawn from them at random, and the regret is the mean over all such draws, computed exactly.
/// </remarks>
public static class TopKRegret
{
    /// <summary>The regret in the unit of the accuracies (percent points), 0 or more; lower is better.</summary>
    /// <param name="indicator">One number a row, the better the higher; infinite ones are allowed.</param>
    /// <param name="accuracy">As many numbers.</param>
    /// <param name="k">How many rows are trained, at least 1; all of them where there are fewer.</param>
    /// <exception cref="ArgumentException">The lengths differ, there is no row, or a number is NaN.</exception>
    public static double Of(ReadOnlySpan<double> indicator, ReadOnlySpan<double> accuracy, int k)
    {
        var pairs = new RankedPairs(indicator, accuracy);
        return Of(pairs, pairs.Once.AsSpan(), k);
    }

    /// <summary>The regret in a resample.</summary>
    /// <param name="pairs">Indicators as x and accuracies as y.</param>
    /// <param name="counts">How often each row was drawn, 0 or more.</param>
    /// <param name="k">How many rows are trained, at least 1.</param>
    /// <exception cref="ArgumentException">There is not one count a row, or no row was drawn.</exception>
    public static double Of(RankedPairs pairs, ReadOnlySpan<int> counts, int k)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        pairs.RequireCounts(counts);
        int highest = counts.Length - 1;
        while (highest >= 0 && counts[pairs.ByY[highest]] == 0)
            highest--;
        if (highest < 0)
            throw new ArgumentException("there is no row to choose from", nameof(counts));
        double best = double.NegativeInfinity;
        int end = counts.Length;
        for (int left = k; left > 0 && end > 0;)
        {
            int first = FirstOfEqualX(pairs, end);
            ReadOnlySpan<int> equals = pairs.ByX[first..end];
            int rows = DrawnAmong(equals, counts);
            best = ExpectedBest(pairs, counts, equals, (rows, Math.Min(rows, left)), best);
            left -= rows;
            end = first;
        }

        return pairs.ValuesY[pairs.LevelY[pairs.ByY[highest]]] - best;
    }

    /// <summary>Where the rows begin that share the x of the last row before <paramref name="end"/>.</summary>
    internal static int FirstOfEqualX(RankedPairs pairs, int end)
    {
        ReadOnlySpan<int> order = pairs.ByX, levels = pairs.LevelX;
        int first = end - 1;
        while (first > 0 && levels[order[first - 1]] == levels[order[end - 1]])
            first--;
        return first;
    }

    /// <summary>How many rows of a list were drawn.</summary>
    internal static int DrawnAmong(ReadOnlySpan<int> rows, ReadOnlySpan<int> counts)
    {
        int sum = 0;
        foreach (int row in rows)
            sum += counts[row];
        return sum;
    }

    /// <summary>The expected highest y among what is chosen at random from rows of equal x, or <paramref name="floor"/> where that is higher.</summary>
    private static double ExpectedBest(RankedPairs pairs, ReadOnlySpan<int> counts, ReadOnlySpan<int> equals, (int Rows, int Chosen) draw, double floor)
    {
        double expected = 0;

        // The chance that none of the rows seen so far, which have the highest y, is among those chosen.
        double noneSoFar = 1;
        int seen = 0;
        for (int place = equals.Length - 1; place >= 0 && noneSoFar > 0; place--)
        {
            int row = equals[place];
            double none = noneSoFar;
            for (int copy = 0; copy < counts[row]; copy++, seen++)
                none *= Math.Max(0, draw.Rows - draw.Chosen - seen) / (double)(draw.Rows - seen);
            if (none < noneSoFar)
                expected += (noneSoFar - none) * Math.Max(floor, pairs.ValuesY[pairs.LevelY[row]]);
            noneSoFar = none;
        }

        return draw.Chosen == 0 ? floor : expected;
    }
}
