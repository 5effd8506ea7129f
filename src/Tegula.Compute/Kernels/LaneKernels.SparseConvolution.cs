using System.Runtime.CompilerServices;

namespace Tegula.Compute.Kernels;

// The hot loop of the exact Jacobian. The cotangents lie in the lanes, so an input value is one scalar for all of them: where a ReLU made it zero
// neither the weight's gradient nor the input's needs it, and half the work is skipped. One load of the output's cotangent serves both products.
internal abstract unsafe partial class LaneKernels
{
    /// <summary>
    /// For a 3 x 3 window of stride 1: input[p] += sum over taps of weight * cotangent[p - tap]; jacobian[tap] += sum over p of value[p] * cotangent[p - tap].
    /// </summary>
    /// <param name="task">Where everything lies.</param>
    /// <param name="row">Floats between the output rows of neighbouring taps.</param>
    /// <param name="column">Floats between the output columns of neighbouring taps.</param>
    public abstract void SparseConvolution3x3(in SparseConvolutionTask task, nint row, nint column);

    /// <summary>
    /// The same for any terms (output channel, tap) of one input channel: the place of the term's weight, and the floats by which its cotangent lies
    /// before a position's.
    /// </summary>
    public abstract void SparseConvolution(in SparseConvolutionTask task, ReadOnlySpan<int> weights, ReadOnlySpan<int> offsets);
}

internal sealed unsafe partial class LaneKernels<V, L>
{
    public override void SparseConvolution3x3(in SparseConvolutionTask task, nint row, nint column)
    {
        for (int lane = 0; lane < task.Block; lane += L.Count)
        {
            if (task.Input is null) Weights3x3(task, lane, row, column);
            else Both3x3(task, lane, row, column);
        }
    }

    public override void SparseConvolution(in SparseConvolutionTask task, ReadOnlySpan<int> weights, ReadOnlySpan<int> offsets)
    {
        for (int lane = 0; lane < task.Block; lane += L.Count)
        {
            int t = 0;
            for (; t + 4 <= weights.Length; t += 4) Terms4(task, lane, weights[t..], offsets[t..], task.Replaces && t == 0);
            if (t + 2 <= weights.Length)
            {
                Terms2(task, lane, weights[t..], offsets[t..], task.Replaces && t == 0);
                t += 2;
            }

            if (t < weights.Length) Term1(task, lane, weights[t], offsets[t], task.Replaces && t == 0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Both3x3(in SparseConvolutionTask task, int lane, nint row, nint column)
    {
        // The last tap (8) reads the smallest address.
        float* cotangent = task.Cotangent + lane - (2 * row) - (2 * column);
        float* input = task.Input + lane;
        float* w = task.Weights;
        float* j = task.Jacobian + lane;
        nint b = task.Block;
        V j0 = L.Load(j);
        V j1 = L.Load(j + b);
        V j2 = L.Load(j + (2 * b));
        V j3 = L.Load(j + (3 * b));
        V j4 = L.Load(j + (4 * b));
        V j5 = L.Load(j + (5 * b));
        V j6 = L.Load(j + (6 * b));
        V j7 = L.Load(j + (7 * b));
        V j8 = L.Load(j + (8 * b));
        ActivePosition* end = task.Positions + task.Count;
        for (ActivePosition* at = task.Positions; at < end; at++)
        {
            float* g = cotangent + at->Cotangent;
            float* target = input + at->Input;
            V x = L.Broadcast(at->Value);
            V c = L.Load(g);
            V s0 = L.FusedMultiplyAdd(c, L.Load(w + (8 * L.Count)), L.Load(target));
            j8 = L.FusedMultiplyAdd(c, x, j8);
            c = L.Load(g + column);
            s0 = L.FusedMultiplyAdd(c, L.Load(w + (7 * L.Count)), s0);
            j7 = L.FusedMultiplyAdd(c, x, j7);
            c = L.Load(g + (2 * column));
            s0 = L.FusedMultiplyAdd(c, L.Load(w + (6 * L.Count)), s0);
            j6 = L.FusedMultiplyAdd(c, x, j6);
            g += row;
            c = L.Load(g);
            V s1 = L.Multiply(c, L.Load(w + (5 * L.Count)));
            j5 = L.FusedMultiplyAdd(c, x, j5);
            c = L.Load(g + column);
            s1 = L.FusedMultiplyAdd(c, L.Load(w + (4 * L.Count)), s1);
            j4 = L.FusedMultiplyAdd(c, x, j4);
            c = L.Load(g + (2 * column));
            s1 = L.FusedMultiplyAdd(c, L.Load(w + (3 * L.Count)), s1);
            j3 = L.FusedMultiplyAdd(c, x, j3);
            g += row;
            c = L.Load(g);
            V s2 = L.Multiply(c, L.Load(w + (2 * L.Count)));
            j2 = L.FusedMultiplyAdd(c, x, j2);
            c = L.Load(g + column);
            s2 = L.FusedMultiplyAdd(c, L.Load(w + L.Count), s2);
            j1 = L.FusedMultiplyAdd(c, x, j1);
            c = L.Load(g + (2 * column));
            s2 = L.FusedMultiplyAdd(c, L.Load(w), s2);
            j0 = L.FusedMultiplyAdd(c, x, j0);
            L.Store(target, L.Add(L.Add(s0, s1), s2));
        }

        L.Store(j, j0);
        L.Store(j + b, j1);
        L.Store(j + (2 * b), j2);
        L.Store(j + (3 * b), j3);
        L.Store(j + (4 * b), j4);
        L.Store(j + (5 * b), j5);
        L.Store(j + (6 * b), j6);
        L.Store(j + (7 * b), j7);
        L.Store(j + (8 * b), j8);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Weights3x3(in SparseConvolutionTask task, int lane, nint row, nint column)
    {
        float* cotangent = task.Cotangent + lane - (2 * row) - (2 * column);
        float* j = task.Jacobian + lane;
        nint b = task.Block;
        V j0 = L.Load(j);
        V j1 = L.Load(j + b);
        V j2 = L.Load(j + (2 * b));
        V j3 = L.Load(j + (3 * b));
        V j4 = L.Load(j + (4 * b));
        V j5 = L.Load(j + (5 * b));
        V j6 = L.Load(j + (6 * b));
        V j7 = L.Load(j + (7 * b));
        V j8 = L.Load(j + (8 * b));
        ActivePosition* end = task.Positions + task.Count;
        for (ActivePosition* at = task.Positions; at < end; at++)
        {
            float* g = cotangent + at->Cotangent;
            V x = L.Broadcast(at->Value);
            j8 = L.FusedMultiplyAdd(L.Load(g), x, j8);
            j7 = L.FusedMultiplyAdd(L.Load(g + column), x, j7);
            j6 = L.FusedMultiplyAdd(L.Load(g + (2 * column)), x, j6);
            g += row;
            j5 = L.FusedMultiplyAdd(L.Load(g), x, j5);
            j4 = L.FusedMultiplyAdd(L.Load(g + column), x, j4);
            j3 = L.FusedMultiplyAdd(L.Load(g + (2 * column)), x, j3);
            g += row;
            j2 = L.FusedMultiplyAdd(L.Load(g), x, j2);
            j1 = L.FusedMultiplyAdd(L.Load(g + column), x, j1);
            j0 = L.FusedMultiplyAdd(L.Load(g + (2 * column)), x, j0);
        }

        L.Store(j, j0);
        L.Store(j + b, j1);
        L.Store(j + (2 * b), j2);
        L.Store(j + (3 * b), j3);
        L.Store(j + (4 * b), j4);
        L.Store(j + (5 * b), j5);
        L.Store(j + (6 * b), j6);
        L.Store(j + (7 * b), j7);
        L.Store(j + (8 * b), j8);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Terms4(in SparseConvolutionTask task, int lane, ReadOnlySpan<int> weights, ReadOnlySpan<int> offsets, bool replaces)
    {
        float* g0 = task.Cotangent + lane - offsets[0];
        float* g1 = task.Cotangent + lane - offsets[1];
        float* g2 = task.Cotangent + lane - offsets[2];
        float* g3 = task.Cotangent + lane - offsets[3];
        V w0 = L.Load(task.Weights + (weights[0] * L.Count));
        V w1 = L.Load(task.Weights + (weights[1] * L.Count));
        V w2 = L.Load(task.Weights + (weights[2] * L.Count));
        V w3 = L.Load(task.Weights + (weights[3] * L.Count));
        float* j = task.Jacobian + lane;
        V j0 = L.Load(j + (weights[0] * task.Block));
        V j1 = L.Load(j + (weights[1] * task.Block));
        V j2 = L.Load(j + (weights[2] * task.Block));
        V j3 = L.Load(j + (weights[3] * task.Block));
        bool descends = task.Input is not null;
        ActivePosition* end = task.Positions + task.Count;
        for (ActivePosition* at = task.Positions; at < end; at++)
        {
            V x = L.Broadcast(at->Value);
            V c0 = L.Load(g0 + at->Cotangent);
            V c1 = L.Load(g1 + at->Cotangent);
            V c2 = L.Load(g2 + at->Cotangent);
            V c3 = L.Load(g3 + at->Cotangent);
            j0 = L.FusedMultiplyAdd(c0, x, j0);
            j1 = L.FusedMultiplyAdd(c1, x, j1);
            j2 = L.FusedMultiplyAdd(c2, x, j2);
            j3 = L.FusedMultiplyAdd(c3, x, j3);
            if (!descends) continue;
            float* target = task.Input + at->Input + lane;
            V sum = L.FusedMultiplyAdd(c0, w0, replaces ? default : L.Load(target));
            sum = L.FusedMultiplyAdd(c1, w1, sum);
            sum = L.FusedMultiplyAdd(c2, w2, sum);
            L.Store(target, L.FusedMultiplyAdd(c3, w3, sum));
        }

        L.Store(j + (weights[0] * task.Block), j0);
        L.Store(j + (weights[1] * task.Block), j1);
        L.Store(j + (weights[2] * task.Block), j2);
        L.Store(j + (weights[3] * task.Block), j3);
    }

    private static void Terms2(in SparseConvolutionTask task, int lane, ReadOnlySpan<int> weights, ReadOnlySpan<int> offsets, bool replaces)
    {
        float* g0 = task.Cotangent + lane - offsets[0];
        float* g1 = task.Cotangent + lane - offsets[1];
        V w0 = L.Load(task.Weights + (weights[0] * L.Count));
        V w1 = L.Load(task.Weights + (weights[1] * L.Count));
        float* j = task.Jacobian + lane;
        V j0 = L.Load(j + (weights[0] * task.Block));
        V j1 = L.Load(j + (weights[1] * task.Block));
        bool descends = task.Input is not null;
        ActivePosition* end = task.Positions + task.Count;
        for (ActivePosition* at = task.Positions; at < end; at++)
        {
            V x = L.Broadcast(at->Value);
            V c0 = L.Load(g0 + at->Cotangent);
            V c1 = L.Load(g1 + at->Cotangent);
            j0 = L.FusedMultiplyAdd(c0, x, j0);
            j1 = L.FusedMultiplyAdd(c1, x, j1);
            if (!descends) continue;
            float* target = task.Input + at->Input + lane;
            L.Store(target, L.FusedMultiplyAdd(c1, w1, L.FusedMultiplyAdd(c0, w0, replaces ? default : L.Load(target))));
        }

        L.Store(j + (weights[0] * task.Block), j0);
        L.Store(j + (weights[1] * task.Block), j1);
    }

    private static void Term1(in SparseConvolutionTask task, int lane, int weight, int offset, bool replaces)
    {
        float* g = task.Cotangent + lane - offset;
        V w = L.Load(task.Weights + (weight * L.Count));
        float* j = task.Jacobian + (weight * task.Block) + lane;
        V sum = L.Load(j);
        bool descends = task.Input is not null;
        ActivePosition* end = task.Positions + task.Count;
        for (ActivePosition* at = task.Positions; at < end; at++)
        {
            V c = L.Load(g + at->Cotangent);
            sum = L.FusedMultiplyAdd(c, L.Broadcast(at->Value), sum);
            if (!descends) continue;
            float* target = task.Input + at->Input + lane;
            L.Store(target, L.FusedMultiplyAdd(c, w, replaces ? default : L.Load(target)));
        }

        L.Store(j, sum);
    }
}
