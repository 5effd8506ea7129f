namespace Tegula.Kernels.Internals;

/// <summary>One quadrature over two variables for every pair, milliseconds each: for samples whose variances differ.</summary>
internal sealed class DirectKernel(Activation activation) : EdgeKernel
{
    /// <inheritdoc/>
    public override void Evaluate(
        double variance, ReadOnlySpan<double> variances, ReadOnlySpan<double> kernel, Span<double> values, Span<double> derivatives)
    {
        double own = Math.Sqrt(variance);
        for (int i = 0; i < kernel.Length; i++)
        {
            double other = Math.Sqrt(variances[i]);
            double cosine = Math.Clamp(kernel[i] / (own * other), -1, 1);
            double sine = Math.Sqrt((1 - cosine) * (1 + cosine));

            // The larger deviation first: which of the two samples is i must not matter.
            (double X, double Y) deviations = own >= other ? (own, other) : (other, own);
            (double value, double derivative) = GaussianExpectation.OfPair(activation, deviations, cosine, sine);
            values[i] = activation.Normalization * value;
            if (!derivatives.IsEmpty)
                derivatives[i] = activation.Normalization * derivative;
        }
    }
}
