namespace Tegula.Datasets;

/// <summary>Brings a picture of any size to one square size, in whole numbers only, so that every machine finds the same bytes.</summary>
internal static class SquareResizer
{
    private const int Channels = 3;

    /// <summary>Cuts the largest square out of the middle and averages areas: an output pixel is the mean of what it covers, rounded half up.</summary>
    /// <remarks>
    /// With a square of L pixels a side, an output pixel covers L/size input pixels a side. On a grid finer by the factor size, input pixel j reaches from
    /// j size to (j + 1) size and output pixel i from i L to (i + 1) L, so that all overlaps are whole numbers. A smaller picture is enlarged by the same rule.
    /// </remarks>
    /// <param name="image">Of any size.</param>
    /// <param name="size">Rows and columns wanted, at least 1.</param>
    /// <param name="destination">3 size size bytes, (channel, row, column).</param>
    public static void Resize(ImageFile image, int size, Span<byte> destination)
    {
        int side = Math.Min(image.Width, image.Height);
        int left = (image.Width - side) / 2;
        int top = (image.Height - side) / 2;
        long[] rows = new long[size * side * Channels];
        for (int y = 0; y < side; y++)
        {
            ReadOnlySpan<byte> source = image.Pixels.AsSpan(((top + y) * image.Width + left) * Channels, side * Channels);
            SumColumns(source, side, size, y, rows);
        }

        long area = (long)side * side;
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < size; column++)
            {
                for (int channel = 0; channel < Channels; channel++)
                {
                    long sum = 0;
                    long from = (long)row * side;
                    for (int y = (int)(from / size); (long)y * size < from + side; y++)
                        sum += Overlap(y, row, side, size) * rows[(y * size + column) * Channels + channel];
                    destination[(channel * size + row) * size + column] = (byte)((2 * sum + area) / (2 * area));
                }
            }
        }
    }

    private static void SumColumns(ReadOnlySpan<byte> source, int side, int size, int y, long[] rows)
    {
        for (int column = 0; column < size; column++)
        {
            long from = (long)column * side;
            for (int x = (int)(from / size); (long)x * size < from + side; x++)
            {
                long weight = Overlap(x, column, side, size);
                for (int channel = 0; channel < Channels; channel++)
                    rows[(y * size + column) * Channels + channel] += weight * source[x * Channels + channel];
            }
        }
    }

    private static long Overlap(int input, int output, int side, int size) =>
        Math.Min((input + 1L) * size, (output + 1L) * side) - Math.Max((long)input * size, (long)output * side);
}
