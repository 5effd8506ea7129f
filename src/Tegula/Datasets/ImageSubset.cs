namespace Tegula.Datasets;

/// <summary>Some images of a data set, in a given order.</summary>
internal sealed class ImageSubset : ImageDataset
{
    private readonly ImageDataset _whole;
    private readonly int[] _indices;

    /// <summary>The named images.</summary>
    /// <param name="whole">Where the images are.</param>
    /// <param name="indices">Which of them; at least one.</param>
    public ImageSubset(ImageDataset whole, ReadOnlySpan<int> indices)
        : base(whole.Id, whole.Name, whole.Shape, whole.ClassCount, whole.Normalization)
    {
        _whole = whole;
        _indices = indices.ToArray();
    }

    /// <inheritdoc/>
    public override int Count => _indices.Length;

    /// <inheritdoc/>
    public override int Label(int index)
    {
        CheckIndex(index);
        return _whole.Label(_indices[index]);
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Pixels(int index)
    {
        CheckIndex(index);
        return _whole.Pixels(_indices[index]);
    }
}
