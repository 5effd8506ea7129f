namespace Tegula.Datasets;

/// <summary>Images and labels that a reader took from files: one array of pixels and one of labels.</summary>
internal sealed class StoredImageDataset : PixelDataset
{
    private readonly byte[] _pixels;
    private readonly byte[] _labels;

    /// <summary>Takes over the arrays.</summary>
    /// <param name="id">See <see cref="ImageDataset.Id"/>.</param>
    /// <param name="name">See <see cref="ImageDataset.Name"/>.</param>
    /// <param name="shape">Shape of each image.</param>
    /// <param name="classCount">Number of classes.</param>
    /// <param name="normalization">One entry per channel.</param>
    /// <param name="pixels">(image, channel, row, column).</param>
    /// <param name="labels">One per image, each below <paramref name="classCount"/>.</param>
    public StoredImageDataset(
        string id, string name, ImageShape shape, int classCount, ImageNormalization normalization, byte[] pixels, byte[] labels)
        : base(id, name, shape, classCount, normalization)
    {
        if (pixels.Length != (long)labels.Length * shape.Length)
            throw new ArgumentException($"{labels.Length} images of shape {shape} do not have {pixels.Length} pixels.", nameof(pixels));
        _pixels = pixels;
        _labels = labels;
    }

    /// <inheritdoc/>
    public override int Count => _labels.Length;

    /// <inheritdoc/>
    public override int Label(int index)
    {
        CheckIndex(index);
        return _labels[index];
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Pixels(int index)
    {
        CheckIndex(index);
        return _pixels.AsSpan(index * Shape.Length, Shape.Length);
    }
}
