using System.Security.Cryptography;

namespace Tegula.Datasets;

/// <summary>
/// Labelled samples of one shape, kept in memory: images of pixel bytes (<see cref="PixelDataset"/>) or real-valued features (<see cref="FeatureDataset"/>).
/// Reading is safe from several threads.
/// </summary>
public abstract class ImageDataset
{
    private readonly Lazy<string> _contentHash;

    /// <summary>Sets what all samples share.</summary>
    /// <param name="id">Stable id of the kind of data, such as <c>cifar10</c>.</param>
    /// <param name="name">What an error message calls this data set: the file, the folder, or the id.</param>
    /// <param name="shape">Shape of each sample.</param>
    /// <param name="classCount">Number of classes; labels are 0 to this minus 1.</param>
    protected ImageDataset(string id, string name, ImageShape shape, int classCount)
    {
        Id = id;
        Name = name;
        Shape = shape;
        ClassCount = classCount;
        _contentHash = new Lazy<string>(ComputeContentHash);
    }

    /// <summary>Stable id of the kind of data, such as <c>cifar10</c>.</summary>
    public string Id { get; }

    /// <summary>The file, the folder, or the id: what an error message calls this data set.</summary>
    public string Name { get; }

    /// <summary>Shape of each sample.</summary>
    public ImageShape Shape { get; }

    /// <summary>Number of classes.</summary>
    public int ClassCount { get; }

    /// <summary>Remarks on what was read, one line each, such as the names of the classes or files that were passed over; empty for most.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Number of samples; at least 1.</summary>
    public abstract int Count { get; }

    /// <summary>
    /// SHA-256, in lower-case hexadecimal, of all samples in order, each as one label byte and then its stored values (channel, row, column): pixel bytes, or
    /// features as little-endian singles. For CIFAR-10 this is the hash of the uncompressed binary files one after the other.
    /// </summary>
    public string ContentHash => _contentHash.Value;

    /// <summary>The class of a sample, 0 to <see cref="ClassCount"/> - 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public abstract int Label(int index);

    /// <summary>Writes a sample as network inputs, in the order (channel, row, column): pixels normalised per channel, features as they are.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    /// <param name="destination">Exactly <see cref="ImageShape.Length"/> values.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> has another length.</exception>
    public abstract void ReadImage(int index, Span<float> destination);

    /// <summary>Writes a sample as it is stored, in the order (channel, row, column): pixels from 0 to 255, features as they are.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    /// <param name="destination">Exactly <see cref="ImageShape.Length"/> values.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> has another length.</exception>
    public abstract void ReadStored(int index, Span<float> destination);

    /// <summary>One value of what <see cref="ReadImage"/> writes.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    /// <param name="place">(channel, row, column) as one number, 0 to <see cref="ImageShape.Length"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample or place.</exception>
    public abstract float Input(int index, int place);

    /// <summary>The network input of a stored 0 in a channel: black in an image, 0 among features.</summary>
    /// <param name="channel">0 to the number of channels minus 1.</param>
    public abstract float InputOfZero(int channel);

    /// <summary>Appends the stored values of a sample, see <see cref="ContentHash"/>, to a hash.</summary>
    protected internal abstract void AppendContent(IncrementalHash hash, int index);

    /// <summary>Throws unless the index names a sample.</summary>
    protected void CheckIndex(int index)
    {
        if ((uint)index >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"{Name} has images 0 to {Count - 1}.");
    }

    /// <summary>Throws unless the span holds exactly one sample.</summary>
    protected void CheckLength(ReadOnlySpan<float> destination)
    {
        if (destination.Length != Shape.Length)
            throw new ArgumentException($"An image of shape {Shape} has {Shape.Length} values, not {destination.Length}.", nameof(destination));
    }

    private string ComputeContentHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int i = 0; i < Count; i++)
        {
            hash.AppendData([(byte)Label(i)]);
            AppendContent(hash, i);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
