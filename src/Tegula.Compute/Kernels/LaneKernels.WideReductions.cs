namespace Tegula.Compute.Kernels;

// The sums of LaneKernels.Reductions for neighbouring vectors together, which reads memory in longer runs; each lane is summed as there.
internal sealed unsafe partial class LaneKernels<V, L>
{
    private static void FourLaneSums(float* source, int positions, int lanes, float* sums)
    {
        V even0 = default;
        V even1 = default;
        V even2 = default;
        V even3 = default;
        V odd0 = default;
        V odd1 = default;
        V odd2 = default;
        V odd3 = default;
        for (int p = 0; p < positions; p++, source += lanes)
        {
            even0 = L.Add(even0, L.Load(source));
            even1 = L.Add(even1, L.Load(source + L.Count));
            even2 = L.Add(even2, L.Load(source + (2 * L.Count)));
            even3 = L.Add(even3, L.Load(source + (3 * L.Count)));
            if (++p == positions) break;
            source += lanes;
            odd0 = L.Add(odd0, L.Load(source));
            odd1 = L.Add(odd1, L.Load(source + L.Count));
            odd2 = L.Add(odd2, L.Load(source + (2 * L.Count)));
            odd3 = L.Add(odd3, L.Load(source + (3 * L.Count)));
        }

        L.Store(sums, L.Add(even0, odd0));
        L.Store(sums + L.Count, L.Add(even1, odd1));
        L.Store(sums + (2 * L.Count), L.Add(even2, odd2));
        L.Store(sums + (3 * L.Count), L.Add(even3, odd3));
    }

    private static void FourLaneSquares(float* source, V center, int positions, int lanes, float* sums)
    {
        V even0 = default;
        V even1 = default;
        V even2 = default;
        V even3 = default;
        V odd0 = default;
        V odd1 = default;
        V odd2 = default;
        V odd3 = default;
        for (int p = 0; p < positions; p++, source += lanes)
        {
            V d = L.Subtract(L.Load(source), center);
            even0 = L.FusedMultiplyAdd(d, d, even0);
            d = L.Subtract(L.Load(source + L.Count), center);
            even1 = L.FusedMultiplyAdd(d, d, even1);
            d = L.Subtract(L.Load(source + (2 * L.Count)), center);
            even2 = L.FusedMultiplyAdd(d, d, even2);
            d = L.Subtract(L.Load(source + (3 * L.Count)), center);
            even3 = L.FusedMultiplyAdd(d, d, even3);
            if (++p == positions) break;
            source += lanes;
            d = L.Subtract(L.Load(source), center);
            odd0 = L.FusedMultiplyAdd(d, d, odd0);
            d = L.Subtract(L.Load(source + L.Count), center);
            odd1 = L.FusedMultiplyAdd(d, d, odd1);
            d = L.Subtract(L.Load(source + (2 * L.Count)), center);
            odd2 = L.FusedMultiplyAdd(d, d, odd2);
            d = L.Subtract(L.Load(source + (3 * L.Count)), center);
            odd3 = L.FusedMultiplyAdd(d, d, odd3);
        }

        L.Store(sums, L.Add(even0, odd0));
        L.Store(sums + L.Count, L.Add(even1, odd1));
        L.Store(sums + (2 * L.Count), L.Add(even2, odd2));
        L.Store(sums + (3 * L.Count), L.Add(even3, odd3));
    }

    private static void TwoLaneMoments(float* cotangent, float* source, V center, int positions, int lanes, float* sums, float* products)
    {
        V even0 = default;
        V even1 = default;
        V odd0 = default;
        V odd1 = default;
        V evenProducts0 = default;
        V evenProducts1 = default;
        V oddProducts0 = default;
        V oddProducts1 = default;
        for (int p = 0; p < positions; p++, source += lanes, cotangent += lanes)
        {
            V g0 = L.Load(cotangent);
            V g1 = L.Load(cotangent + L.Count);
            even0 = L.Add(even0, g0);
            even1 = L.Add(even1, g1);
            evenProducts0 = L.FusedMultiplyAdd(g0, L.Subtract(L.Load(source), center), evenProducts0);
            evenProducts1 = L.FusedMultiplyAdd(g1, L.Subtract(L.Load(source + L.Count), center), evenProducts1);
            if (++p == positions) break;
            source += lanes;
            cotangent += lanes;
            g0 = L.Load(cotangent);
            g1 = L.Load(cotangent + L.Count);
            odd0 = L.Add(odd0, g0);
            odd1 = L.Add(odd1, g1);
            oddProducts0 = L.FusedMultiplyAdd(g0, L.Subtract(L.Load(source), center), oddProducts0);
            oddProducts1 = L.FusedMultiplyAdd(g1, L.Subtract(L.Load(source + L.Count), center), oddProducts1);
        }

        L.Store(sums, L.Add(even0, odd0));
        L.Store(sums + L.Count, L.Add(even1, odd1));
        L.Store(products, L.Add(evenProducts0, oddProducts0));
        L.Store(products + L.Count, L.Add(evenProducts1, oddProducts1));
    }
}
