using Tegula.Compute;

namespace Tegula.Datasets;

/// <summary>Sets images aside that training does not see, as a function of the seed alone.</summary>
public static class HeldOutSplit
{
    /// <summary>The images to train on and the images to test on, each in random order.</summary>
    /// <param name="dataset">The training split.</param>
    /// <param name="heldOut">Images to set aside; at least 1, and fewer than there are.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <exception cref="DatasetException">Nothing would be left to train on, or to test on.</exception>
    public static (ImageDataset Train, ImageDataset HeldOut) Of(ImageDataset dataset, int heldOut, ulong seed)
    {
        if (heldOut < 1 || heldOut >= dataset.Count)
        {
            throw new DatasetException(
                dataset.Name, $"{heldOut:N0} of {dataset.Count:N0} images cannot be held out", "hold out at least 1 image, and leave at least 1 to train on");
        }

        int[] order = [.. Enumerable.Range(0, dataset.Count)];
        new RandomStream(seed, "held-out").Shuffle<int>(order);
        return (new ImageSubset(dataset, order.AsSpan(heldOut)), new ImageSubset(dataset, order.AsSpan(0, heldOut)));
    }
}
