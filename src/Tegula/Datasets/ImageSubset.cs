using System.Security.Cryptography;

namespace Tegula.Datasets;

/// <summary>Some samples of a data set, in a given order.</summary>
internal sealed class ImageSubset : ImageDataset
{
    private readonly ImageDataset _whole;
    private readonly int[] _indices;

    /// <summary>The named samples.</summary>
    /// <param name="whole">Where the samples are.</param>
    /// <param name="indices">Which of them; at least one.</param>
    public ImageSubset(ImageDataset whole, ReadOnlySpan<int> indices)
        : base(whole.Id, whole.Name, whole.Shape, whole.ClassCount)
    {
        _whole = whole;
        _indices = indices.ToArray();
    }

    /// <inheritdoc/>
    public override int Count => _indices.Length;

    /// <inheritdoc/>
    public override int Label(int index) => _whole.Label(Place(index));

    /// <inheritdoc/>
    public override void ReadImage(int index, Span<float> destination) => _whole.ReadImage(Place(index), destination);

    /// <inheritdoc/>
    public override void ReadStored(int index, Span<float> destination) => _whole.ReadStored(Place(index), destination);

    /// <inheritdoc/>
    public override float Input(int index, int place) => _whole.Input(Place(index), place);

    /// <inheritdoc/>
    public override float InputOfZero(int channel) => _whole.InputOfZero(channel);

    /// <inheritdoc/>
    protected internal override void AppendContent(IncrementalHash hash, int index) => _whole.AppendContent(hash, Place(index));

    private int Place(int index)
    {
        CheckIndex(index);
        return _indices[index];
    }
}
