namespace Tegula.Training;

/// <summary>What a network's logits decide for.</summary>
internal static class Predictions
{
    /// <summary>Samples whose largest logit is the right class's; the first of equal ones counts, and logits that are not numbers decide for nothing.</summary>
    /// <param name="logits">(class, sample); may hold more samples than there are labels.</param>
    /// <param name="samples">Samples in <paramref name="logits"/>.</param>
    /// <param name="labels">Class of each of the first samples.</param>
    public static int CountCorrect(ReadOnlySpan<float> logits, int samples, ReadOnlySpan<int> labels)
    {
        int correct = 0;
        for (int n = 0; n < labels.Length; n++)
        {
            int best = -1;
            for (int k = 0; k < logits.Length / samples; k++)
            {
                float logit = logits[(k * samples) + n];
                if (!float.IsNaN(logit) && (best < 0 || logit > logits[(best * samples) + n])) best = k;
            }

            if (best == labels[n]) correct++;
        }

        return correct;
    }
}
