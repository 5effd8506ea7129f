using MathNet.Numerics.LinearAlgebra;
using Tegula.Datasets;

namespace Tegula.Tests.Datasets;

public sealed class SyntheticImageDatasetTests
{
    private static readonly PixelDataset Dataset = new SyntheticImageDataset();

    [Fact]
    public void It_holds_four_thousand_images_of_ten_classes_of_equal_size()
    {
        (Dataset.Id, Dataset.Count, Dataset.ClassCount, Dataset.Shape).ShouldBe(("synthetic", 4000, 10, new ImageShape(3, 32, 32)));
        Enumerable.Range(0, Dataset.Count).GroupBy(Dataset.Label).ShouldAllBe(group => group.Count() == 400);
    }

    [Fact]
    public void The_bits_are_the_same_on_every_machine() => Dataset.ContentHash.ShouldBe(SyntheticImageDataset.ExpectedContentHash);

    [Fact]
    public void The_order_of_reading_and_the_number_of_threads_do_not_matter()
    {
        var other = new SyntheticImageDataset();
        Parallel.For(0, 400, i => other.Pixels(399 - i));
        for (int i = 0; i < 400; i++)
            other.Pixels(i).SequenceEqual(Dataset.Pixels(i)).ShouldBeTrue($"image {i}");
    }

    [Fact]
    public void All_images_differ() =>
        Enumerable.Range(0, Dataset.Count).Select(i => Convert.ToBase64String(Dataset.Pixels(i))).Distinct().Count().ShouldBe(Dataset.Count);

    [Fact]
    public void Test_images_are_others_of_the_same_classes()
    {
        ImageDataset test = DatasetSpec.Parse("synthetic").LoadTest().ShouldNotBeNull();
        (test.Count, test.ClassCount, test.Shape).ShouldBe((1000, 10, Dataset.Shape));
        Enumerable.Range(0, test.Count).GroupBy(test.Label).ShouldAllBe(group => group.Count() == 100);
        var seen = Enumerable.Range(0, Dataset.Count).Select(i => Convert.ToBase64String(Dataset.Pixels(i))).ToHashSet();
        PixelDataset pixels = test.ShouldBeAssignableTo<PixelDataset>().ShouldNotBeNull();
        for (int i = 0; i < test.Count; i++)
            seen.Add(Convert.ToBase64String(pixels.Pixels(i))).ShouldBeTrue($"image {i}");
    }

    [Fact]
    public void Normalised_channels_have_mean_zero_and_deviation_one()
    {
        float[] image = new float[3072];
        double[] sums = new double[3];
        double[] squares = new double[3];
        for (int i = 0; i < Dataset.Count; i++)
        {
            Dataset.ReadImage(i, image);
            for (int k = 0; k < image.Length; k++)
            {
                sums[k / 1024] += image[k];
                squares[k / 1024] += (double)image[k] * image[k];
            }
        }

        for (int channel = 0; channel < 3; channel++)
        {
            (sums[channel] / (1024.0 * Dataset.Count)).ShouldBe(0, 1e-3);
            (squares[channel] / (1024.0 * Dataset.Count)).ShouldBe(1, 2e-3);
        }
    }

    /// <summary>Ridge regression on pooled pixels beats chance (0.1) by colour and place, but most needs direction and shape.</summary>
    [Fact]
    public void A_linear_classifier_learns_something_but_not_much()
    {
        const int TrainCount = 1500;
        const int TestCount = 1000;
        Matrix<double> train = Pooled(0, TrainCount);
        Matrix<double> targets = Matrix<double>.Build.Dense(TrainCount, 10, (i, c) => Dataset.Label(i) == c ? 1 : 0);
        Matrix<double> gram = train.TransposeThisAndMultiply(train) + 30 * Matrix<double>.Build.DenseIdentity(train.ColumnCount);
        Matrix<double> predicted = Pooled(TrainCount, TestCount) * gram.Cholesky().Solve(train.TransposeThisAndMultiply(targets));
        int right = Enumerable.Range(0, TestCount).Count(i => predicted.Row(i).MaximumIndex() == Dataset.Label(TrainCount + i));
        (right / (double)TestCount).ShouldBeInRange(0.18, 0.45);
    }

    /// <summary>Means over 4x4 blocks, (image, channel x block), and a constant.</summary>
    private static Matrix<double> Pooled(int first, int count)
    {
        Matrix<double> result = Matrix<double>.Build.Dense(count, 193, 0);
        float[] image = new float[3072];
        for (int i = 0; i < count; i++)
        {
            Dataset.ReadImage(first + i, image);
            for (int k = 0; k < image.Length; k++)
                result[i, k / 1024 * 64 + k % 1024 / 32 / 4 * 8 + k % 32 / 4] += image[k] / 16;
            result[i, 192] = 1;
        }

        return result;
    }
}
