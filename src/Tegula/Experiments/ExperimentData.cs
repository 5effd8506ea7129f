using Tegula.Datasets;

namespace Tegula.Experiments;

/// <summary>Samples that networks are trained on, and others that they are tested on.</summary>
/// <param name="Train">To train on.</param>
/// <param name="Test">To test on: the same shape and classes.</param>
public sealed record ExperimentData(ImageDataset Train, ImageDataset Test)
{
    /// <summary>The first samples of each part.</summary>
    /// <param name="train">How many to train on; 0 or more than there are for all.</param>
    /// <param name="test">How many to test on; 0 or more than there are for all.</param>
    public ExperimentData First(int train, int test) => new(First(Train, train), First(Test, test));

    private static ImageDataset First(ImageDataset data, int count) =>
        count == 0 || count >= data.Count ? data : new ImageSubset(data, [.. Enumerable.Range(0, count)]);
}
