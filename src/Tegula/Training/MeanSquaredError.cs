namespace Tegula.Training;

/// <summary>
/// Mean over a batch and its classes of the squared difference between logit and target, 1 for the right class and 0 elsewhere; from 0, lower is better.
/// </summary>
public static class MeanSquaredError
{
    /// <summary>The loss, and its gradient with respect to the logits.</summary>
    /// <param name="logits">(class, sample).</param>
    /// <param name="labels">Class of each sample.</param>
    /// <param name="cotangent">Receives the gradient, 2 (logit - target) / (samples x classes): (class, sample).</param>
    /// <param name="smoothing">Share of the target that is spread evenly over all classes, from 0 to below 1; the rest is the right class's.</param>
    /// <returns>The loss; not finite where logits are not.</returns>
    /// <exception cref="ArgumentException">A length does not fit, or a label names no class.</exception>
    public static double Of(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> cotangent, double smoothing = 0)
    {
        int samples = labels.Length;
        int classes = LossArguments.Classes(logits, samples, labels, cotangent.Length);
        double total = 0;
        for (int k = 0; k < classes; k++)
        {
            for (int n = 0; n < samples; n++)
            {
                double difference = logits[(k * samples) + n] - (k == labels[n] ? 1 - smoothing : 0) - (smoothing / classes);
                cotangent[(k * samples) + n] = (float)(2 * difference / logits.Length);
                total += difference * difference;
            }
        }

        return total / logits.Length;
    }

    /// <summary>The sum of the losses of the first samples, without a gradient.</summary>
    /// <param name="logits">(class, sample).</param>
    /// <param name="samples">Samples in <paramref name="logits"/>.</param>
    /// <param name="labels">Class of each of the first samples.</param>
    internal static double Sum(ReadOnlySpan<float> logits, int samples, ReadOnlySpan<int> labels)
    {
        int classes = LossArguments.Classes(logits, samples, labels, logits.Length);
        double total = 0;
        for (int k = 0; k < classes; k++)
        {
            for (int n = 0; n < labels.Length; n++)
            {
                double difference = logits[(k * samples) + n] - (k == labels[n] ? 1 : 0);
                total += difference * difference;
            }
        }

        return total / classes;
    }
}
