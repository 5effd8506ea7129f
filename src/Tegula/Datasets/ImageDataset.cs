using System.Security.Cryptography;

namespace Tegula.Datasets;

/// <summary>
/// Labelled images of one shape, kept as bytes in memory. Reading is safe from several threads.
/// </summary>
public abstract class ImageDataset
{
    private readonly Lazy<string> _contentHash;

    /// <summary>Sets what all images share.</summary>
    /// <param name="id">Stable id of the kind of data, such as <c>cifar10</c>.</param>
    /// <param name="name">What an error message calls this data set: the file, the folder, or the id.</param>
    /// <param name="shape">Shape of each image.</param>
    /// <param name="classCount">Number of classes; labels are 0 to this minus 1.</param>
    /// <param name="normalization">How bytes become inputs; one entry per channel.</param>
    protected ImageDataset(string id, string name, ImageShape shape, int classCount, ImageNormalization normalization)
    {
        if (normalization.Means.Length != shape.Channels)
            throw new ArgumentException($"Images of {shape.Channels} channels need as many means.", nameof(normalization));
        Id = id;
        Name = name;
        Shape = shape;
        ClassCount = classCount;
        Normalization = normalization;
        _contentHash = new Lazy<string>(ComputeContentHash);
    }

    /// <summary>Stable id of the kind of data, such as <c>cifar10</c>.</summary>
    public string Id { get; }

    /// <summary>The file, the folder, or the id: what an error message calls this data set.</summary>
    public string Name { get; }

    /// <summary>Shape of each image.</summary>
    public ImageShape Shape { get; }

    /// <summary>Number of classes.</summary>
    public int ClassCount { get; }

    /// <summary>Number of images; at least 1.</summary>
    public abstract int Count { get; }

    /// <summary>How <see cref="ReadImage"/> turns bytes into inputs.</summary>
    public ImageNormalization Normalization { get; }

    /// <summary>
    /// SHA-256, in lower-case hexadecimal, of all images in order, each as one label byte and then its pixel bytes (channel, row, column). For CIFAR-10 this is
    /// the hash of the uncompressed binary files one after the other.
    /// </summary>
    public string ContentHash => _contentHash.Value;

    /// <summary>The class of an image, 0 to <see cref="ClassCount"/> - 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    public abstract int Label(int index);

    /// <summary>The pixel bytes of an image in the order (channel, row, column).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    public abstract ReadOnlySpan<byte> Pixels(int index);

    /// <summary>Writes an image, normalised per channel, in the order (channel, row, column).</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    /// <param name="destination">Exactly <see cref="ImageShape.Length"/> values.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> has another length.</exception>
    public void ReadImage(int index, Span<float> destination)
    {
        if (destination.Length != Shape.Length)
            throw new ArgumentException($"An image of shape {Shape} has {Shape.Length} values, not {destination.Length}.", nameof(destination));
        ReadOnlySpan<byte> pixels = Pixels(index);
        int area = Shape.Height * Shape.Width;
        for (int channel = 0, i = 0; channel < Shape.Channels; channel++)
        {
            for (int end = i + area; i < end; i++)
                destination[i] = Normalization.Normalize(channel, pixels[i]);
        }
    }

    /// <summary>Throws unless the index names an image.</summary>
    protected void CheckIndex(int index)
    {
        if ((uint)index >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"{Name} has images 0 to {Count - 1}.");
    }

    private string ComputeContentHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int i = 0; i < Count; i++)
        {
            hash.AppendData([(byte)Label(i)]);
            hash.AppendData(Pixels(i));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
