using System.Runtime.CompilerServices;

namespace Tegula.Compute.Kernels;

// Operations on one channel of one sample for a block of cotangents: (position, cotangent). What belongs to the forward pass is one scalar per
// position, shared by all cotangents.
internal abstract unsafe partial class LaneKernels
{
    /// <summary>sums[i] += sum over positions of cotangent[p, i]; products[i] += sum of cotangent[p, i] * normalised[p].</summary>
    public abstract void NormStatistics(float* cotangent, float* normalised, int positions, int block, float* sums, float* products);

    /// <summary>target[p, i] = factor * (cotangent[p, i] - mean[i] - normalised[p] * slope[i]), in rows that may lie apart.</summary>
    /// <param name="cotangent">(row, column, cotangent), rows without gaps.</param>
    /// <param name="normalised">(row, column).</param>
    /// <param name="shape">Rows and columns.</param>
    /// <param name="block">Cotangents.</param>
    /// <param name="mean">Mean cotangent, over batch and positions.</param>
    /// <param name="slope">Mean of cotangent times normalised value.</param>
    /// <param name="factor">gamma / deviation.</param>
    /// <param name="target">First position of the result.</param>
    /// <param name="targetRow">Floats between two rows of the result.</param>
    /// <param name="accumulate">Whether to add to the result.</param>
    public abstract void NormApply(
        float* cotangent, float* normalised, Extent shape, int block, float* mean, float* slope, float factor, float* target, nint targetRow, bool accumulate);

    /// <summary>target[p, i] (+)= cotangent[p, i] where value[p] is above zero, else 0.</summary>
    public abstract void Mask(float* value, float* cotangent, float* target, int positions, int block, bool accumulate);

    /// <summary>target[winner[p], i] += cotangent[p, i], position after position: several may have one winner.</summary>
    public abstract void Scatter(float* winners, float* cotangent, float* target, int positions, int block);
}

internal sealed unsafe partial class LaneKernels<V, L>
{
    public override void NormStatistics(float* cotangent, float* normalised, int positions, int block, float* sums, float* products)
    {
        for (int lane = 0; lane < block; lane += L.Count)
        {
            V s0 = default;
            V s1 = default;
            V s2 = default;
            V s3 = default;
            V d0 = default;
            V d1 = default;
            V d2 = default;
            V d3 = default;
            float* g = cotangent + lane;
            int p = 0;
            for (; p + 4 <= positions; p += 4, g += 4 * block)
            {
                V c = L.Load(g);
                s0 = L.Add(s0, c);
                d0 = L.FusedMultiplyAdd(c, L.Broadcast(normalised[p]), d0);
                c = L.Load(g + block);
                s1 = L.Add(s1, c);
                d1 = L.FusedMultiplyAdd(c, L.Broadcast(normalised[p + 1]), d1);
                c = L.Load(g + (2 * block));
                s2 = L.Add(s2, c);
                d2 = L.FusedMultiplyAdd(c, L.Broadcast(normalised[p + 2]), d2);
                c = L.Load(g + (3 * block));
                s3 = L.Add(s3, c);
                d3 = L.FusedMultiplyAdd(c, L.Broadcast(normalised[p + 3]), d3);
            }

            for (; p < positions; p++, g += block)
            {
                V c = L.Load(g);
                s0 = L.Add(s0, c);
                d0 = L.FusedMultiplyAdd(c, L.Broadcast(normalised[p]), d0);
            }

            AddTo(sums + lane, L.Add(L.Add(s0, s1), L.Add(s2, s3)));
            AddTo(products + lane, L.Add(L.Add(d0, d1), L.Add(d2, d3)));
        }
    }

    public override void NormApply(
        float* cotangent, float* normalised, Extent shape, int block, float* mean, float* slope, float factor, float* target, nint targetRow, bool accumulate)
    {
        V f = L.Broadcast(factor);
        for (int lane = 0; lane < block; lane += L.Count)
        {
            V m = L.Load(mean + lane);
            V s = L.Subtract(default, L.Load(slope + lane));
            float* g = cotangent + lane;
            float* h = normalised;
            for (int y = 0; y < shape.Y; y++)
            {
                float* t = target + (y * targetRow) + lane;
                if (accumulate)
                {
                    for (int x = 0; x < shape.X; x++, g += block, h++, t += block) AddTo(t, NormTerm(g, h, f, m, s));
                }
                else
                {
                    for (int x = 0; x < shape.X; x++, g += block, h++, t += block) L.Store(t, NormTerm(g, h, f, m, s));
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V NormTerm(float* cotangent, float* normalised, V factor, V mean, V negativeSlope) =>
        L.Multiply(factor, L.FusedMultiplyAdd(L.Broadcast(*normalised), negativeSlope, L.Subtract(L.Load(cotangent), mean)));

    public override void Mask(float* value, float* cotangent, float* target, int positions, int block, bool accumulate)
    {
        for (int lane = 0; lane < block; lane += L.Count)
        {
            for (int p = 0; p < positions; p++)
            {
                nint at = ((nint)p * block) + lane;
                Put(target + at, L.WherePositive(L.Broadcast(value[p]), L.Load(cotangent + at)), accumulate);
            }
        }
    }

    public override void Scatter(float* winners, float* cotangent, float* target, int positions, int block)
    {
        for (int p = 0; p < positions; p++, cotangent += block)
        {
            float* to = target + ((nint)winners[p] * block);
            for (int lane = 0; lane < block; lane += L.Count) AddTo(to + lane, L.Load(cotangent + lane));
        }
    }
}
