using System.Runtime.CompilerServices;

namespace Tegula.Compute.Kernels;

// Register tiles of the weight gradient: each sums cotangent times source over the rows of a block and adds the sum to the target.
internal sealed unsafe partial class LaneKernels<V, L>
{
    // 3 output channels x 3 input channels, one vector.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Correlate3x3(in WeightGradientTask task, in TapBlock block, float* target)
    {
        nint plane = task.CotangentPlane;
        nint outputStep = (nint)task.InputChannels * task.Taps * task.TargetLanes;
        nint inputStep = (nint)task.Taps * task.TargetLanes;
        V a00 = default;
        V a01 = default;
        V a02 = default;
        V a10 = default;
        V a11 = default;
        V a12 = default;
        V a20 = default;
        V a21 = default;
        V a22 = default;
        for (int y = 0; y < block.Rows; y++)
        {
            float* cotangent = block.Cotangent + (y * block.CotangentRow);
            float* source = block.Source + (y * block.SourceRow);
            for (int x = 0; x < block.Columns; x++, cotangent += task.Lanes, source += block.SourceColumn)
            {
                V g0 = L.Load(cotangent);
                V g1 = L.Load(cotangent + plane);
                V g2 = L.Load(cotangent + (2 * plane));
                V s = L.Load(source);
                a00 = L.FusedMultiplyAdd(g0, s, a00);
                a10 = L.FusedMultiplyAdd(g1, s, a10);
                a20 = L.FusedMultiplyAdd(g2, s, a20);
                s = L.Load(source + task.SourcePlane);
                a01 = L.FusedMultiplyAdd(g0, s, a01);
                a11 = L.FusedMultiplyAdd(g1, s, a11);
                a21 = L.FusedMultiplyAdd(g2, s, a21);
                s = L.Load(source + (2 * task.SourcePlane));
                a02 = L.FusedMultiplyAdd(g0, s, a02);
                a12 = L.FusedMultiplyAdd(g1, s, a12);
                a22 = L.FusedMultiplyAdd(g2, s, a22);
            }
        }

        AddTo(target, a00);
        AddTo(target + inputStep, a01);
        AddTo(target + (2 * inputStep), a02);
        AddTo(target + outputStep, a10);
        AddTo(target + outputStep + inputStep, a11);
        AddTo(target + outputStep + (2 * inputStep), a12);
        AddTo(target + (2 * outputStep), a20);
        AddTo(target + (2 * outputStep) + inputStep, a21);
        AddTo(target + (2 * outputStep) + (2 * inputStep), a22);
    }

    // 3 output channels x 1 input channels, one vector.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Correlate3x1(in WeightGradientTask task, in TapBlock block, float* target)
    {
        nint plane = task.CotangentPlane;
        nint outputStep = (nint)task.InputChannels * task.Taps * task.TargetLanes;
        V a00 = default;
        V a10 = default;
        V a20 = default;
        for (int y = 0; y < block.Rows; y++)
        {
            float* cotangent = block.Cotangent + (y * block.CotangentRow);
            float* source = block.Source + (y * block.SourceRow);
            for (int x = 0; x < block.Columns; x++, cotangent += task.Lanes, source += block.SourceColumn)
            {
                V g0 = L.Load(cotangent);
                V g1 = L.Load(cotangent + plane);
                V g2 = L.Load(cotangent + (2 * plane));
                V s = L.Load(source);
                a00 = L.FusedMultiplyAdd(g0, s, a00);
                a10 = L.FusedMultiplyAdd(g1, s, a10);
                a20 = L.FusedMultiplyAdd(g2, s, a20);
            }
        }

        AddTo(target, a00);
        AddTo(target + outputStep, a10);
        AddTo(target + (2 * outputStep), a20);
    }

    // 1 output channels x 3 input channels, one vector.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Correlate1x3(in WeightGradientTask task, in TapBlock block, float* target)
    {
        nint inputStep = (nint)task.Taps * task.TargetLanes;
        V a00 = default;
        V a01 = default;
        V a02 = default;
        for (int y = 0; y < block.Rows; y++)
        {
            float* cotangent = block.Cotangent + (y * block.CotangentRow);
            float* source = block.Source + (y * block.SourceRow);
            for (int x = 0; x < block.Columns; x++, cotangent += task.Lanes, source += block.SourceColumn)
            {
                V g0 = L.Load(cotangent);
                V s = L.Load(source);
                a00 = L.FusedMultiplyAdd(g0, s, a00);
                s = L.Load(source + task.SourcePlane);
                a01 = L.FusedMultiplyAdd(g0, s, a01);
                s = L.Load(source + (2 * task.SourcePlane));
                a02 = L.FusedMultiplyAdd(g0, s, a02);
            }
        }

        AddTo(target, a00);
        AddTo(target + inputStep, a01);
        AddTo(target + (2 * inputStep), a02);
    }

    // 1 output channels x 1 input channels, one vector.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Correlate1x1(in WeightGradientTask task, in TapBlock block, float* target)
    {
        V a00 = default;
        for (int y = 0; y < block.Rows; y++)
        {
            float* cotangent = block.Cotangent + (y * block.CotangentRow);
            float* source = block.Source + (y * block.SourceRow);
            for (int x = 0; x < block.Columns; x++, cotangent += task.Lanes, source += block.SourceColumn)
            {
                V g0 = L.Load(cotangent);
                V s = L.Load(source);
                a00 = L.FusedMultiplyAdd(g0, s, a00);
            }
        }

        AddTo(target, a00);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo(float* target, V value) => L.Store(target, L.Add(L.Load(target), value));
}
