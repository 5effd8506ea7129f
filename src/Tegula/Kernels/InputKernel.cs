using Tegula.Compute;
using Tegula.Datasets;

namespace Tegula.Kernels;

/// <summary>
/// K0: the inner products of centred samples of unit length, so that its diagonal is 1. Source: 000_47980149b45a68e2.txt, Remark 3.4.
/// </summary>
public static class InputKernel
{
    private const double Parallel = 1e-12;

    /// <summary>Two samples with this correlation.</summary>
    /// <param name="correlation">In [-1, 1].</param>
    /// <exception cref="KernelException">The correlation lies outside.</exception>
    public static double[,] OfCorrelation(double correlation)
    {
        if (!(correlation is >= -1 and <= 1))
            throw new KernelException($"a correlation lies in [-1, 1]; {correlation} does not");
        return new[,] { { 1, correlation }, { correlation, 1 } };
    }

    /// <summary>The kernel of images drawn from a data set: pixels flattened, the mean of each image subtracted, each scaled to unit length.</summary>
    /// <param name="dataset">The images.</param>
    /// <param name="samples">How many, at least 2.</param>
    /// <param name="seed">Which ones.</param>
    /// <param name="threads">Most threads to use; changes the time, never the result.</param>
    /// <exception cref="DatasetException">The data set has fewer images.</exception>
    /// <exception cref="KernelException">
    /// There are fewer than 2 samples, an image has one value everywhere, or two are the same up to brightness and contrast.
    /// </exception>
    public static double[,] OfImages(ImageDataset dataset, int samples, ulong seed, int threads)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (samples < 2)
            throw new KernelException($"{samples} samples make no pair; a kernel needs at least 2");
        ReadOnlySpan<int> indices = MinibatchSampler.Draw(dataset, samples, seed, repeat: 0).Indices;
        int length = dataset.Shape.Length;
        var rows = new double[(long)samples * length];
        var stored = new float[length];
        for (int sample = 0; sample < samples; sample++)
        {
            Span<double> row = rows.AsSpan(sample * length, length);
            dataset.ReadStored(indices[sample], stored);
            for (int i = 0; i < length; i++)
                row[i] = stored[i];
        }

        int[] names = indices.ToArray();
        return OfRows(rows, samples, length, threads, sample => $"image {names[sample]} of {dataset.Name}");
    }

    /// <summary>The kernel of samples given as rows; each is centred and scaled here.</summary>
    /// <param name="rows">Row after row, <paramref name="samples"/> x <paramref name="length"/>.</param>
    /// <param name="samples">N, at least 2.</param>
    /// <param name="length">Entries of a sample, at least 2.</param>
    /// <param name="threads">Most threads to use; changes the time, never the result.</param>
    /// <exception cref="KernelException">There are fewer than 2 samples, one is constant or not finite, or two are parallel.</exception>
    public static double[,] OfRows(ReadOnlySpan<double> rows, int samples, int length, int threads)
    {
        if (samples < 2)
            throw new KernelException($"{samples} samples make no pair; a kernel needs at least 2");
        return OfRows(rows.ToArray(), samples, length, threads, sample => $"sample {sample}");
    }

    private static double[,] OfRows(double[] rows, int samples, int length, int threads, Func<int, string> nameOf)
    {
        for (int sample = 0; sample < samples; sample++)
        {
            if (!Normalize(rows.AsSpan(sample * length, length)))
                throw new KernelException($"{nameOf(sample)} has the same value everywhere, or one that is not finite; it cannot be centred and scaled");
        }

        double[,] kernel = RowProducts.Of(rows, samples, length, threads);
        for (int i = 0; i < samples; i++)
        {
            kernel[i, i] = 1;
            for (int j = i + 1; j < samples; j++)
            {
                if (kernel[i, j] >= 1 - Parallel)
                {
                    throw new KernelException(
                        $"{nameOf(i)} and {nameOf(j)} are the same up to brightness and contrast, which makes every kernel singular; leave one of them out");
                }
            }
        }

        return kernel;
    }

    private static bool Normalize(Span<double> row)
    {
        double first = row[0];
        if (!row.ContainsAnyExcept(first))
            return false;
        double sum = 0;
        foreach (double value in row)
            sum += value;
        double mean = sum / row.Length;
        double squares = 0;
        foreach (double value in row)
            squares = Math.FusedMultiplyAdd(value - mean, value - mean, squares);
        double norm = Math.Sqrt(squares);
        if (!(norm > 0 && double.IsFinite(norm)))
            return false;
        for (int i = 0; i < row.Length; i++)
            row[i] = (row[i] - mean) / norm;
        return true;
    }
}
