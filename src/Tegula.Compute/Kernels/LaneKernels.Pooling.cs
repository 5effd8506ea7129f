namespace Tegula.Compute.Kernels;

internal abstract unsafe partial class LaneKernels
{
    /// <summary>target[p, n] (+)= sum over p's tap entries of weight * source[entry, n], for one channel.</summary>
    public abstract void WeightedTaps(WindowMeans means, float* source, float* target, int lanes, bool accumulate);

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
    public override void WeightedTaps(WindowMeans means, float* source, float* target, int lanes, bool accumulate)
    {
        TapTable taps = means.Taps;
        for (int p = 0; p < taps.Targets; p++)
        {
            ReadOnlySpan<int> sources = taps.Source.AsSpan(taps.Start[p]..taps.Start[p + 1]);
            ReadOnlySpan<float> weights = means.Weights.AsSpan(taps.Start[p], sources.Length);
            for (int n = 0; n < lanes; n += L.Count)
            {
                V sum = default;
                for (int i = 0; i < sources.Length; i++) sum = L.FusedMultiplyAdd(L.Broadcast(weights[i]), L.Load(source + sources[i] + n), sum);
                Put(target + ((nint)p * lanes) + n, sum, accumulate);
            }
        }
    }
}
