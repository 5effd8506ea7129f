namespace Tegula.Compute.Kernels;

internal abstract unsafe partial class LaneKernels
{
    /// <summary>sums[n] = sum over positions of source[p, n].</summary>
    public abstract void LaneSums(float* source, int positions, int lanes, float* sums);

    /// <summary>sums[n] = sum over positions of (source[p, n] - center)^2.</summary>
    public abstract void LaneSquares(float* source, float center, int positions, int lanes, float* sums);

    /// <summary>sums[n] = sum over positions of cotangent[p, n] * (source[p, n] - center).</summary>
    public abstract void LaneProducts(float* cotangent, float* source, float center, int positions, int lanes, float* sums);

    /// <summary><see cref="LaneSums"/> of the cotangent and <see cref="LaneProducts"/>, reading the cotangent once.</summary>
    public abstract void LaneMoments(float* cotangent, float* source, float center, int positions, int lanes, float* sums, float* products);

    /// <summary>Sum of the first <paramref name="count"/> lanes, one after the other in double.</summary>
    public static double Total(float* lanes, int count)
    {
        double total = 0;
        for (int n = 0; n < count; n++) total += lanes[n];
        return total;
    }
}

// Each lane is summed by itself along the positions, two at a time; the caller adds the lanes up in double, in order. No step depends on the width.
internal sealed unsafe partial class LaneKernels<V, L>
{
    public override void LaneSums(float* source, int positions, int lanes, float* sums)
    {
        int n = 0;
        for (; n + (4 * L.Count) <= lanes; n += 4 * L.Count) FourLaneSums(source + n, positions, lanes, sums + n);
        for (; n < lanes; n += L.Count)
        {
            V even = default;
            V odd = default;
            float* x = source + n;
            int p = 0;
            for (; p + 1 < positions; p += 2, x += 2 * lanes)
            {
                even = L.Add(even, L.Load(x));
                odd = L.Add(odd, L.Load(x + lanes));
            }

            if (p < positions) even = L.Add(even, L.Load(x));
            L.Store(sums + n, L.Add(even, odd));
        }
    }

    public override void LaneSquares(float* source, float center, int positions, int lanes, float* sums)
    {
        V c = L.Broadcast(center);
        int n = 0;
        for (; n + (4 * L.Count) <= lanes; n += 4 * L.Count) FourLaneSquares(source + n, c, positions, lanes, sums + n);
        for (; n < lanes; n += L.Count)
        {
            V even = default;
            V odd = default;
            float* x = source + n;
            int p = 0;
            for (; p + 1 < positions; p += 2, x += 2 * lanes)
            {
                V d = L.Subtract(L.Load(x), c);
                even = L.FusedMultiplyAdd(d, d, even);
                d = L.Subtract(L.Load(x + lanes), c);
                odd = L.FusedMultiplyAdd(d, d, odd);
            }

            if (p < positions)
            {
                V d = L.Subtract(L.Load(x), c);
                even = L.FusedMultiplyAdd(d, d, even);
            }

            L.Store(sums + n, L.Add(even, odd));
        }
    }

    public override void LaneProducts(float* cotangent, float* source, float center, int positions, int lanes, float* sums)
    {
        V c = L.Broadcast(center);
        for (int n = 0; n < lanes; n += L.Count)
        {
            V even = default;
            V odd = default;
            float* x = source + n;
            float* g = cotangent + n;
            int p = 0;
            for (; p + 1 < positions; p += 2, x += 2 * lanes, g += 2 * lanes)
            {
                even = L.FusedMultiplyAdd(L.Load(g), L.Subtract(L.Load(x), c), even);
                odd = L.FusedMultiplyAdd(L.Load(g + lanes), L.Subtract(L.Load(x + lanes), c), odd);
            }

            if (p < positions) even = L.FusedMultiplyAdd(L.Load(g), L.Subtract(L.Load(x), c), even);
            L.Store(sums + n, L.Add(even, odd));
        }
    }

    public override void LaneMoments(float* cotangent, float* source, float center, int positions, int lanes, float* sums, float* products)
    {
        V c = L.Broadcast(center);
        int n = 0;
        for (; n + (2 * L.Count) <= lanes; n += 2 * L.Count) TwoLaneMoments(cotangent + n, source + n, c, positions, lanes, sums + n, products + n);
        for (; n < lanes; n += L.Count)
        {
            V even = default;
            V odd = default;
            V evenProducts = default;
            V oddProducts = default;
            float* x = source + n;
            float* g = cotangent + n;
            int p = 0;
            for (; p + 1 < positions; p += 2, x += 2 * lanes, g += 2 * lanes)
            {
                V first = L.Load(g);
                V second = L.Load(g + lanes);
                even = L.Add(even, first);
                odd = L.Add(odd, second);
                evenProducts = L.FusedMultiplyAdd(first, L.Subtract(L.Load(x), c), evenProducts);
                oddProducts = L.FusedMultiplyAdd(second, L.Subtract(L.Load(x + lanes), c), oddProducts);
            }

            if (p < positions)
            {
                V last = L.Load(g);
                even = L.Add(even, last);
                evenProducts = L.FusedMultiplyAdd(last, L.Subtract(L.Load(x), c), evenProducts);
            }

            L.Store(sums + n, L.Add(even, odd));
            L.Store(products + n, L.Add(evenProducts, oddProducts));
        }
    }
}
