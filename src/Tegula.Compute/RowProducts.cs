using Tegula.Compute.Plans;

namespace Tegula.Compute;

/// <summary>All inner products of the rows of a matrix, in double: X X^T.</summary>
/// <remarks>
/// An element is one chain of fused multiply-adds over the columns in their order, so it depends neither on the tiles nor on the threads nor on the
/// width of the vectors. 4 x 8 elements stay in registers while a chunk of columns passes.
/// </remarks>
public static unsafe class RowProducts
{
    private const int Panel = 8;
    private const int PanelsPerTile = 8;
    private const int TileRows = Panel * PanelsPerTile;

    // Two tiles of rows times so many columns fill half of a second-level cache of 512 KiB.
    private const int Chunk = 256;

    /// <summary>The matrix of inner products.</summary>
    /// <param name="rows">Row after row, <paramref name="count"/> x <paramref name="length"/>.</param>
    /// <param name="count">Rows, at least 1.</param>
    /// <param name="length">Columns, at least 1.</param>
    /// <param name="threads">Most threads to use, at least 1; changes the time, never the result.</param>
    /// <returns>A count x count matrix, symmetric to the last bit.</returns>
    /// <exception cref="ArgumentException">The rows do not have that many elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
    public static double[,] Of(ReadOnlySpan<double> rows, int count, int length, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        if (rows.Length != (long)count * length)
            throw new ArgumentException($"{count} rows of {length} are {(long)count * length} numbers, {rows.Length} were given");
        int panels = (count + Panel - 1) / Panel;
        double[] packed = Pack(rows, count, length, panels);
        var products = new double[count, count];
        int tiles = (panels + PanelsPerTile - 1) / PanelsPerTile;
        (int Row, int Column)[] work = [.. from row in Enumerable.Range(0, tiles) from column in Enumerable.Range(row, tiles - row) select (row, column)];
        Parallel.For(0, work.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, index =>
        {
            fixed (double* source = packed, target = products)
                Tile(source, length, panels, work[index].Row, work[index].Column, target, count);
        });
        return products;
    }

    // (panel, column, row of the panel); rows past the end are zero.
    private static double[] Pack(ReadOnlySpan<double> rows, int count, int length, int panels)
    {
        var packed = new double[(long)panels * length * Panel];
        for (int row = 0; row < count; row++)
        {
            ReadOnlySpan<double> values = rows.Slice(row * length, length);
            long place = ((long)(row / Panel) * length * Panel) + (row % Panel);
            foreach (double value in values)
            {
                packed[place] = value;
                place += Panel;
            }
        }

        return packed;
    }

    private static void Tile(double* packed, int length, int panels, int tileRow, int tileColumn, double* target, int count)
    {
        double* sums = stackalloc double[TileRows * TileRows];
        new Span<double>(sums, TileRows * TileRows).Clear();
        int firstRow = tileRow * PanelsPerTile;
        int firstColumn = tileColumn * PanelsPerTile;
        int rowPanels = Math.Min(PanelsPerTile, panels - firstRow);
        int columnPanels = Math.Min(PanelsPerTile, panels - firstColumn);
        for (int done = 0; done < length; done += Chunk)
        {
            int columns = Math.Min(Chunk, length - done);
            for (int i = 0; i < rowPanels; i++)
            {
                double* left = packed + (((((nint)firstRow + i) * length) + done) * Panel);
                for (int k = tileRow == tileColumn ? i : 0; k < columnPanels; k++)
                {
                    double* right = packed + (((((nint)firstColumn + k) * length) + done) * Panel);
                    double* sum = sums + (i * Panel * TileRows) + (k * Panel);
                    DoubleTile.Add(left, Panel, right, Panel, columns, sum, TileRows);
                    DoubleTile.Add(left + (Panel / 2), Panel, right, Panel, columns, sum + (Panel / 2 * TileRows), TileRows);
                }
            }
        }

        for (int i = 0; i < TileRows; i++)
        {
            nint row = ((nint)tileRow * TileRows) + i;
            for (int k = tileRow == tileColumn ? i : 0; k < TileRows; k++)
            {
                nint column = ((nint)tileColumn * TileRows) + k;
                if (row < count && column < count)
                    target[(row * count) + column] = target[(column * count) + row] = sums[(i * TileRows) + k];
            }
        }
    }
}
