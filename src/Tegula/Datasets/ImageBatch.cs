namespace Tegula.Datasets;

/// <summary>A minibatch in the engine's layout, where the sample is the innermost index.</summary>
public sealed class ImageBatch
{
    private ImageBatch(ImageShape shape, float[] images, int[] labels, int[] indices, int classCount)
    {
        Shape = shape;
        Images = images;
        Labels = labels;
        Indices = indices;
        ClassCount = classCount;
    }

    /// <summary>Normalised images, (channel, row, column, sample).</summary>
    public float[] Images { get; }

    /// <summary>The class of each sample.</summary>
    public int[] Labels { get; }

    /// <summary>Which image of the data set each sample is.</summary>
    public int[] Indices { get; }

    /// <summary>Shape of one image.</summary>
    public ImageShape Shape { get; }

    /// <summary>Number of classes of the data set, whether or not they occur here.</summary>
    public int ClassCount { get; }

    /// <summary>Number of samples.</summary>
    public int Size => Labels.Length;

    /// <summary>The batch of the named images, in this order; an image may occur more than once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index names no image.</exception>
    public static ImageBatch Gather(ImageDataset dataset, ReadOnlySpan<int> indices)
    {
        int size = indices.Length;
        float[] images = new float[(long)dataset.Shape.Length * size];
        int[] labels = new int[size];
        float[] image = new float[dataset.Shape.Length];
        for (int sample = 0; sample < size; sample++)
        {
            dataset.ReadImage(indices[sample], image);
            labels[sample] = dataset.Label(indices[sample]);
            for (int i = 0; i < image.Length; i++)
                images[i * size + sample] = image[i];
        }

        return new ImageBatch(dataset.Shape, images, labels, indices.ToArray(), dataset.ClassCount);
    }

    /// <summary>The batch of the first samples; this batch where it has no more.</summary>
    /// <param name="count">How many, at least 1.</param>
    public ImageBatch First(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        if (count >= Size) return this;
        float[] images = new float[(long)Shape.Length * count];
        for (int i = 0; i < Shape.Length; i++)
            Images.AsSpan(i * Size, count).CopyTo(images.AsSpan(i * count));
        return new ImageBatch(Shape, images, Labels[..count], Indices[..count], ClassCount);
    }
}
