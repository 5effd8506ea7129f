namespace Tegula.Tests.Statistics;

/// <summary>The statistics by their definitions, on lists of rows, however slow.</summary>
internal static class PlainStatistics
{
    /// <summary>tau-b by comparing all pairs.</summary>
    public static double? TauB(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        long balance = 0, untiedX = 0, untiedY = 0;
        for (int i = 0; i < x.Count; i++)
        {
            for (int k = 0; k < i; k++)
            {
                int a = x[i].CompareTo(x[k]), b = y[i].CompareTo(y[k]);
                balance += a * b;
                untiedX += a * a;
                untiedY += b * b;
            }
        }

        return untiedX * untiedY == 0 ? null : balance / Math.Sqrt((double)untiedX * untiedY);
    }

    /// <summary>Rank from 1 for the lowest: one plus those below plus half the other equals.</summary>
    public static double[] MidRanks(IReadOnlyList<double> column) =>
        [.. column.Select(own => 1 + column.Count(other => other < own) + ((column.Count(other => other.Equals(own)) - 1) / 2.0))];

    /// <summary>Pearson's r from the sums of products.</summary>
    public static double? R(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        double n = x.Count;
        double products = x.Zip(y).Sum(pair => pair.First * pair.Second) - (x.Sum() * y.Sum() / n);
        double squaresX = x.Sum(value => value * value) - (x.Sum() * x.Sum() / n);
        double squaresY = y.Sum(value => value * value) - (y.Sum() * y.Sum() / n);
        return x.Distinct().Count() < 2 || y.Distinct().Count() < 2 ? null : products / Math.Sqrt(squaresX * squaresY);
    }

    /// <summary>The mean of a quantity over every order of the rows in which no row comes before one of a higher x.</summary>
    public static double MeanOverOrders(IReadOnlyList<double> x, Func<IReadOnlyList<int>, double> quantity) =>
        Orders([.. Enumerable.Range(0, x.Count)]).Where(order => order.Zip(order.Skip(1)).All(pair => x[pair.First] >= x[pair.Second])).Average(quantity);

    /// <summary>The rows of a resample, each as often as it was drawn.</summary>
    public static double[] Repeated(IReadOnlyList<double> column, IReadOnlyList<int> counts) =>
        [.. column.Zip(counts).SelectMany(pair => Enumerable.Repeat(pair.First, pair.Second))];

    private static IEnumerable<IReadOnlyList<int>> Orders(IReadOnlyList<int> items) => items.Count == 0
        ? [[]]
        : items.SelectMany(first => Orders([.. items.Where(item => item != first)]).Select(rest => (IReadOnlyList<int>)[first, .. rest]));
}
