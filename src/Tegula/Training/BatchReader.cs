using Tegula.Datasets;

namespace Tegula.Training;

/// <summary>Reads minibatches into one buffer, in the engine's layout.</summary>
internal sealed class BatchReader
{
    private readonly ImageDataset _data;
    private readonly float[] _image;

    /// <summary>A reader of batches of one size.</summary>
    public BatchReader(ImageDataset data, int size)
    {
        _data = data;
        _image = new float[data.Shape.Length];
        Images = new float[data.Shape.Length * size];
        Labels = new int[size];
    }

    /// <summary>(channel, row, column, sample).</summary>
    public float[] Images { get; }

    /// <summary>Class of each sample.</summary>
    public int[] Labels { get; }

    /// <summary>Reads images; where fewer are named than a batch has, the last samples keep what they were.</summary>
    public void Read(ReadOnlySpan<int> indices)
    {
        int size = Labels.Length;
        for (int sample = 0; sample < indices.Length; sample++)
        {
            _data.ReadImage(indices[sample], _image);
            Labels[sample] = _data.Label(indices[sample]);
            for (int i = 0; i < _image.Length; i++) Images[(i * size) + sample] = _image[i];
        }
    }
}
