using Tegula.Compute;
using Tegula.Datasets;
using Tegula.Kernels;

namespace Tegula.Tests.Kernels;

public sealed class InputKernelTests
{
    [Fact]
    public void Rows_become_their_correlations()
    {
        const int Samples = 70, Length = 31;
        var random = new RandomStream(6, "rows");
        double[][] rows = [.. Enumerable.Range(0, Samples).Select(_ => Enumerable.Range(0, Length).Select(_ => 3 + random.NextGaussian()).ToArray())];
        double[,] kernel = InputKernel.OfRows(rows.SelectMany(row => row).ToArray(), Samples, Length, 3);
        for (int i = 0; i < Samples; i++)
        {
            kernel[i, i].ShouldBe(1);
            for (int j = 0; j < i; j++)
            {
                kernel[i, j].ShouldBe(MathNet.Numerics.Statistics.Correlation.Pearson(rows[i], rows[j]), 1e-13);
                kernel[i, j].ShouldBe(kernel[j, i]);
            }
        }
    }

    [Fact]
    public void Images_become_the_correlations_of_their_pixels_whatever_the_threads()
    {
        var data = new SyntheticImageDataset();
        double[,] kernel = InputKernel.OfImages(data, 9, seed: 7, threads: 1);
        InputKernel.OfImages(data, 9, seed: 7, threads: 4).ShouldBe(kernel);
        InputKernel.OfImages(data, 9, seed: 8, threads: 1).ShouldNotBe(kernel);
        int[] indices = MinibatchSampler.Draw(data, 9, 7, 0).Indices;
        double[][] pixels = [.. indices.Select(index => data.Pixels(index).ToArray().Select(pixel => (double)pixel).ToArray())];
        for (int i = 0; i < 9; i++)
        {
            kernel[i, i].ShouldBe(1);
            for (int j = 0; j < i; j++)
                kernel[i, j].ShouldBe(MathNet.Numerics.Statistics.Correlation.Pearson(pixels[i], pixels[j]), 1e-12);
        }
    }

    [Fact]
    public void Samples_that_make_no_kernel_are_refused_in_one_line()
    {
        NngpTests.Refused(() => InputKernel.OfRows([1, 2, 3, 5, 5, 5], 2, 3, 1), "sample 1 has the same value everywhere");
        NngpTests.Refused(() => InputKernel.OfRows([1, 2, 4, 5, 1, 9, 3, 5, 9], 3, 3, 1), "sample 0 and sample 2 are the same up to brightness and contrast");
        NngpTests.Refused(() => InputKernel.OfRows([1, 2, double.NaN, 5, 1, 9], 2, 3, 1), "not finite");
        NngpTests.Refused(() => InputKernel.OfRows([1, 2, 3], 1, 3, 1), "at least 2");
        NngpTests.Refused(() => InputKernel.OfImages(DatasetSpec.Open("synthetic"), 1, 0, 1), "at least 2");
        Should.Throw<DatasetException>(() => InputKernel.OfImages(DatasetSpec.Open("synthetic"), 4_001, 0, 1)).Message.ShouldContain("4,000");
        foreach (double r in new[] { 1.0000001, -1.5, double.NaN })
            NngpTests.Refused(() => InputKernel.OfCorrelation(r), "[-1, 1]");
    }
}
