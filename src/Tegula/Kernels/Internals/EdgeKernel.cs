namespace Tegula.Kernels.Internals;

/// <summary>
/// The kernel behind a linear edge from the kernel in front of it, f of Lemma 3.2 (000_47980149b45a68e2.txt, Eq. 4), and its derivative
/// kernel. Immutable; used by several threads at once.
/// </summary>
internal abstract class EdgeKernel
{
    /// <summary>The kernel of an activation for samples with these variances.</summary>
    /// <param name="activation">The activation.</param>
    /// <param name="variances">K_ii in front of the edge.</param>
    /// <param name="threads">Most threads to use.</param>
    /// <exception cref="KernelException">Quadrature does not reach 1e-10.</exception>
    public static EdgeKernel For(Activation activation, ReadOnlySpan<double> variances, int threads)
    {
        if (activation.NegativeSlope is { } slope)
            return new RectifierKernel(slope);
        return variances.ContainsAnyExcept(variances[0])
            ? new DirectKernel(activation)
            : InterpolatedKernel.For(activation, variances[0], threads);
    }

    /// <summary>One sample behind an edge.</summary>
    /// <param name="activation">The activation.</param>
    /// <param name="variance">K_ii in front of the edge, positive.</param>
    public static EdgeMoments Moments(Activation activation, double variance)
    {
        if (activation.NegativeSlope is { } slope)
            return RectifierKernel.Moments(slope, variance);
        double deviation = Math.Sqrt(variance);
        double scale = activation.Normalization;
        return new(
            scale * GaussianExpectation.Of(activation, deviation, x => activation.Value(x) * activation.Value(x)),
            scale * GaussianExpectation.Of(activation, deviation, x => activation.Derivative(x) * activation.Derivative(x)),
            Math.Sqrt(scale) * GaussianExpectation.Of(activation, deviation, activation.Value));
    }

    /// <summary>The kernel between one sample and several others.</summary>
    /// <param name="variance">K_ii.</param>
    /// <param name="variances">K_jj; a multiple of four of them, as of everything that follows.</param>
    /// <param name="kernel">K_ij.</param>
    /// <param name="values">Becomes f(K)_ij.</param>
    /// <param name="derivatives">Becomes the derivative kernel; empty when it is not needed.</param>
    public abstract void Evaluate(
        double variance, ReadOnlySpan<double> variances, ReadOnlySpan<double> kernel, Span<double> values, Span<double> derivatives);
}
