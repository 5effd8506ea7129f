using System.Runtime.CompilerServices;

namespace Tegula.Compute.Kernels;

// Register tiles of the weight gradient: each sums cotangent times source over a block and adds the sum to the target.
internal sealed unsafe partial class LaneKernels<V, L>
{
    // 4 output x 3 input channels, one vector.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Correlate4x3(in WeightGradientTask task, in TapBlock block, float* target)
    {
        nint plane = task.CotangentPlane;
        nint sourcePlane = task.SourcePlane;
        nint threePlanes = 3 * plane;
        V a00 = default;
        V a01 = default;
        V a02 = default;
        V a10 = default;
        V a11 = default;
        V a12 = default;
        V a20 = default;
        V a21 = default;
        V a22 = default;
        V a30 = default;
        V a31 = default;
        V a32 = default;
        for (int y = 0; y < block.Rows; y++)
        {
            float* cotangent = block.Cotangent + (y * block.CotangentRow);
            float* source = block.Source + (y * block.SourceRow);
            for (int x = block.Columns; x > 0; x--, cotangent += block.CotangentColumn, source += block.SourceColumn)
            {
                V s0 = L.Load(source);
                V s1 = L.Load(source + sourcePlane);
                V s2 = L.Load(source + (2 * sourcePlane));
                V g = L.Load(cotangent);
                a00 = L.FusedMultiplyAdd(g, s0, a00);
                a01 = L.FusedMultiplyAdd(g, s1, a01);
                a02 = L.FusedMultiplyAdd(g, s2, a02);
                g = L.Load(cotangent + plane);
                a10 = L.FusedMultiplyAdd(g, s0, a10);
                a11 = L.FusedMultiplyAdd(g, s1, a11);
                a12 = L.FusedMultiplyAdd(g, s2, a12);
                g = L.Load(cotangent + (2 * plane));
                a20 = L.FusedMultiplyAdd(g, s0, a20);
                a21 = L.FusedMultiplyAdd(g, s1, a21);
                a22 = L.FusedMultiplyAdd(g, s2, a22);
                g = L.Load(cotangent + threePlanes);
                a30 = L.FusedMultiplyAdd(g, s0, a30);
                a31 = L.FusedMultiplyAdd(g, s1, a31);
                a32 = L.FusedMultiplyAdd(g, s2, a32);
            }
        }

        nint inputStep = (nint)task.Taps * task.TargetLanes;
        nint outputStep = (nint)task.InputChannels * task.Taps * task.TargetLanes;
        AddTo(target, a00);
        AddTo(target + inputStep, a01);
        AddTo(target + (2 * inputStep), a02);
        AddTo(target + outputStep, a10);
        AddTo(target + outputStep + inputStep, a11);
        AddTo(target + outputStep + (2 * inputStep), a12);
        AddTo(target + (2 * outputStep), a20);
        AddTo(target + (2 * outputStep) + inputStep, a21);
        AddTo(target + (2 * outputStep) + (2 * inputStep), a22);
        AddTo(target + (3 * outputStep), a30);
        AddTo(target + (3 * outputStep) + inputStep, a31);
        AddTo(target + (3 * outputStep) + (2 * inputStep), a32);
    }

    // 4 output x 2 input channels, one vector.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Correlate4x2(in WeightGradientTask task, in TapBlock block, float* target)
    {
        nint plane = task.CotangentPlane;
        nint sourcePlane = task.SourcePlane;
        nint threePlanes = 3 * plane;
        V a00 = default;
        V a01 = default;
        V a10 = default;
        V a11 = default;
        V a20 = default;
        V a21 = default;
        V a30 = default;
        V a31 = default;
        for (int y = 0; y < block.Rows; y++)
        {
            float* cotangent = block.Cotangent + (y * block.CotangentRow);
            float* source = block.Source + (y * block.SourceRow);
            for (int x = block.Columns; x > 0; x--, cotangent += block.CotangentColumn, source += block.SourceColumn)
            {
                V s0 = L.Load(source);
                V s1 = L.Load(source + sourcePlane);
                V g = L.Load(cotangent);
                a00 = L.FusedMultiplyAdd(g, s0, a00);
                a01 = L.FusedMultiplyAdd(g, s1, a01);
                g = L.Load(cotangent + plane);
                a10 = L.FusedMultiplyAdd(g, s0, a10);
                a11 = L.FusedMultiplyAdd(g, s1, a11);
                g = L.Load(cotangent + (2 * plane));
                a20 = L.FusedMultiplyAdd(g, s0, a20);
                a21 = L.FusedMultiplyAdd(g, s1, a21);
                g = L.Load(cotangent + threePlanes);
                a30 = L.FusedMultiplyAdd(g, s0, a30);
                a31 = L.FusedMultiplyAdd(g, s1, a31);
            }
        }

        nint inputStep = (nint)task.Taps * task.TargetLanes;
        nint outputStep = (nint)task.InputChannels * task.Taps * task.TargetLanes;
        AddTo(target, a00);
        AddTo(target + inputStep, a01);
        AddTo(target + outputStep, a10);
        AddTo(target + outputStep + inputStep, a11);
        AddTo(target + (2 * outputStep), a20);
        AddTo(target + (2 * outputStep) + inputStep, a21);
        AddTo(target + (3 * outputStep), a30);
        AddTo(target + (3 * outputStep) + inputStep, a31);
    }

    // 4 output x 1 input channels, one vector.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Correlate4x1(in WeightGradientTask task, in TapBlock block, float* target)
    {
        nint plane = task.CotangentPlane;
        nint threePlanes = 3 * plane;
        V a00 = default;
        V a10 = default;
        V a20 = default;
        V a30 = default;
        for (int y = 0; y < block.Rows; y++)
        {
            float* cotangent = block.Cotangent + (y * block.CotangentRow);
            float* source = block.Source + (y * block.SourceRow);
            for (int x = block.Columns; x > 0; x--, cotangent += block.CotangentColumn, source += block.SourceColumn)
            {
                V s0 = L.Load(source);
                V g = L.Load(cotangent);
                a00 = L.FusedMultiplyAdd(g, s0, a00);
                g = L.Load(cotangent + plane);
                a10 = L.FusedMultiplyAdd(g, s0, a10);
                g = L.Load(cotangent + (2 * plane));
                a20 = L.FusedMultiplyAdd(g, s0, a20);
                g = L.Load(cotangent + threePlanes);
                a30 = L.FusedMultiplyAdd(g, s0, a30);
            }
        }

        nint outputStep = (nint)task.InputChannels * task.Taps * task.TargetLanes;
        AddTo(target, a00);
        AddTo(target + outputStep, a10);
        AddTo(target + (2 * outputStep), a20);
        AddTo(target + (3 * outputStep), a30);
    }

    // 3 output x 3 input channels, one vector.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Correlate3x3(in WeightGradientTask task, in TapBlock block, float* target)
    {
        nint plane = task.CotangentPlane;
        nint sourcePlane = task.SourcePlane;
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
            for (int x = block.Columns; x > 0; x--, cotangent += block.CotangentColumn, source += block.SourceColumn)
            {
                V g0 = L.Load(cotangent);
                V g1 = L.Load(cotangent + plane);
                V g2 = L.Load(cotangent + (2 * plane));
                V s = L.Load(source);
                a00 = L.FusedMultiplyAdd(g0, s, a00);
                a10 = L.FusedMultiplyAdd(g1, s, a10);
                a20 = L.FusedMultiplyAdd(g2, s, a20);
                s = L.Load(source + sourcePlane);
                a01 = L.FusedMultiplyAdd(g0, s, a01);
                a11 = L.FusedMultiplyAdd(g1, s, a11);
                a21 = L.FusedMultiplyAdd(g2, s, a21);
                s = L.Load(source + (2 * sourcePlane));
                a02 = L.FusedMultiplyAdd(g0, s, a02);
                a12 = L.FusedMultiplyAdd(g1, s, a12);
                a22 = L.FusedMultiplyAdd(g2, s, a22);
            }
        }

        nint inputStep = (nint)task.Taps * task.TargetLanes;
        nint outputStep = (nint)task.InputChannels * task.Taps * task.TargetLanes;
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

    // 3 output x 2 input channels, one vector.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Correlate3x2(in WeightGradientTask task, in TapBlock block, float* target)
    {
        nint plane = task.CotangentPlane;
        nint sourcePlane = task.SourcePlane;
        V a00 = default;
        V a01 = default;
        V a10 = default;
        V a11 = default;
        V a20 = default;
        V a21 = default;
        for (int y = 0; y < block.Rows; y++)
        {
            float* cotangent = block.Cotangent + (y * block.CotangentRow);
            float* source = block.Source + (y * block.SourceRow);
            for (int x = block.Columns; x > 0; x--, cotangent += block.CotangentColumn, source += block.SourceColumn)
            {
                V g0 = L.Load(cotangent);
                V g1 = L.Load(cotangent + plane);
                V g2 = L.Load(cotangent + (2 * plane));
                V s = L.Load(source);
                a00 = L.FusedMultiplyAdd(g0, s, a00);
                a10 = L.FusedMultiplyAdd(g1, s, a10);
                a20 = L.FusedMultiplyAdd(g2, s, a20);
                s = L.Load(source + sourcePlane);
                a01 = L.FusedMultiplyAdd(g0, s, a01);
                a11 = L.FusedMultiplyAdd(g1, s, a11);
                a21 = L.FusedMultiplyAdd(g2, s, a21);
            }
        }

        nint inputStep = (nint)task.Taps * task.TargetLanes;
        nint outputStep = (nint)task.InputChannels * task.Taps * task.TargetLanes;
        AddTo(target, a00);
        AddTo(target + inputStep, a01);
        AddTo(target + outputStep, a10);
        AddTo(target + outputStep + inputStep, a11);
        AddTo(target + (2 * outputStep), a20);
        AddTo(target + (2 * outputStep) + inputStep, a21);
    }

    // 3 output x 1 input channels, one vector.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Correlate3x1(in WeightGradientTask task, in TapBlock block, float* target)
    {
        nint plane = task.CotangentPlane;
        V a00 = default;
        V a10 = default;
        V a20 = default;
        for (int y = 0; y < block.Rows; y++)
        {
            float* cotangent = block.Cotangent + (y * block.CotangentRow);
            float* source = block.Source + (y * block.SourceRow);
            for (int x = block.Columns; x > 0; x--, cotangent += block.CotangentColumn, source += block.SourceColumn)
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

        nint outputStep = (nint)task.InputChannels * task.Taps * task.TargetLanes;
        AddTo(target, a00);
        AddTo(target + outputStep, a10);
        AddTo(target + (2 * outputStep), a20);
    }

    // 1 output x 3 input channels, one vector.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Correlate1x3(in WeightGradientTask task, in TapBlock block, float* target)
    {
        nint sourcePlane = task.SourcePlane;
        V a00 = default;
        V a01 = default;
        V a02 = default;
        for (int y = 0; y < block.Rows; y++)
        {
            float* cotangent = block.Cotangent + (y * block.CotangentRow);
            float* source = block.Source + (y * block.SourceRow);
            for (int x = block.Columns; x > 0; x--, cotangent += block.CotangentColumn, source += block.SourceColumn)
            {
                V g0 = L.Load(cotangent);
                V s = L.Load(source);
                a00 = L.FusedMultiplyAdd(g0, s, a00);
                s = L.Load(source + sourcePlane);
                a01 = L.FusedMultiplyAdd(g0, s, a01);
                s = L.Load(source + (2 * sourcePlane));
                a02 = L.FusedMultiplyAdd(g0, s, a02);
            }
        }

        nint inputStep = (nint)task.Taps * task.TargetLanes;
        AddTo(target, a00);
        AddTo(target + inputStep, a01);
        AddTo(target + (2 * inputStep), a02);
    }

    // 1 output x 2 input channels, one vector.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Correlate1x2(in WeightGradientTask task, in TapBlock block, float* target)
    {
        nint sourcePlane = task.SourcePlane;
        V a00 = default;
        V a01 = default;
        for (int y = 0; y < block.Rows; y++)
        {
            float* cotangent = block.Cotangent + (y * block.CotangentRow);
            float* source = block.Source + (y * block.SourceRow);
            for (int x = block.Columns; x > 0; x--, cotangent += block.CotangentColumn, source += block.SourceColumn)
            {
                V g0 = L.Load(cotangent);
                V s = L.Load(source);
                a00 = L.FusedMultiplyAdd(g0, s, a00);
                s = L.Load(source + sourcePlane);
                a01 = L.FusedMultiplyAdd(g0, s, a01);
            }
        }

        nint inputStep = (nint)task.Taps * task.TargetLanes;
        AddTo(target, a00);
        AddTo(target + inputStep, a01);
    }

    // 1 output x 1 input channels, one vector.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Correlate1x1(in WeightGradientTask task, in TapBlock block, float* target)
    {
        V a00 = default;
        for (int y = 0; y < block.Rows; y++)
        {
            float* cotangent = block.Cotangent + (y * block.CotangentRow);
            float* source = block.Source + (y * block.SourceRow);
            for (int x = block.Columns; x > 0; x--, cotangent += block.CotangentColumn, source += block.SourceColumn)
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
