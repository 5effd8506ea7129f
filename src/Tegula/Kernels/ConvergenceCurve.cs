using System.Collections.Immutable;

namespace Tegula.Kernels;

/// <summary>
/// The bound of the squared training error over steps of gradient descent, as a share of the first one: (1 - eta lambda_min / 2)^k. Source:
/// 000_47980149b45a68e2.txt, Theorem 3.1, Eq. 3. Compare networks at one eta (Remark 3.2); lower is better.
/// </summary>
public static class ConvergenceCurve
{
    /// <summary>The curve.</summary>
    /// <param name="smallestEigenvalue">lambda_min, positive.</param>
    /// <param name="learningRate">eta, above 0 and below <see cref="LearningRateLimit"/>.</param>
    /// <param name="steps">k of the last value, at least 0.</param>
    /// <returns>The bound after 0, 1, ..., <paramref name="steps"/> steps; the first is 1.</returns>
    /// <exception cref="KernelException">An argument is out of its range; the message says the range.</exception>
    public static ImmutableArray<double> Of(double smallestEigenvalue, double learningRate, int steps)
    {
        double limit = LearningRateLimit(smallestEigenvalue);
        if (!(learningRate > 0 && learningRate < limit))
        {
            throw new KernelException(
                $"a learning rate of {learningRate} gives no bound at lambda_min = {smallestEigenvalue}; it must be above 0 and below {limit}");
        }

        if (steps < 0)
            throw new KernelException($"{steps} steps are too few; give 0 or more");
        var curve = ImmutableArray.CreateBuilder<double>(steps + 1);
        double factor = 1 - (0.5 * learningRate * smallestEigenvalue);
        double bound = 1;
        for (int step = 0; step <= steps; step++, bound *= factor)
            curve.Add(bound);
        return curve.MoveToImmutable();
    }

    /// <summary>2 / lambda_min: from here on Eq. 3 bounds nothing.</summary>
    /// <exception cref="KernelException"><paramref name="smallestEigenvalue"/> is not positive.</exception>
    public static double LearningRateLimit(double smallestEigenvalue)
    {
        if (!(smallestEigenvalue > 0 && double.IsFinite(smallestEigenvalue)))
            throw new KernelException($"the smallest eigenvalue is {smallestEigenvalue}; only a positive one bounds the rate of convergence");
        return 2 / smallestEigenvalue;
    }
}
