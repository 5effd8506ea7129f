namespace Tegula.Training;

/// <summary>What every loss asks of its arguments.</summary>
internal static class LossArguments
{
    /// <summary>Number of classes.</summary>
    /// <param name="logits">(class, sample).</param>
    /// <param name="samples">Samples in <paramref name="logits"/>.</param>
    /// <param name="labels">Class of each of the first samples.</param>
    /// <param name="gradients">Places for the gradient.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a label names no class.</exception>
    public static int Classes(ReadOnlySpan<float> logits, int samples, ReadOnlySpan<int> labels, int gradients)
    {
        if (samples == 0 || labels.Length > samples || logits.IsEmpty || logits.Length % samples != 0 || gradients != logits.Length)
            throw new ArgumentException($"{logits.Length} logits and {gradients} gradients do not fit {samples} samples");
        int classes = logits.Length / samples;
        for (int n = 0; n < labels.Length; n++)
        {
            if ((uint)labels[n] >= (uint)classes) throw new ArgumentException($"label {labels[n]} of sample {n} names none of {classes} classes");
        }

        return classes;
    }
}
