using Tegula.Compute;

namespace Tegula.Training;

/// <summary>Mean over a batch of -log of the probability that the softmax of the logits gives to the right class; from 0, lower is better.</summary>
public static class SoftmaxCrossEntropy
{
    /// <summary>The loss, and its gradient with respect to the logits.</summary>
    /// <param name="logits">(class, sample).</param>
    /// <param name="labels">Class of each sample.</param>
    /// <param name="cotangent">Receives the gradient, (softmax - one-hot) / samples: (class, sample).</param>
    /// <returns>The loss; not finite where logits are not.</returns>
    /// <exception cref="ArgumentException">A length does not fit, or a label names no class.</exception>
    public static double Of(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> cotangent)
    {
        int samples = labels.Length;
        if (samples == 0 || logits.IsEmpty || logits.Length % samples != 0 || cotangent.Length != logits.Length)
            throw new ArgumentException($"{logits.Length} logits and {cotangent.Length} gradients do not fit {samples} samples");
        int classes = logits.Length / samples;
        double total = 0;
        for (int n = 0; n < samples; n++)
        {
            if ((uint)labels[n] >= (uint)classes) throw new ArgumentException($"label {labels[n]} of sample {n} names none of {classes} classes");
            double largest = logits[n];
            for (int k = 1; k < classes; k++) largest = Math.Max(largest, logits[(k * samples) + n]);
            double sum = 0;
            for (int k = 0; k < classes; k++) sum += DeterministicMath.Exp(logits[(k * samples) + n] - largest);
            for (int k = 0; k < classes; k++)
            {
                double probability = DeterministicMath.Exp(logits[(k * samples) + n] - largest) / sum;
                cotangent[(k * samples) + n] = (float)((probability - (k == labels[n] ? 1 : 0)) / samples);
            }

            total += largest + DeterministicMath.Log(sum) - logits[(labels[n] * samples) + n];
        }

        return total / samples;
    }
}
