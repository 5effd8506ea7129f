using System.Buffers;

namespace Tegula.Compute.Plans;

/// <summary>Inner products of Jacobian rows, in double, summed over the weights in their order.</summary>
public static unsafe class GramMatrix
{
    // Weights widened to double at a time: with 64 samples on each side they fill half of a second-level cache of 512 KiB.
    private const int Chunk = 256;

    /// <summary>K[i, k] = sum over the selected weights of jacobian[i, w] * jacobian[k, w]; symmetric to the last bit.</summary>
    /// <param name="jacobian">The rows.</param>
    /// <param name="ranges">Selected weights: (first, length).</param>
    public static double[,] Symmetric(Jacobian jacobian, IReadOnlyList<(int First, int Length)> ranges) => Of(jacobian, jacobian, ranges, ranges);

    /// <summary>K[i, k] = sum over the selected weights of left[i, w] * right[k, w].</summary>
    /// <param name="left">First factor; its samples are the rows of the result.</param>
    /// <param name="right">Second factor with the same weights; its samples are the columns. May be the same object.</param>
    /// <param name="leftRanges">Selected weights of the left rows: (first, length).</param>
    /// <param name="rightRanges">The same weights as they lie in the right rows.</param>
    /// <returns>Matrix of (samples of left) x (samples of right).</returns>
    /// <exception cref="ArgumentException">The ranges do not match one another, or reach past the rows.</exception>
    public static double[,] Of(
        Jacobian left, Jacobian right, IReadOnlyList<(int First, int Length)> leftRanges, IReadOnlyList<(int First, int Length)> rightRanges)
    {
        if (!leftRanges.Select(range => range.Length).SequenceEqual(rightRanges.Select(range => range.Length)))
            throw new ArgumentException("the two sides select different weights");
        CheckRanges(left, leftRanges);
        CheckRanges(right, rightRanges);
        bool isSymmetric = ReferenceEquals(left, right) && leftRanges.SequenceEqual(rightRanges);
        int rows = left.PaddedSamples;
        int columns = right.PaddedSamples;
        double[] a = ArrayPool<double>.Shared.Rent(Chunk * rows);
        double[] b = isSymmetric ? a : ArrayPool<double>.Shared.Rent(Chunk * columns);
        double[] sums = ArrayPool<double>.Shared.Rent(rows * columns);
        Array.Clear(sums, 0, rows * columns);
        for (int range = 0; range < leftRanges.Count; range++)
        {
            for (int done = 0; done < leftRanges[range].Length; done += Chunk)
            {
                int count = Math.Min(Chunk, leftRanges[range].Length - done);
                Widen(left, leftRanges[range].First + done, count, a);
                if (!isSymmetric) Widen(right, rightRanges[range].First + done, count, b);
                AddProducts(a, rows, b, columns, count, sums, isSymmetric);
            }
        }

        var gram = new double[left.Samples, right.Samples];
        for (int i = 0; i < left.Samples; i++)
        {
            for (int k = 0; k < right.Samples; k++) gram[i, k] = isSymmetric && k < i ? gram[k, i] : sums[(i * columns) + k];
        }

        ArrayPool<double>.Shared.Return(a);
        if (!isSymmetric) ArrayPool<double>.Shared.Return(b);
        ArrayPool<double>.Shared.Return(sums);
        return gram;
    }

    private static void CheckRanges(Jacobian jacobian, IReadOnlyList<(int First, int Length)> ranges)
    {
        foreach ((int first, int length) in ranges)
        {
            if (first < 0 || length < 0 || first > jacobian.Weights - length)
                throw new ArgumentException($"{length} weights from {first} reach past the {jacobian.Weights} of a row");
        }
    }

    // (weight, sample) in double.
    private static void Widen(Jacobian jacobian, int first, int count, double[] target)
    {
        int samples = jacobian.PaddedSamples;
        for (int block = 0; block * jacobian.Block < samples; block++)
        {
            float* source = jacobian.BlockAddress(block) + ((nint)first * jacobian.Block);
            for (int w = 0; w < count; w++)
            {
                Span<double> row = target.AsSpan((w * samples) + (block * jacobian.Block), jacobian.Block);
                for (int i = 0; i < row.Length; i++) row[i] = *source++;
            }
        }
    }

    // sums[i, k] += sum over w of a[w, i] * b[w, k]; of a symmetric result only what lies on and right of the diagonal.
    private static void AddProducts(double[] a, int rows, double[] b, int columns, int count, double[] sums, bool isSymmetric)
    {
        fixed (double* left = a, right = b, target = sums)
        {
            for (int i = 0; i < rows; i += 4)
            {
                for (int k = isSymmetric ? i / 8 * 8 : 0; k < columns; k += 8)
                    DoubleTile.Add(left + i, rows, right + k, columns, count, target + ((nint)i * columns) + k, columns);
            }
        }
    }
}
