namespace Tegula.Compute.Tests;

/// <summary>The standard normal distribution function, by summation that shares nothing with the library.</summary>
internal static class NormalDistribution
{
    /// <summary>Probability of a value below x; absolute error below 1e-15, relative error below 1e-14 for negative x.</summary>
    public static double Probability(double x)
    {
        if (x > 0)
            return 1 - Probability(-x);
        double density = Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI);
        if (x > -1.5)
        {
            // 1/2 + density * (x + x^3/3 + x^5/15 + ...)
            double term = x, sum = x;
            for (int k = 3; Math.Abs(term) > 1e-20 && k < 400; k += 2)
            {
                term *= x * x / k;
                sum += term;
            }

            return 0.5 + density * sum;
        }

        // Continued fraction of Mills' ratio, from the inside out.
        double fraction = -x;
        for (int k = 300; k > 0; k--)
            fraction = -x + k / fraction;
        return density / fraction;
    }
}
