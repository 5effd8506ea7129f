using System.Collections.Immutable;

namespace Tegula.Datasets;

/// <summary>
/// How pixel bytes become network inputs, channel by channel: (byte/255 - mean)/standard deviation, computed in double precision and rounded once.
/// </summary>
public sealed class ImageNormalization
{
    private const int Levels = 256;

    private readonly float[] _table;

    /// <summary>A normalisation from one mean and one standard deviation per channel, both on the scale where a pixel lies in [0, 1].</summary>
    /// <exception cref="ArgumentException">The lists are empty or of different lengths, or a standard deviation is not positive.</exception>
    public ImageNormalization(IReadOnlyList<double> means, IReadOnlyList<double> standardDeviations)
    {
        if (means.Count == 0 || means.Count != standardDeviations.Count)
            throw new ArgumentException("A normalisation has one mean and one standard deviation per channel.", nameof(standardDeviations));
        if (standardDeviations.Any(sd => !(sd > 0)))
            throw new ArgumentException("A standard deviation is positive.", nameof(standardDeviations));
        Means = [.. means];
        StandardDeviations = [.. standardDeviations];
        _table = new float[means.Count * Levels];
        for (int channel = 0; channel < means.Count; channel++)
        {
            for (int level = 0; level < Levels; level++)
                _table[channel * Levels + level] = (float)((level / 255.0 - means[channel]) / standardDeviations[channel]);
        }
    }

    /// <summary>CIFAR-10: means 0.4914, 0.4822, 0.4465 and standard deviations 0.2470, 0.2435, 0.2616 of red, green, blue.</summary>
    public static ImageNormalization Cifar10 { get; } = new([0.4914, 0.4822, 0.4465], [0.2470, 0.2435, 0.2616]);

    /// <summary>MNIST: mean 0.1307, standard deviation 0.3081.</summary>
    public static ImageNormalization Mnist { get; } = new([0.1307], [0.3081]);

    /// <summary>Fashion-MNIST: mean 0.2860, standard deviation 0.3530.</summary>
    public static ImageNormalization FashionMnist { get; } = new([0.2860], [0.3530]);

    /// <summary>Synthetic images, measured over all of them: means 0.4653, 0.4612, 0.4647 and standard deviations 0.2168, 0.2175, 0.2167.</summary>
    public static ImageNormalization Synthetic { get; } = new([0.4653, 0.4612, 0.4647], [0.2168, 0.2175, 0.2167]);

    /// <summary>Mean of each channel.</summary>
    public ImmutableArray<double> Means { get; }

    /// <summary>Standard deviation of each channel.</summary>
    public ImmutableArray<double> StandardDeviations { get; }

    /// <summary>The normalisation by mean and (population) standard deviation of each channel over all pixels, summed in whole numbers.</summary>
    /// <remarks>A channel that is the same everywhere keeps the standard deviation 1, so that its inputs are 0.</remarks>
    /// <param name="pixels">(image, channel, row, column); at least one image.</param>
    /// <param name="shape">Shape of each image.</param>
    /// <exception cref="ArgumentException">The pixels are no whole number of images, or none.</exception>
    public static ImageNormalization Measure(ReadOnlySpan<byte> pixels, ImageShape shape)
    {
        if (pixels.IsEmpty || pixels.Length % shape.Length != 0)
            throw new ArgumentException($"{pixels.Length} pixels are not one or more images of shape {shape}.", nameof(pixels));
        int area = shape.Height * shape.Width;
        ulong count = (ulong)(pixels.Length / shape.Channels);
        double[] means = new double[shape.Channels];
        double[] deviations = new double[shape.Channels];
        for (int channel = 0; channel < shape.Channels; channel++)
        {
            ulong sum = 0;
            ulong squares = 0;
            for (int start = channel * area; start < pixels.Length; start += shape.Length)
            {
                foreach (byte pixel in pixels.Slice(start, area))
                {
                    sum += pixel;
                    squares += (ulong)(pixel * pixel);
                }
            }

            UInt128 spread = (UInt128)count * squares - (UInt128)sum * sum;
            means[channel] = sum / (count * 255.0);
            deviations[channel] = spread == 0 ? 1 : Math.Sqrt((double)spread) / (count * 255.0);
        }

        return new ImageNormalization(means, deviations);
    }

    /// <summary>The network input for a pixel byte of a channel.</summary>
    public float Normalize(int channel, byte pixel) => _table[channel * Levels + pixel];
}
