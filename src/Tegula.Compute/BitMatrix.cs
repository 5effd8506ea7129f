namespace Tegula.Compute;

/// <summary>Square matrices of bits, one row to a word.</summary>
internal static class BitMatrix
{
    private const int Side = 64;

    /// <summary>Transposes a 64 x 64 matrix in place: bit k of row i becomes bit i of row k.</summary>
    /// <remarks>Swaps the off-diagonal blocks of 32 x 32 bits, then those of 16 x 16 within each block, down to single bits.</remarks>
    public static void Transpose(Span<ulong> rows)
    {
        ulong low = uint.MaxValue;
        for (int half = Side / 2; half > 0; half >>= 1, low ^= low << half)
        {
            for (int i = 0; i < Side; i = (i + half + 1) & ~half)
            {
                ulong swapped = ((rows[i] >> half) ^ rows[i + half]) & low;
                rows[i + half] ^= swapped;
                rows[i] ^= swapped << half;
            }
        }
    }
}
