namespace Tegula.Compute.Kernels;

internal abstract unsafe partial class LaneKernels
{
    /// <summary>target = max(source, 0).</summary>
    public abstract void Relu(float* source, float* target, nint length);

    /// <summary>target (+)= cotangent where source is above zero, else 0.</summary>
    public abstract void ReluBackward(float* source, float* cotangent, float* target, nint length, bool accumulate);

    /// <summary>target = min(max(source, 0), 6).</summary>
    public abstract void Relu6(float* source, float* target, nint length);

    /// <summary>target = source where gate lies between 0 and 6, 6 where it is at least 6, else 0.</summary>
    public abstract void GatedRelu6(float* gate, float* source, float* target, nint length);

    /// <summary>target (+)= cotangent where the output lies between 0 and 6, else 0.</summary>
    public abstract void Relu6Backward(float* output, float* cotangent, float* target, nint length, bool accumulate);

    /// <summary>target = source above 0, exp(source) - 1 elsewhere; within 2 units in the last place.</summary>
    public abstract void Elu(float* source, float* target, nint length);

    /// <summary>target (+)= cotangent * derivative, which is 1 where the output is above 0 and 1 + output = exp(input) elsewhere.</summary>
    public abstract void EluBackward(float* output, float* cotangent, float* target, nint length, bool accumulate);
}

internal sealed unsafe partial class LaneKernels<V, L>
{
    private const float Six = 6f;

    // ln 2 in two parts; the first has few enough digits that its product with an exponent is exact.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;
    private const float Log2E = 1.44269504f;

    // Adding and subtracting it rounds to a whole number.
    private const float Rounder = 12582912f;

    // From here down exp(x) - 1 is -1 in single precision.
    private const float EluFloor = 32f;

    // (exp(r) - 1 - r) / r^2 in powers of r, from the highest: the Taylor series.
    private static readonly float[] ExpSeries = [1f / 5040, 1f / 720, 1f / 120, 1f / 24, 1f / 6, 1f / 2];

    public override void Relu(float* source, float* target, nint length)
    {
        for (nint i = 0; i < length; i += L.Count)
        {
            V x = L.Load(source + i);
            L.Store(target + i, L.WherePositive(x, x));
        }
    }

    public override void ReluBackward(float* source, float* cotangent, float* target, nint length, bool accumulate)
    {
        for (nint i = 0; i < length; i += L.Count) Put(target + i, L.WherePositive(L.Load(source + i), L.Load(cotangent + i)), accumulate);
    }

    public override void Relu6(float* source, float* target, nint length)
    {
        V six = L.Broadcast(Six);
        for (nint i = 0; i < length; i += L.Count)
        {
            V x = L.Load(source + i);
            L.Store(target + i, L.AtMost(L.WherePositive(x, x), six));
        }
    }

    public override void GatedRelu6(float* gate, float* source, float* target, nint length)
    {
        V six = L.Broadcast(Six);
        for (nint i = 0; i < length; i += L.Count)
        {
            V g = L.Load(gate + i);
            V open = L.WherePositive(L.Subtract(six, g), L.Load(source + i));
            V full = L.Subtract(six, L.WherePositive(L.Subtract(six, g), six));
            L.Store(target + i, L.WherePositive(g, L.Add(open, full)));
        }
    }

    public override void Relu6Backward(float* output, float* cotangent, float* target, nint length, bool accumulate)
    {
        V six = L.Broadcast(Six);
        for (nint i = 0; i < length; i += L.Count)
        {
            V y = L.Load(output + i);
            Put(target + i, L.WherePositive(y, L.WherePositive(L.Subtract(six, y), L.Load(cotangent + i))), accumulate);
        }
    }

    public override void Elu(float* source, float* target, nint length)
    {
        V zero = default;
        V one = L.Broadcast(1f);
        V floor = L.Broadcast(EluFloor);
        V log2E = L.Broadcast(Log2E);
        V rounder = L.Broadcast(Rounder);
        V high = L.Broadcast(-Ln2High);
        V low = L.Broadcast(-Ln2Low);
        V s0 = L.Broadcast(ExpSeries[0]);
        V s1 = L.Broadcast(ExpSeries[1]);
        V s2 = L.Broadcast(ExpSeries[2]);
        V s3 = L.Broadcast(ExpSeries[3]);
        V s4 = L.Broadcast(ExpSeries[4]);
        V s5 = L.Broadcast(ExpSeries[5]);
        for (nint i = 0; i < length; i += L.Count)
        {
            V x = L.Load(source + i);
            V positive = L.WherePositive(x, x);

            // Not above 0: x = n ln 2 + r, so exp(x) - 1 = 2^n (exp(r) - 1) + (2^n - 1), which loses no digits near 0.
            V negative = L.Subtract(zero, L.AtMost(L.Subtract(positive, x), floor));
            V n = L.Subtract(L.FusedMultiplyAdd(negative, log2E, rounder), rounder);
            V r = L.FusedMultiplyAdd(n, low, L.FusedMultiplyAdd(n, high, negative));
            V s = L.FusedMultiplyAdd(s0, r, s1);
            s = L.FusedMultiplyAdd(s, r, s2);
            s = L.FusedMultiplyAdd(s, r, s3);
            s = L.FusedMultiplyAdd(s, r, s4);
            s = L.FusedMultiplyAdd(s, r, s5);
            s = L.FusedMultiplyAdd(L.Multiply(r, r), s, r);
            V power = L.PowerOfTwo(n);
            L.Store(target + i, L.Add(positive, L.FusedMultiplyAdd(power, s, L.Subtract(power, one))));
        }
    }

    public override void EluBackward(float* output, float* cotangent, float* target, nint length, bool accumulate)
    {
        V one = L.Broadcast(1f);
        for (nint i = 0; i < length; i += L.Count)
        {
            V y = L.Load(output + i);
            V derivative = L.Add(one, L.Subtract(y, L.WherePositive(y, y)));
            Put(target + i, L.Multiply(L.Load(cotangent + i), derivative), accumulate);
        }
    }
}
