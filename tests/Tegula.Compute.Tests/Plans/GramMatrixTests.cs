using Tegula.Compute.Plans;

namespace Tegula.Compute.Tests.Plans;

public sealed unsafe class GramMatrixTests
{
    private const int Weights = 621;

    private static readonly (int First, int Length)[] Ranges = [(2, 5), (11, 1), (7, 0), (20, 600)];

    [Theory]
    [InlineData(1, 8)]
    [InlineData(5, 8)]
    [InlineData(8, 8)]
    [InlineData(17, 16)]
    [InlineData(33, 48)]
    public void Inner_products_equal_plain_sums_and_are_symmetric_to_the_last_bit(int samples, int block)
    {
        using Jacobian jacobian = Random(samples, block, 1);
        double[,] gram = GramMatrix.Of(jacobian, jacobian, Ranges, Ranges);
        gram.ShouldBe(GramMatrix.Symmetric(jacobian, Ranges));
        for (int i = 0; i < samples; i++)
        {
            for (int k = 0; k < samples; k++)
            {
                gram[i, k].ShouldBe(Naive(jacobian, jacobian, i, k, 0), 1e-10);
                BitConverter.DoubleToInt64Bits(gram[i, k]).ShouldBe(BitConverter.DoubleToInt64Bits(gram[k, i]));
            }
        }
    }

    [Theory]
    [InlineData(5, 8, 9, 16)]
    [InlineData(16, 16, 3, 8)]
    public void Two_factors_may_have_other_samples_blocks_and_places(int leftSamples, int leftBlock, int rightSamples, int rightBlock)
    {
        using Jacobian left = Random(leftSamples, leftBlock, 1);
        using Jacobian right = Random(rightSamples, rightBlock, 2);
        double[,] gram = GramMatrix.Of(left, right, Ranges, [.. Ranges.Select(range => (range.First + 1, range.Length))]);
        (gram.GetLength(0), gram.GetLength(1)).ShouldBe((leftSamples, rightSamples));
        for (int i = 0; i < leftSamples; i++)
        {
            for (int k = 0; k < rightSamples; k++) gram[i, k].ShouldBe(Naive(left, right, i, k, 1), 1e-10);
        }
    }

    [Fact]
    public void Blocks_of_other_sizes_give_the_same_bits()
    {
        using Jacobian small = Random(13, 8, 3);
        using Jacobian large = Random(13, 16, 3);
        GramMatrix.Symmetric(small, Ranges).ShouldBe(GramMatrix.Symmetric(large, Ranges));
    }

    [Fact]
    public void Ranges_must_match_and_lie_within_the_rows()
    {
        using Jacobian jacobian = Random(3, 8, 1);
        Should.Throw<ArgumentException>(() => GramMatrix.Of(jacobian, jacobian, [(0, 2)], [(0, 3)])).Message.ShouldBe("the two sides select different weights");
        Should.Throw<ArgumentException>(() => GramMatrix.Symmetric(jacobian, [(619, 3)])).Message.ShouldBe("3 weights from 619 reach past the 621 of a row");
        Should.Throw<ArgumentException>(() => GramMatrix.Symmetric(jacobian, [(-1, 3)])).Message.ShouldBe("3 weights from -1 reach past the 621 of a row");
    }

    private static Jacobian Random(int samples, int block, ulong seed)
    {
        var jacobian = new Jacobian();
        jacobian.Resize(samples, Weights, block);
        for (int n = 0; n < samples; n++)
        {
            var random = new RandomStream(seed, "row", (ulong)n);
            for (int w = 0; w < Weights; w++) jacobian.BlockAddress(n / block)[(w * block) + (n % block)] = random.NextGaussianSingle();
        }

        return jacobian;
    }

    private static double Naive(Jacobian left, Jacobian right, int i, int k, int shift)
    {
        double sum = 0;
        foreach ((int first, int length) in Ranges)
        {
            for (int w = first; w < first + length; w++) sum += (double)left[i, w] * right[k, w + shift];
        }

        return sum;
    }
}
