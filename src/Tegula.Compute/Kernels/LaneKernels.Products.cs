namespace Tegula.Compute.Kernels;

internal abstract unsafe partial class LaneKernels
{
    // Terms that are summed before the target is read and written again: their lines of 16 columns take half of a first-level cache.
    private protected const int InnerBlock = 256;

    // Rows of the left that stay in half of a second-level cache while all columns pass by.
    private protected const int RowBlock = 240;

    /// <summary>
    /// Multiplies two matrices. Terms are summed in their order, one fused multiply-add each, in blocks of 256, of which the second and later ones are
    /// added to what the target holds.
    /// </summary>
    public abstract void Multiply(in ProductTask task);

    /// <summary>target[n, r] = source[r, n], with zeros in the columns from <paramref name="rows"/> on, up to <paramref name="targetRow"/> of them.</summary>
    public static void Transpose(float* source, nint sourceRow, int rows, int columns, float* target, int targetRow)
    {
        for (int first = 0; first < columns; first += LaneMultiple)
        {
            int count = Math.Min(LaneMultiple, columns - first);
            float* to = target + ((nint)first * targetRow);
            for (int n = 0; n < count; n++) new Span<float>(to + ((nint)n * targetRow) + rows, targetRow - rows).Clear();
            for (int r = 0; r < rows; r++)
            {
                float* from = source + (r * sourceRow) + first;
                float* place = to + r;
                for (int n = 0; n < count; n++, place += targetRow) *place = from[n];
            }
        }
    }

    /// <summary>Floats that a product with so many rows and terms packs at a time.</summary>
    public static nint PackedLength(int rows, int inner) => (nint)Math.Min(rows, RowBlock) * Math.Min(inner, InnerBlock);
}

internal sealed unsafe partial class LaneKernels<V, L>
{
    public override void Multiply(in ProductTask task)
    {
        for (int k = 0; k < task.Inner; k += InnerBlock)
        {
            for (int r = 0; r < task.Rows; r += RowBlock)
            {
                ProductTask part = task;
                part.Left += (r * task.LeftRow) + (k * task.LeftStep);
                part.Right += k * task.RightRow;
                part.Target += r * task.TargetRow;
                part.Start = k == 0 && task.Start is not null ? task.Start + r : null;
                part.Rows = Math.Min(RowBlock, task.Rows - r);
                part.Inner = Math.Min(InnerBlock, task.Inner - k);
                part.Accumulate |= k > 0;
                if (task.LeftStep != 1) PackLeft(part);
                MultiplyBlock(part);
            }
        }
    }

    // Rows side by side in the order in which the tiles read them.
    private static void PackLeft(in ProductTask task)
    {
        float* packed = task.Packed;
        for (int first = 0; first < task.Rows;)
        {
            int block = WeightPacking.BlockSize(task.Rows - first);
            float* left = task.Left + (first * task.LeftRow);
            for (int k = 0; k < task.Inner; k++, left += task.LeftStep)
            {
                for (int r = 0; r < block; r++) *packed++ = left[r * task.LeftRow];
            }

            first += block;
        }
    }

    // All rows of some columns after another; the tiles' tasks are made once and move along the columns.
    private static void MultiplyBlock(in ProductTask task)
    {
        const int Vectors = 2;
        nint whole = task.Columns / (Vectors * L.Count) * (Vectors * L.Count);
        ProductTask* tiles = stackalloc ProductTask[(task.Rows / 6) + 2];
        int count = 0;
        for (int first = 0; first < task.Rows; first += tiles[count++].Rows)
        {
            int block = WeightPacking.BlockSize(task.Rows - first);
            ProductTask tile = task;
            tile.Rows = block;
            tile.Target += first * task.TargetRow;
            tile.Start = task.Start is null ? null : task.Start + first;
            if (task.LeftStep == 1)
            {
                tile.Left += first * task.LeftRow;
            }
            else
            {
                tile.Left = task.Packed + ((nint)first * task.Inner);
                tile.LeftRow = 1;
                tile.LeftStep = block;
            }

            tiles[count] = tile;
        }

        for (nint j = 0; j < task.Columns;)
        {
            int step = j < whole ? Vectors * L.Count : L.Count;
            for (ProductTask* tile = tiles; tile < tiles + count; tile++)
            {
                if (j >= whole) ProductColumn(*tile, tile->Rows);
                else if (tile->Rows == 6) Product6x2(*tile);
                else if (tile->Rows == 4) Product4x2(*tile);
                else ProductRows(*tile, tile->Rows);
                tile->Right += step;
                tile->Target += step;
            }

            j += step;
        }
    }
}
