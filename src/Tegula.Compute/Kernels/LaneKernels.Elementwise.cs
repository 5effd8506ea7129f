namespace Tegula.Compute.Kernels;

internal abstract unsafe partial class LaneKernels
{
    /// <summary>target (+)= source.</summary>
    public abstract void Copy(float* source, float* target, nint length, bool accumulate);

    /// <summary>target = left + right.</summary>
    public abstract void Add(float* left, float* right, float* target, nint length);

    /// <summary>target (+)= factor * source.</summary>
    public abstract void Scale(float* source, float factor, float* target, nint length, bool accumulate);

    /// <summary>target[p, n] (+)= factors[n] * source[p, n].</summary>
    public abstract void ScaleLanes(float* source, float* factors, float* target, int positions, int lanes, bool accumulate);

    /// <summary>target = factor * source + shift.</summary>
    public abstract void Affine(float* source, float factor, float shift, float* target, nint length);

    /// <summary>target (+)= factor * (cotangent - mean - (source - center) * slope).</summary>
    public abstract void NormBackward(
        float* cotangent, float mean, float* source, float center, float slope, float factor, float* target, nint length, bool accumulate);
}

internal sealed unsafe partial class LaneKernels<V, L>
{
    public override void Copy(float* source, float* target, nint length, bool accumulate)
    {
        for (nint i = 0; i < length; i += L.Count) Put(target + i, L.Load(source + i), accumulate);
    }

    public override void Add(float* left, float* right, float* target, nint length)
    {
        for (nint i = 0; i < length; i += L.Count) L.Store(target + i, L.Add(L.Load(left + i), L.Load(right + i)));
    }

    public override void Scale(float* source, float factor, float* target, nint length, bool accumulate)
    {
        V f = L.Broadcast(factor);
        for (nint i = 0; i < length; i += L.Count) Put(target + i, L.Multiply(f, L.Load(source + i)), accumulate);
    }

    public override void ScaleLanes(float* source, float* factors, float* target, int positions, int lanes, bool accumulate)
    {
        for (int p = 0; p < positions; p++, source += lanes, target += lanes)
        {
            for (int n = 0; n < lanes; n += L.Count) Put(target + n, L.Multiply(L.Load(factors + n), L.Load(source + n)), accumulate);
        }
    }

    public override void Affine(float* source, float factor, float shift, float* target, nint length)
    {
        V f = L.Broadcast(factor);
        V s = L.Broadcast(shift);
        for (nint i = 0; i < length; i += L.Count) L.Store(target + i, L.FusedMultiplyAdd(f, L.Load(source + i), s));
    }

    public override void NormBackward(
        float* cotangent, float mean, float* source, float center, float slope, float factor, float* target, nint length, bool accumulate)
    {
        V m = L.Broadcast(mean);
        V c = L.Broadcast(center);
        V s = L.Broadcast(-slope);
        V f = L.Broadcast(factor);
        for (nint i = 0; i < length; i += L.Count)
        {
            V g = L.Subtract(L.Load(cotangent + i), m);
            g = L.FusedMultiplyAdd(L.Subtract(L.Load(source + i), c), s, g);
            Put(target + i, L.Multiply(f, g), accumulate);
        }
    }

    private static void Put(float* target, V value, bool accumulate) =>
        L.Store(target, accumulate ? L.Add(L.Load(target), value) : value);
}
