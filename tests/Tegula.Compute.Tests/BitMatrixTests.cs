namespace Tegula.Compute.Tests;

public sealed class BitMatrixTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Transposing_exchanges_rows_and_columns(int seed)
    {
        var random = new RandomStream((ulong)seed, "bits");
        ulong[] rows = [.. Enumerable.Range(0, 64).Select(_ => random.NextUInt64())];
        ulong[] transposed = [.. rows];

        BitMatrix.Transpose(transposed);

        for (int i = 0; i < 64; i++)
        {
            for (int k = 0; k < 64; k++) ((transposed[k] >> i) & 1).ShouldBe((rows[i] >> k) & 1, $"row {i}, bit {k}");
        }
    }
}
