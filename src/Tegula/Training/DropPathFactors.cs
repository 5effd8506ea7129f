using Tegula.Compute;

namespace Tegula.Training;

/// <summary>Which paths are dropped for which images, as a function of (seed, repeat, epoch, image) alone.</summary>
public static class DropPathFactors
{
    /// <summary>Draws the factors of a batch: 0 for a dropped path, 1 / (1 - rate) for a kept one.</summary>
    /// <param name="rate">Probability of a path to be dropped, from 0 to below 1.</param>
    /// <param name="options">Seed and repeat.</param>
    /// <param name="epoch">From 0.</param>
    /// <param name="images">Index of each sample's image.</param>
    /// <param name="factors">Receives them: (path, sample).</param>
    public static void Draw(double rate, TrainingOptions options, int epoch, ReadOnlySpan<int> images, Span<float> factors)
    {
        var kept = (float)(1 / (1 - rate));
        for (int n = 0; n < images.Length; n++)
        {
            var random = new RandomStream(options.Seed, "drop-path", (ulong)options.Repeat, (ulong)epoch, (ulong)images[n]);
            for (int at = n; at < factors.Length; at += images.Length) factors[at] = random.NextSingle() < rate ? 0 : kept;
        }
    }
}
