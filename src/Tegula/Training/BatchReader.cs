using Tegula.Datasets;

namespace Tegula.Training;

/// <summary>Reads minibatches into one buffer, in the engine's layout.</summary>
internal sealed class BatchReader
{
    // Images that are turned into the engine's layout together: so many neighbouring samples share a line of the cache.
    private const int Block = 16;

    private readonly ImageDataset _data;
    private readonly ImageAugmenter? _augmenter;
    private readonly float[] _images;

    /// <summary>A reader of batches of one size.</summary>
    /// <param name="data">The images.</param>
    /// <param name="size">Images of a batch.</param>
    /// <param name="augmenter">Changes them; null to leave them as they are.</param>
    public BatchReader(ImageDataset data, int size, ImageAugmenter? augmenter = null)
    {
        _data = data;
        _augmenter = augmenter;
        _images = new float[data.Shape.Length * Block];
        Images = new float[data.Shape.Length * size];
        Labels = new int[size];
    }

    /// <summary>(channel, row, column, sample).</summary>
    public float[] Images { get; }

    /// <summary>Class of each sample.</summary>
    public int[] Labels { get; }

    /// <summary>Reads images; where fewer are named than a batch has, the last samples keep what they were.</summary>
    /// <param name="indices">Which images.</param>
    /// <param name="epoch">From 0; decides how images are changed.</param>
    public void Read(ReadOnlySpan<int> indices, int epoch = 0)
    {
        int length = _data.Shape.Length;
        int size = Labels.Length;
        for (int first = 0; first < indices.Length; first += Block)
        {
            int count = Math.Min(Block, indices.Length - first);
            for (int n = 0; n < count; n++)
            {
                Span<float> image = _images.AsSpan(n * length, length);
                int index = indices[first + n];
                _data.ReadImage(index, image);
                _augmenter?.Apply(image, epoch, index);
                Labels[first + n] = _data.Label(index);
            }

            for (int i = 0; i < length; i++)
            {
                Span<float> samples = Images.AsSpan((i * size) + first, count);
                for (int n = 0; n < samples.Length; n++) samples[n] = _images[(n * length) + i];
            }
        }
    }
}
