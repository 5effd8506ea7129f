namespace Tegula.Compute.Kernels;

internal abstract unsafe partial class LaneKernels
{
    /// <summary>target[p, n] (+)= sum over p's tap entries of weight * source[entry, n], for one channel.</summary>
    /// <param name="means">The pool, or its way back.</param>
    /// <param name="source">(position, lane).</param>
    /// <param name="target">(position, lane).</param>
    /// <param name="rows">Room for four rows of the source.</param>
    /// <param name="lanes">Lanes of a position.</param>
    /// <param name="accumulate">Whether to add to the target.</param>
    public abstract void AveragePool(WindowMeans means, float* source, float* target, float* rows, int lanes, bool accumulate);

    /// <summary>
    /// target[p, n] = max over p's tap entries of source[entry, n], for one channel; winners[p, n] is the entry's source offset without its lane.
    /// </summary>
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
        fixed (float* weights = means.Weights)
        {
            for (int p = 0; p < taps.Targets; p++, target += lanes)
            {
                int begin = start[p];
                int end = start[p + 1];
                for (int n = 0; n < lanes; n += L.Count)
                {
                    V sum = default;
                    for (int i = begin; i < end; i++) sum = L.FusedMultiplyAdd(L.Broadcast(weights[i]), L.Load(source + sources[i] + n), sum);
                    Put(target + n, sum, accumulate);
                }
            }
        }
    }

    // Rows first, then columns: few sums a position instead of nine products, and no table. The window's share is that of its rows times that of its
    // columns; forward it scales the finished sums, backward what is summed. A row of zeros stands in above the first row and below the last.
    private static void Average3x3(WindowMeans means, Extent shape, float* source, float* target, float* rows, int lanes, bool accumulate)
    {
        nint length = (nint)shape.X * lanes;
        float* zeros = rows + (3 * length);
        for (nint n = 0; n < length; n += L.Count) L.Store(zeros + n, default);
        SumColumns(means, shape, 0, source, rows, lanes);
        for (int y = 0; y < shape.Y; y++, target += length)
        {
            bool hasBelow = y + 1 < shape.Y;
            if (hasBelow) SumColumns(means, shape, y + 1, source + ((y + 1) * length), rows + ((y + 1) % 3 * length), lanes);
            float* here = rows + (y % 3 * length);
            float* above = y > 0 ? rows + ((y + 2) % 3 * length) : zeros;
            float* below = hasBelow ? rows + ((y + 1) % 3 * length) : zeros;
            V share = L.Broadcast(means.IsBackward ? 1f : Share(y, shape.Y));
            for (nint n = 0; n < length; n += L.Count)
                Put(target + n, L.Multiply(share, L.Add(L.Add(L.Load(above + n), L.Load(here + n)), L.Load(below + n))), accumulate);
        }
    }

    // Sums of three neighbours along one row, sliding: each vector is loaded once.
    private static void SumColumns(WindowMeans means, Extent shape, int y, float* source, float* sums, int lanes)
    {
        int last = shape.X - 1;
        float rowShare = means.IsBackward ? Share(y, shape.Y) : 1f;
        V border = L.Broadcast(means.IsBackward ? rowShare * Share(0, shape.X) : 1f);
        V inner = L.Broadcast(means.IsBackward ? rowShare * Share(1, shape.X) : 1f);
        V borderAfter = L.Broadcast(means.IsBackward ? 1f : Share(0, shape.X));
        V innerAfter = L.Broadcast(means.IsBackward ? 1f : Share(1, shape.X));
        for (int n = 0; n < lanes; n += L.Count)
        {
            float* s = source + n;
            float* t = sums + n;
            V left = default;
            V here = L.Multiply(border, L.Load(s));
            for (int x = 0; x < last; x++, t += lanes)
            {
                s += lanes;
                V right = L.Multiply(x + 1 == last ? border : inner, L.Load(s));
                L.Store(t, L.Multiply(x == 0 ? borderAfter : innerAfter, L.Add(L.Add(left, here), right)));
                left = here;
                here = right;
            }

            L.Store(t, L.Multiply(borderAfter, L.Add(left, here)));
        }
    }

    // 1 / (positions of a window of three that lie inside), along one side of the image.
    private static float Share(int position, int size) => 1f / (Math.Min(size - 1, position + 1) - Math.Max(0, position - 1) + 1);
}
