using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tegula.Datasets;

/// <summary>Labelled samples of real-valued features; a network gets them as they are.</summary>
public sealed class FeatureDataset : ImageDataset
{
    private readonly float[] _features;
    private readonly byte[] _labels;

    /// <summary>Takes copies of features and labels.</summary>
    /// <param name="id">See <see cref="ImageDataset.Id"/>.</param>
    /// <param name="name">See <see cref="ImageDataset.Name"/>.</param>
    /// <param name="shape">Shape of each sample; plain features are channels of 1 x 1.</param>
    /// <param name="classCount">Number of classes, 1 to 256.</param>
    /// <param name="features">(sample, channel, row, column), all finite.</param>
    /// <param name="labels">One per sample, each below <paramref name="classCount"/>; at least one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of classes lies outside.</exception>
    /// <exception cref="DatasetException">There is no sample, features and labels do not fit together, or one is out of range.</exception>
    public FeatureDataset(string id, string name, ImageShape shape, int classCount, ReadOnlySpan<float> features, ReadOnlySpan<byte> labels)
        : base(id, name, shape, classCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classCount, byte.MaxValue + 1);
        if (labels.IsEmpty)
            throw new DatasetException(name, "there is no sample", "at least one is needed");
        if (features.Length != (long)labels.Length * shape.Length)
        {
            throw new DatasetException(
                name, $"{features.Length:N0} features for {labels.Length:N0} samples of {shape}", $"each sample has {shape.Length:N0} features");
        }

        for (int i = 0; i < labels.Length; i++)
        {
            if (labels[i] >= classCount)
                throw new DatasetException(name, $"sample {i:N0} has the label {labels[i]}", $"labels are 0 to {classCount - 1}");
        }

        for (int i = 0; i < features.Length; i++)
        {
            if (!float.IsFinite(features[i]))
                throw new DatasetException(name, $"sample {i / shape.Length:N0} has a feature that is {features[i]}", "features are finite numbers");
        }

        _features = features.ToArray();
        _labels = labels.ToArray();
    }

    /// <inheritdoc/>
    public override int Count => _labels.Length;

    /// <summary>The features of a sample in the order (channel, row, column).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public ReadOnlySpan<float> Features(int index)
    {
        CheckIndex(index);
        return _features.AsSpan(index * Shape.Length, Shape.Length);
    }

    /// <inheritdoc/>
    public override int Label(int index)
    {
        CheckIndex(index);
        return _labels[index];
    }

    /// <inheritdoc/>
    public override void ReadImage(int index, Span<float> destination)
    {
        CheckLength(destination);
        Features(index).CopyTo(destination);
    }

    /// <inheritdoc/>
    public override void ReadStored(int index, Span<float> destination) => ReadImage(index, destination);

    /// <inheritdoc/>
    public override float Input(int index, int place)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)place, (uint)Shape.Length, nameof(place));
        return Features(index)[place];
    }

    /// <inheritdoc/>
    public override float InputOfZero(int channel) => 0;

    /// <inheritdoc/>
    protected internal override void AppendContent(IncrementalHash hash, int index)
    {
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        foreach (float feature in Features(index))
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes, feature);
            hash.AppendData(bytes);
        }
    }
}
