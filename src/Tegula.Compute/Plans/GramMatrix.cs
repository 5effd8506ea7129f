using System.Runtime.Intrinsics;

namespace Tegula.Compute.Plans;

/// <summary>Inner products of Jacobian rows, in double, summed over the weights in their order.</summary>
public static unsafe class GramMatrix
{
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
    /// <exception cref="ArgumentException">The ranges do not match one another.</exception>
    public static double[,] Of(Jacobian left, Jacobian right, IReadOnlyList<(int First, int Length)> leftRanges, IReadOnlyList<(int First, int Length)> rightRanges)
    {
        if (!leftRanges.Select(range => range.Length).SequenceEqual(rightRanges.Select(range => range.Length)))
            throw new ArgumentException("the two sides select different weights");
        var gram = new double[left.Samples, right.Samples];
        bool isSymmetric = ReferenceEquals(left, right) && leftRanges.SequenceEqual(rightRanges);
        for (int i = 0; i < left.Samples; i += 4)
        {
            for (int k = 0; k < right.Samples; k += 4)
            {
                if (isSymmetric && k < i) continue;
                Tile(left, right, leftRanges, rightRanges, i, k, gram);
            }
        }

        for (int i = 0; isSymmetric && i < left.Samples; i++)
        {
            for (int k = 0; k < i; k++) gram[i, k] = gram[k, i];
        }

        return gram;
    }

    // Four by four samples; blocks hold a multiple of four, so a tile never straddles two.
    private static void Tile(
        Jacobian left, Jacobian right, IReadOnlyList<(int First, int Length)> leftRanges, IReadOnlyList<(int First, int Length)> rightRanges, int i, int k, double[,] gram)
    {
        Vector256<double> a0 = default;
        Vector256<double> a1 = default;
        Vector256<double> a2 = default;
        Vector256<double> a3 = default;
        for (int range = 0; range < leftRanges.Count; range++)
        {
            float* x = left.BlockAddress(i / left.Block) + ((nint)leftRanges[range].First * left.Block) + (i % left.Block);
            float* y = right.BlockAddress(k / right.Block) + ((nint)rightRanges[range].First * right.Block) + (k % right.Block);
            for (int w = 0; w < leftRanges[range].Length; w++, x += left.Block, y += right.Block)
            {
                Vector256<double> v = Vector256.Create((double)y[0], y[1], y[2], y[3]);
                a0 = Vector256.FusedMultiplyAdd(Vector256.Create((double)x[0]), v, a0);
                a1 = Vector256.FusedMultiplyAdd(Vector256.Create((double)x[1]), v, a1);
                a2 = Vector256.FusedMultiplyAdd(Vector256.Create((double)x[2]), v, a2);
                a3 = Vector256.FusedMultiplyAdd(Vector256.Create((double)x[3]), v, a3);
            }
        }

        Put(gram, i, k, a0);
        Put(gram, i + 1, k, a1);
        Put(gram, i + 2, k, a2);
        Put(gram, i + 3, k, a3);
    }

    private static void Put(double[,] gram, int row, int column, Vector256<double> values)
    {
        if (row >= gram.GetLength(0)) return;
        for (int c = 0; c < 4 && column + c < gram.GetLength(1); c++) gram[row, column + c] = values[c];
    }
}
