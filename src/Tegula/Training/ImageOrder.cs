using Tegula.Compute;

namespace Tegula.Training;

/// <summary>The order in which an epoch sees the images, as a function of (seed, repeat, epoch) alone.</summary>
public static class ImageOrder
{
    /// <summary>All indices from 0 to <paramref name="count"/> - 1, shuffled.</summary>
    public static int[] Of(int count, ulong seed, int repeat, int epoch)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        new RandomStream(seed, "training-order", (ulong)repeat, (ulong)epoch).Shuffle<int>(order);
        return order;
    }
}
