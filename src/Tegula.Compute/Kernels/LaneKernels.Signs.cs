namespace Tegula.Compute.Kernels;

internal abstract unsafe partial class LaneKernels
{
    /// <summary>Bit n is set where source[n] is above zero.</summary>
    /// <param name="source">Lanes of one position.</param>
    /// <param name="lanes">A multiple of <see cref="LaneMultiple"/>, at most 64.</param>
    public abstract ulong PositiveBits(float* source, int lanes);
}

internal sealed unsafe partial class LaneKernels<V, L>
{
    public override ulong PositiveBits(float* source, int lanes)
    {
        ulong bits = 0;
        for (int n = 0; n < lanes; n += L.Count) bits |= (ulong)L.PositiveBits(L.Load(source + n)) << n;
        return bits;
    }
}
