using Tegula.Compute;

namespace Tegula.Datasets;

/// <summary>
/// Draws the inputs on which linear regions are counted: square crops of one channel, from a random image, position and channel each, with replacement.
/// </summary>
/// <remarks>Source: the thin network of the published TEG indicators has inputs of 1x3x3.</remarks>
public static class CropSampler
{
    /// <summary>Rows and columns of a crop.</summary>
    public const int Side = 3;

    /// <summary>Random crops as a function of (seed, batch) alone.</summary>
    /// <param name="dataset">Where the images come from; each side of them at least <see cref="Side"/>.</param>
    /// <param name="count">Number of crops; at least 1.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="batch">Number of the batch; different batches draw independently.</param>
    /// <returns>Normalised values, (row, column, sample).</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1 or <paramref name="batch"/> negative.</exception>
    /// <exception cref="DatasetException">The images are smaller than a crop.</exception>
    public static float[] Draw(ImageDataset dataset, int count, ulong seed, int batch)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfNegative(batch);
        (int channels, int height, int width) = dataset.Shape;
        if (height < Side || width < Side)
            throw new DatasetException(dataset.Name, $"images of {height}x{width} are smaller than a crop", $"at least {Side}x{Side} is needed");

        var stream = new RandomStream(seed, "crops", (ulong)batch);
        float[] crops = new float[Side * Side * count];
        for (int sample = 0; sample < count; sample++)
        {
            int image = stream.NextInt(dataset.Count);
            int channel = stream.NextInt(channels);
            int top = stream.NextInt(height - Side + 1);
            int left = stream.NextInt(width - Side + 1);
            for (int row = 0; row < Side; row++)
            {
                for (int column = 0; column < Side; column++)
                {
                    int place = (channel * height + top + row) * width + left + column;
                    crops[(row * Side + column) * count + sample] = dataset.Input(image, place);
                }
            }
        }

        return crops;
    }
}
