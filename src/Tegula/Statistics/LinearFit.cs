namespace Tegula.Statistics;

/// <summary>The straight line with the least squared distance in y from some points.</summary>
/// <param name="Slope">Change of y for one of x.</param>
/// <param name="Intercept">y at x = 0.</param>
/// <param name="RSquared">R², the share of the variance of y that the line accounts for: from 0 to 1, higher is better.</param>
public sealed record LinearFit(double Slope, double Intercept, double RSquared)
{
    /// <summary>The line through some points; null where all x or all y are equal.</summary>
    /// <param name="x">One finite number a point.</param>
    /// <param name="y">As many finite numbers.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a number is not finite.</exception>
    public static LinearFit? Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (PearsonCorrelation.R(x, y) is not { } r)
            return null;
        (double[] deviationsX, double normX) = Columns.Centred(x);
        (double[] deviationsY, double normY) = Columns.Centred(y);
        double slope = r * normY / normX;
        return new LinearFit(slope, y[0] - deviationsY[0] - (slope * (x[0] - deviationsX[0])), r * r);
    }
}
