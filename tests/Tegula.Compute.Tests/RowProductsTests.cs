namespace Tegula.Compute.Tests;

public sealed class RowProductsTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 300)]
    [InlineData(7, 256)]
    [InlineData(9, 257)]
    [InlineData(64, 3)]
    [InlineData(65, 31)]
    [InlineData(130, 520)]
    public void Products_are_those_of_a_plain_loop_bit_for_bit_with_any_threads(int count, int length)
    {
        var random = new RandomStream(1, "rows");
        double[] rows = [.. Enumerable.Range(0, count * length).Select(_ => random.NextGaussian())];
        var expected = new double[count, count];
        for (int i = 0; i < count; i++)
        {
            for (int k = 0; k < count; k++)
            {
                for (int column = 0; column < length; column++)
                    expected[i, k] = Math.FusedMultiplyAdd(rows[(i * length) + column], rows[(k * length) + column], expected[i, k]);
            }
        }

        RowProducts.Of(rows, count, length, 1).ShouldBe(expected);
        RowProducts.Of(rows, count, length, 3).ShouldBe(expected);
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_refused()
    {
        Should.Throw<ArgumentException>(() => RowProducts.Of([1, 2, 3], 2, 2, 1)).Message.ShouldContain("3 were given");
        Should.Throw<ArgumentOutOfRangeException>(() => RowProducts.Of([], 0, 2, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => RowProducts.Of([], 2, 0, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => RowProducts.Of([1], 1, 1, 0));
    }
}
