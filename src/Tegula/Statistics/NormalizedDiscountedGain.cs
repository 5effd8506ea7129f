namespace Tegula.Statistics;

/// <summary>Normalised discounted cumulative gain at k: how good the first k places of an indicator's order are, the first place weighing most.</summary>
/// <remarks>
/// nDCG = DCG / DCG of the order by accuracy, with DCG = sum over the places p = 1..k of gain / log2(p + 1) (K. Järvelin and J. Kekäläinen, "Cumulated
/// gain-based evaluation of IR techniques", 2002). The gain of a row is 2 to the power of its accuracy in percent, minus 1: each percent point doubles it, so
/// what tells the best architectures apart counts. Rows with equal indicators share the mean of their gains, which is the mean over all their orders.
/// </remarks>
public static class NormalizedDiscountedGain
{
    /// <summary>nDCG in [0, 1]; higher is better. Null where no row has a gain.</summary>
    /// <param name="indicator">One number a row, the better the higher; infinite ones are allowed.</param>
    /// <param name="accuracy">As many accuracies in percent, 0 or more and finite.</param>
    /// <param name="k">How many places count, at least 1; all of them where there are fewer rows.</param>
    /// <exception cref="ArgumentException">The lengths differ, a number is NaN, or an accuracy negative or infinite.</exception>
    public static double? Of(ReadOnlySpan<double> indicator, ReadOnlySpan<double> accuracy, int k)
    {
        var pairs = new RankedPairs(indicator, accuracy);
        return Of(pairs, pairs.Once.AsSpan(), k);
    }

    /// <summary>nDCG of a resample.</summary>
    /// <param name="pairs">Indicators as x and accuracies as y.</param>
    /// <param name="counts">How often each row was drawn, 0 or more.</param>
    /// <param name="k">How many places count, at least 1.</param>
    /// <exception cref="ArgumentException">There is not one count a row, or an accuracy is negative or infinite.</exception>
    public static double? Of(RankedPairs pairs, ReadOnlySpan<int> counts, int k)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        pairs.RequireCounts(counts);
        ReadOnlySpan<double> accuracies = pairs.ValuesY;
        if (accuracies is [< 0, ..] or [.., double.PositiveInfinity])
            throw new ArgumentException($"accuracies from {accuracies[0]} to {accuracies[^1]} have no gain; they must be 0 or more, and finite");
        double ideal = Ideal(pairs, counts, k);
        return ideal == 0 ? null : Gained(pairs, counts, k) / ideal;
    }

    private static double Gained(RankedPairs pairs, ReadOnlySpan<int> counts, int k)
    {
        double sum = 0;
        int end = counts.Length;
        for (int place = 0; place < k && end > 0;)
        {
            int first = TopKRegret.FirstOfEqualX(pairs, end);
            ReadOnlySpan<int> equals = pairs.ByX[first..end];
            int rows = TopKRegret.DrawnAmong(equals, counts);
            double gains = 0;
            foreach (int row in equals)
                gains += counts[row] * Gain(pairs, pairs.LevelY[row]);
            if (rows > 0)
                sum += gains / rows * Discounts(place, Math.Min(k, place + rows));
            place += rows;
            end = first;
        }

        return sum;
    }

    private static double Ideal(RankedPairs pairs, ReadOnlySpan<int> counts, int k)
    {
        double sum = 0;
        int place = 0;
        for (int next = counts.Length - 1; next >= 0 && place < k; next--)
        {
            int row = pairs.ByY[next];
            sum += Gain(pairs, pairs.LevelY[row]) * Discounts(place, Math.Min(k, place + counts[row]));
            place += counts[row];
        }

        return sum;
    }

    // Relative to the highest accuracy, which cancels in the ratio and keeps every power within what a double holds.
    private static double Gain(RankedPairs pairs, int level) => double.Exp2(pairs.ValuesY[level] - pairs.ValuesY[^1]) - double.Exp2(-pairs.ValuesY[^1]);

    private static double Discounts(int first, int next)
    {
        double sum = 0;
        for (int place = first; place < next; place++)
            sum += 1 / Math.Log2(place + 2);
        return sum;
    }
}
