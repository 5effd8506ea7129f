using System.Security.Cryptography;

namespace Tegula.Datasets;

/// <summary>Labelled images of pixel bytes, normalised per channel when they are read.</summary>
public abstract class PixelDataset : ImageDataset
{
    /// <summary>Sets what all images share.</summary>
    /// <param name="id">See <see cref="ImageDataset.Id"/>.</param>
    /// <param name="name">See <see cref="ImageDataset.Name"/>.</param>
    /// <param name="shape">Shape of each image.</param>
    /// <param name="classCount">Number of classes; labels are 0 to this minus 1.</param>
    /// <param name="normalization">How bytes become inputs; one entry per channel.</param>
    protected PixelDataset(string id, string name, ImageShape shape, int classCount, ImageNormalization normalization)
        : base(id, name, shape, classCount)
    {
        if (normalization.Means.Length != shape.Channels)
            throw new ArgumentException($"Images of {shape.Channels} channels need as many means.", nameof(normalization));
        Normalization = normalization;
    }

    /// <summary>How <see cref="ReadImage"/> turns bytes into inputs.</summary>
    public ImageNormalization Normalization { get; }

    /// <summary>The pixel bytes of an image in the order (channel, row, column).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    public abstract ReadOnlySpan<byte> Pixels(int index);

    /// <inheritdoc/>
    public override void ReadImage(int index, Span<float> destination)
    {
        CheckLength(destination);
        ReadOnlySpan<byte> pixels = Pixels(index);
        int area = Shape.Height * Shape.Width;
        for (int channel = 0, i = 0; channel < Shape.Channels; channel++)
        {
            for (int end = i + area; i < end; i++)
                destination[i] = Normalization.Normalize(channel, pixels[i]);
        }
    }

    /// <inheritdoc/>
    public override void ReadStored(int index, Span<float> destination)
    {
        CheckLength(destination);
        ReadOnlySpan<byte> pixels = Pixels(index);
        for (int i = 0; i < destination.Length; i++)
            destination[i] = pixels[i];
    }

    /// <inheritdoc/>
    public override float Input(int index, int place)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)place, (uint)Shape.Length, nameof(place));
        return Normalization.Normalize(place / (Shape.Height * Shape.Width), Pixels(index)[place]);
    }

    /// <inheritdoc/>
    public override float InputOfZero(int channel) => Normalization.Normalize(channel, 0);

    /// <inheritdoc/>
    protected internal override void AppendContent(IncrementalHash hash, int index) => hash.AppendData(Pixels(index));
}
