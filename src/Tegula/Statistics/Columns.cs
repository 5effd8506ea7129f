namespace Tegula.Statistics;

/// <summary>Checks of columns of numbers.</summary>
internal static class Columns
{
    /// <summary>Fails where the columns do not belong together.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void RequireSameLength(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
            throw new ArgumentException($"columns of {x.Length} and of {y.Length} numbers do not belong together; they must be equally long");
    }

    /// <summary>Fails where a number cannot be ordered.</summary>
    /// <exception cref="ArgumentException">A number is NaN.</exception>
    public static void RequireNumbers(ReadOnlySpan<double> column)
    {
        for (int row = 0; row < column.Length; row++)
        {
            if (double.IsNaN(column[row]))
                throw new ArgumentException($"row {row} holds NaN, which has no rank; leave the row out, or give a number");
        }
    }

    /// <summary>Fails where a number cannot be summed.</summary>
    /// <exception cref="ArgumentException">A number is NaN or infinite.</exception>
    public static void RequireFinite(ReadOnlySpan<double> column)
    {
        for (int row = 0; row < column.Length; row++)
        {
            if (!double.IsFinite(column[row]))
                throw new ArgumentException($"row {row} holds {column[row]}, of which there is no mean; leave the row out, or give a finite number");
        }
    }

    /// <summary>The column minus its mean, and the root of the sum of its squares then; 0 exactly where all numbers are equal.</summary>
    public static (double[] Deviations, double Norm) Centred(ReadOnlySpan<double> column)
    {
        double[] deviations = column.ToArray();
        if (column.IndexOfAnyExcept(column.IsEmpty ? 0 : column[0]) < 0)
        {
            Array.Clear(deviations);
            return (deviations, 0);
        }

        double mean = deviations.Average();
        for (int row = 0; row < deviations.Length; row++)
            deviations[row] -= mean;
        return (deviations, Math.Sqrt(deviations.Sum(deviation => deviation * deviation)));
    }
}
