using Tegula.Compute;

namespace Tegula.Datasets;

/// <summary>
/// Draws minibatches without replacement, as a function of (seed, repeat) alone. The held-out batch comes from the same training split and shares no
/// image with the training batch; asking for it does not change the training batch.
/// </summary>
public static class MinibatchSampler
{
    /// <summary>A training batch.</summary>
    /// <param name="dataset">The training split.</param>
    /// <param name="size">Samples in the batch; at least 1.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="repeat">Number of the repeat; different repeats draw independently.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is below 1 or <paramref name="repeat"/> negative.</exception>
    /// <exception cref="DatasetException">The data set has fewer images.</exception>
    public static ImageBatch Draw(ImageDataset dataset, int size, ulong seed, int repeat)
    {
        CheckSize(size, repeat);
        if (size > dataset.Count)
        {
            throw new DatasetException(
                dataset.Name, $"a batch of {size:N0} is larger than the data, {dataset.Count:N0} images", $"use a batch of at most {dataset.Count:N0}");
        }

        return ImageBatch.Gather(dataset, DrawIndices(dataset.Count, size, seed, repeat));
    }

    /// <summary>A training batch and a held-out batch of the same size.</summary>
    /// <param name="dataset">The training split.</param>
    /// <param name="size">Samples in each batch; at least 1.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="repeat">Number of the repeat; different repeats draw independently.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is below 1 or <paramref name="repeat"/> negative.</exception>
    /// <exception cref="DatasetException">The data set has fewer than twice as many images.</exception>
    public static (ImageBatch Train, ImageBatch HeldOut) DrawWithHeldOut(ImageDataset dataset, int size, ulong seed, int repeat)
    {
        CheckSize(size, repeat);
        if (2L * size > dataset.Count)
        {
            throw new DatasetException(
                dataset.Name,
                $"a batch of {size:N0} and a held-out batch of the same size need {2L * size:N0} images, the data has {dataset.Count:N0}",
                dataset.Count < 2 ? "give more images" : $"use a batch of at most {dataset.Count / 2:N0}");
        }

        ReadOnlySpan<int> indices = DrawIndices(dataset.Count, 2 * size, seed, repeat);
        return (ImageBatch.Gather(dataset, indices[..size]), ImageBatch.Gather(dataset, indices[size..]));
    }

    private static void CheckSize(int size, int repeat)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfNegative(repeat);
    }

    /// <summary>The first places of a random order (Fisher-Yates from the front), so that a longer draw begins with the shorter one.</summary>
    private static ReadOnlySpan<int> DrawIndices(int count, int wanted, ulong seed, int repeat)
    {
        var stream = new RandomStream(seed, "minibatch", (ulong)repeat);
        int[] order = new int[count];
        for (int i = 0; i < count; i++)
            order[i] = i;
        for (int i = 0; i < wanted; i++)
        {
            int chosen = i + stream.NextInt(count - i);
            (order[i], order[chosen]) = (order[chosen], order[i]);
        }

        return order.AsSpan(0, wanted);
    }
}
