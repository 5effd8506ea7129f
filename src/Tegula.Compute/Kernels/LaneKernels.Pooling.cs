namespace Tegula.Compute.Kernels;

internal abstract unsafe partial class LaneKernels
{
    /// <summary>target[p, n] (+)= sum over p's tap entries of weight * source[entry, n], for one channel.</summary>
    /// <param name="means">The pool, or its way back.</param>
    /// <param name="source">(position, lane).</param>
    /// <param name="target">(position, lane).</param>
    /// <param name="rows">Room for three rows of the source.</param>
    /// <param name="lanes">Lanes of a position.</param>
    /// <param name="accumulate">Whether to add to the target.</param>
    public abstract void AveragePool(WindowMeans means, float* source, float* target, float* rows, int lanes, bool accumulate);

    /// <summary>target[p, n] = max over p's tap entries of source[entry, n], for one channel; winners[p, n] is the entry's source offset without its lane.</summary>
    public static void MaxPool(TapTable taps, float* source, float* target, int* winners, int lanes)
    {
        for (int p = 0; p < taps.Targets; p++)
        {
            for (int n = 0; n < lanes; n++)
            {
                int winner = taps.Source[taps.Start[p]];
                for (int i = taps.Start[p] + 1; i < taps.Start[p + 1]; i++)
                {
                    if (source[taps.Source[i] + n] > source[winner + n]) winner = taps.Source[i];
                }

                target[(p * lanes) + n] = source[winner + n];
                winners[(p * lanes) + n] = winner;
            }
        }
    }
}

internal sealed unsafe partial class LaneKernels<V, L>
{
    public override void AveragePool(WindowMeans means, float* source, float* target, float* rows, int lanes, bool accumulate)
    {
        if (means.Plain3x3 is { } shape) Average3x3(means, shape, source, target, rows, lanes, accumulate);
        else WeightedTaps(means, source, target, lanes, accumulate);
    }

    private static void WeightedTaps(WindowMeans means, float* source, float* target, int lanes, bool accumulate)
    {
        TapTable taps = means.Taps;
        int* start = TapTable.Address(taps.Start);
        int* sources = TapTable.Address(taps.Source);
        for (int p = 0; p < taps.Targets; p++)
        {
            int begin = start[p];
            int end = start[p + 1];
            for (int n = 0; n < lanes; n += L.Count)
            {
                V sum = default;
                for (int i = begin; i < end; i++) sum = L.FusedMultiplyAdd(L.Broadcast(means.Weights[i]), L.Load(source + sources[i] + n), sum);
                Put(target + ((nint)p * lanes) + n, sum, accumulate);
            }
        }
    }

    // Rows first, then columns: six products and sums a position instead of nine, and no table. Forward divides the finished sums, backward the sources.
    private static void Average3x3(WindowMeans means, Extent shape, float* source, float* target, float* rows, int lanes, bool accumulate)
    {
        nint length = (nint)shape.X * lanes;
        SumColumns(means, shape, 0, source, rows, lanes);
        for (int y = 0; y < shape.Y; y++)
        {
            if (y + 1 < shape.Y) SumColumns(means, shape, y + 1, source + ((y + 1) * length), rows + ((y + 1) % 3 * length), lanes);
            float* here = rows + (y % 3 * length);
            float* above = y > 0 ? rows + ((y + 2) % 3 * length) : null;
            float* below = y + 1 < shape.Y ? rows + ((y + 1) % 3 * length) : null;
            for (int x = 0; x < shape.X; x++)
            {
                V share = L.Broadcast(means.IsBackward ? 1f : means.Shares[(y * shape.X) + x]);
                for (nint n = (nint)x * lanes; n < (nint)(x + 1) * lanes; n += L.Count)
                {
                    V sum = L.Load(here + n);
                    if (above is not null) sum = L.Add(sum, L.Load(above + n));
                    if (below is not null) sum = L.Add(sum, L.Load(below + n));
                    Put(target + (y * length) + n, L.Multiply(share, sum), accumulate);
                }
            }
        }
    }

    // Sums of up to three neighbours along one row.
    private static void SumColumns(WindowMeans means, Extent shape, int y, float* source, float* sums, int lanes)
    {
        int last = shape.X - 1;
        int window = y * shape.X;
        for (int x = 0; x <= last; x++, window++)
        {
            V here = L.Broadcast(means.IsBackward ? means.Shares[window] : 1f);
            V left = L.Broadcast(means.IsBackward && x > 0 ? means.Shares[window - 1] : 1f);
            V right = L.Broadcast(means.IsBackward && x < last ? means.Shares[window + 1] : 1f);
            float* s = source + ((nint)x * lanes);
            for (int n = 0; n < lanes; n += L.Count)
            {
                V sum = L.Multiply(here, L.Load(s + n));
                if (x > 0) sum = L.FusedMultiplyAdd(left, L.Load(s + n - lanes), sum);
                if (x < last) sum = L.FusedMultiplyAdd(right, L.Load(s + n + lanes), sum);
                L.Store(sums + ((nint)x * lanes) + n, sum);
            }
        }
    }
}
