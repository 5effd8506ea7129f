using Tegula.Compute;

namespace Tegula.Training;

/// <summary>Mean over a batch of -log of the probability that the softmax of the logits gives to the right class; from 0, lower is better.</summary>
public static class SoftmaxCrossEntropy
{
    /// <summary>The loss, and its gradient with respect to the logits.</summary>
    /// <param name="logits">(class, sample).</param>
    /// <param name="labels">Class of each sample.</param>
    /// <param name="cotangent">Receives the gradient, (softmax - target) / samples: (class, sample).</param>
    /// <param name="smoothing">Share of the target that is spread evenly over all classes, from 0 to below 1; the rest is the right class's.</param>
    /// <returns>The loss, the cross entropy of the target and the softmax; not finite where logits are not.</returns>
    /// <exception cref="ArgumentException">A length does not fit, or a label names no class.</exception>
    public static double Of(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> cotangent, double smoothing = 0)
    {
        int samples = labels.Length;
        int classes = LossArguments.Classes(logits, samples, labels, cotangent.Length);
        double spread = smoothing / classes;
        double[] powers = new double[classes];
        double total = 0;
        for (int n = 0; n < samples; n++)
        {
            (double logPartition, double sum) = Partition(logits, samples, n, powers);
            double smoothed = 0;
            for (int k = 0; k < classes; k++)
            {
                double target = (k == labels[n] ? 1 - smoothing : 0) + spread;
                cotangent[(k * samples) + n] = (float)(((powers[k] / sum) - target) / samples);
                smoothed += logits[(k * samples) + n];
            }

            float right = logits[(labels[n] * samples) + n];
            total += smoothing == 0 ? logPartition - right : logPartition - ((1 - smoothing) * right) - (spread * smoothed);
        }

        return total / samples;
    }

    /// <summary>The sum of the losses of the first samples, without a gradient.</summary>
    /// <param name="logits">(class, sample).</param>
    /// <param name="samples">Samples in <paramref name="logits"/>.</param>
    /// <param name="labels">Class of each of the first samples.</param>
    internal static double Sum(ReadOnlySpan<float> logits, int samples, ReadOnlySpan<int> labels)
    {
        double[] powers = new double[LossArguments.Classes(logits, samples, labels, logits.Length)];
        double total = 0;
        for (int n = 0; n < labels.Length; n++) total += Partition(logits, samples, n, powers).Log - logits[(labels[n] * samples) + n];
        return total;
    }

    /// <summary>The exponentials of a sample's logits and their sum, each divided by the largest exponential: their ratio is the softmax.</summary>
    /// <param name="logits">(class, sample).</param>
    /// <param name="samples">Samples in <paramref name="logits"/>.</param>
    /// <param name="n">Which sample.</param>
    /// <param name="powers">Receives the exponentials, one for each class.</param>
    /// <returns>The logarithm of the undivided sum, and the divided sum.</returns>
    internal static (double Log, double Sum) Partition(ReadOnlySpan<float> logits, int samples, int n, Span<double> powers)
    {
        double largest = logits[n];
        for (int k = 1; k < powers.Length; k++) largest = Math.Max(largest, logits[(k * samples) + n]);
        double sum = 0;
        for (int k = 0; k < powers.Length; k++) sum += powers[k] = DeterministicMath.Exp(logits[(k * samples) + n] - largest);
        return (largest + DeterministicMath.Log(sum), sum);
    }
}
