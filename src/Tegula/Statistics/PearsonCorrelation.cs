namespace Tegula.Statistics;

/// <summary>Pearson's linear correlation.</summary>
public static class PearsonCorrelation
{
    /// <summary>r in [-1, 1]; null where all x or all y are equal.</summary>
    /// <param name="x">One finite number a row.</param>
    /// <param name="y">As many finite numbers.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a number is not finite.</exception>
    public static double? R(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Columns.RequireSameLength(x, y);
        Columns.RequireFinite(x);
        Columns.RequireFinite(y);
        (double[] deviationsX, double normX) = Columns.Centred(x);
        (double[] deviationsY, double normY) = Columns.Centred(y);
        if (normX == 0 || normY == 0)
            return null;
        double products = 0;
        for (int row = 0; row < deviationsX.Length; row++)
            products += deviationsX[row] / normX * (deviationsY[row] / normY);
        return Math.Clamp(products, -1, 1);
    }
}
