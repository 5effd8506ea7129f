using System.Runtime.CompilerServices;

namespace Tegula.Compute.Kernels;

// Register tiles of the convolution: (target channels) x (vectors) accumulators, at most 12, so that they, the source vectors and one weight fit
// the 16 registers of a 256-bit machine.
internal sealed unsafe partial class LaneKernels<V, L>
{
    // 6 target channels x 2 vectors.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile6x2(in ConvolutionTask task, float* target, float* source, int* sources, int* taps, int count)
    {
        nint plane = task.TargetPlane;
        V a00 = L.Broadcast(task.Start[0]);
        V a01 = a00;
        V a10 = L.Broadcast(task.Start[1]);
        V a11 = a10;
        V a20 = L.Broadcast(task.Start[2]);
        V a21 = a20;
        V a30 = L.Broadcast(task.Start[3]);
        V a31 = a30;
        V a40 = L.Broadcast(task.Start[4]);
        V a41 = a40;
        V a50 = L.Broadcast(task.Start[5]);
        V a51 = a50;
        float* weights = task.Weights;
        for (int c = 0; c < task.SourceChannels; c++, source += task.SourcePlane, weights += task.Taps * 6)
        {
            for (int i = 0; i < count; i++)
            {
                float* s = source + sources[i];
                float* k = weights + (taps[i] * 6);
                V x0 = L.Load(s);
                V x1 = L.Load(s + L.Count);
                V w = L.Broadcast(k[0]);
                a00 = L.FusedMultiplyAdd(w, x0, a00);
                a01 = L.FusedMultiplyAdd(w, x1, a01);
                w = L.Broadcast(k[1]);
                a10 = L.FusedMultiplyAdd(w, x0, a10);
                a11 = L.FusedMultiplyAdd(w, x1, a11);
                w = L.Broadcast(k[2]);
                a20 = L.FusedMultiplyAdd(w, x0, a20);
                a21 = L.FusedMultiplyAdd(w, x1, a21);
                w = L.Broadcast(k[3]);
                a30 = L.FusedMultiplyAdd(w, x0, a30);
                a31 = L.FusedMultiplyAdd(w, x1, a31);
                w = L.Broadcast(k[4]);
                a40 = L.FusedMultiplyAdd(w, x0, a40);
                a41 = L.FusedMultiplyAdd(w, x1, a41);
                w = L.Broadcast(k[5]);
                a50 = L.FusedMultiplyAdd(w, x0, a50);
                a51 = L.FusedMultiplyAdd(w, x1, a51);
            }
        }

        if (task.Accumulate)
        {
            a00 = L.Add(L.Load(target), a00);
            a01 = L.Add(L.Load(target + L.Count), a01);
            a10 = L.Add(L.Load(target + plane), a10);
            a11 = L.Add(L.Load(target + plane + L.Count), a11);
            a20 = L.Add(L.Load(target + (2 * plane)), a20);
            a21 = L.Add(L.Load(target + (2 * plane) + L.Count), a21);
            a30 = L.Add(L.Load(target + (3 * plane)), a30);
            a31 = L.Add(L.Load(target + (3 * plane) + L.Count), a31);
            a40 = L.Add(L.Load(target + (4 * plane)), a40);
            a41 = L.Add(L.Load(target + (4 * plane) + L.Count), a41);
            a50 = L.Add(L.Load(target + (5 * plane)), a50);
            a51 = L.Add(L.Load(target + (5 * plane) + L.Count), a51);
        }

        L.Store(target, a00);
        L.Store(target + L.Count, a01);
        L.Store(target + plane, a10);
        L.Store(target + plane + L.Count, a11);
        L.Store(target + (2 * plane), a20);
        L.Store(target + (2 * plane) + L.Count, a21);
        L.Store(target + (3 * plane), a30);
        L.Store(target + (3 * plane) + L.Count, a31);
        L.Store(target + (4 * plane), a40);
        L.Store(target + (4 * plane) + L.Count, a41);
        L.Store(target + (5 * plane), a50);
        L.Store(target + (5 * plane) + L.Count, a51);
    }

    // 4 target channels x 2 vectors.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4x2(in ConvolutionTask task, float* target, float* source, int* sources, int* taps, int count)
    {
        nint plane = task.TargetPlane;
        V a00 = L.Broadcast(task.Start[0]);
        V a01 = a00;
        V a10 = L.Broadcast(task.Start[1]);
        V a11 = a10;
        V a20 = L.Broadcast(task.Start[2]);
        V a21 = a20;
        V a30 = L.Broadcast(task.Start[3]);
        V a31 = a30;
        float* weights = task.Weights;
        for (int c = 0; c < task.SourceChannels; c++, source += task.SourcePlane, weights += task.Taps * 4)
        {
            for (int i = 0; i < count; i++)
            {
                float* s = source + sources[i];
                float* k = weights + (taps[i] * 4);
                V x0 = L.Load(s);
                V x1 = L.Load(s + L.Count);
                V w = L.Broadcast(k[0]);
                a00 = L.FusedMultiplyAdd(w, x0, a00);
                a01 = L.FusedMultiplyAdd(w, x1, a01);
                w = L.Broadcast(k[1]);
                a10 = L.FusedMultiplyAdd(w, x0, a10);
                a11 = L.FusedMultiplyAdd(w, x1, a11);
                w = L.Broadcast(k[2]);
                a20 = L.FusedMultiplyAdd(w, x0, a20);
                a21 = L.FusedMultiplyAdd(w, x1, a21);
                w = L.Broadcast(k[3]);
                a30 = L.FusedMultiplyAdd(w, x0, a30);
                a31 = L.FusedMultiplyAdd(w, x1, a31);
            }
        }

        if (task.Accumulate)
        {
            a00 = L.Add(L.Load(target), a00);
            a01 = L.Add(L.Load(target + L.Count), a01);
            a10 = L.Add(L.Load(target + plane), a10);
            a11 = L.Add(L.Load(target + plane + L.Count), a11);
            a20 = L.Add(L.Load(target + (2 * plane)), a20);
            a21 = L.Add(L.Load(target + (2 * plane) + L.Count), a21);
            a30 = L.Add(L.Load(target + (3 * plane)), a30);
            a31 = L.Add(L.Load(target + (3 * plane) + L.Count), a31);
        }

        L.Store(target, a00);
        L.Store(target + L.Count, a01);
        L.Store(target + plane, a10);
        L.Store(target + plane + L.Count, a11);
        L.Store(target + (2 * plane), a20);
        L.Store(target + (2 * plane) + L.Count, a21);
        L.Store(target + (3 * plane), a30);
        L.Store(target + (3 * plane) + L.Count, a31);
    }

    // 3 target channels x 4 vectors.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile3x4(in ConvolutionTask task, float* target, float* source, int* sources, int* taps, int count)
    {
        nint plane = task.TargetPlane;
        V a00 = L.Broadcast(task.Start[0]);
        V a01 = a00;
        V a02 = a00;
        V a03 = a00;
        V a10 = L.Broadcast(task.Start[1]);
        V a11 = a10;
        V a12 = a10;
        V a13 = a10;
        V a20 = L.Broadcast(task.Start[2]);
        V a21 = a20;
        V a22 = a20;
        V a23 = a20;
        float* weights = task.Weights;
        for (int c = 0; c < task.SourceChannels; c++, source += task.SourcePlane, weights += task.Taps * 3)
        {
            for (int i = 0; i < count; i++)
            {
                float* s = source + sources[i];
                float* k = weights + (taps[i] * 3);
                V x0 = L.Load(s);
                V x1 = L.Load(s + L.Count);
                V x2 = L.Load(s + (2 * L.Count));
                V x3 = L.Load(s + (3 * L.Count));
                V w = L.Broadcast(k[0]);
                a00 = L.FusedMultiplyAdd(w, x0, a00);
                a01 = L.FusedMultiplyAdd(w, x1, a01);
                a02 = L.FusedMultiplyAdd(w, x2, a02);
                a03 = L.FusedMultiplyAdd(w, x3, a03);
                w = L.Broadcast(k[1]);
                a10 = L.FusedMultiplyAdd(w, x0, a10);
                a11 = L.FusedMultiplyAdd(w, x1, a11);
                a12 = L.FusedMultiplyAdd(w, x2, a12);
                a13 = L.FusedMultiplyAdd(w, x3, a13);
                w = L.Broadcast(k[2]);
                a20 = L.FusedMultiplyAdd(w, x0, a20);
                a21 = L.FusedMultiplyAdd(w, x1, a21);
                a22 = L.FusedMultiplyAdd(w, x2, a22);
                a23 = L.FusedMultiplyAdd(w, x3, a23);
            }
        }

        if (task.Accumulate)
        {
            a00 = L.Add(L.Load(target), a00);
            a01 = L.Add(L.Load(target + L.Count), a01);
            a02 = L.Add(L.Load(target + (2 * L.Count)), a02);
            a03 = L.Add(L.Load(target + (3 * L.Count)), a03);
            a10 = L.Add(L.Load(target + plane), a10);
            a11 = L.Add(L.Load(target + plane + L.Count), a11);
            a12 = L.Add(L.Load(target + plane + (2 * L.Count)), a12);
            a13 = L.Add(L.Load(target + plane + (3 * L.Count)), a13);
            a20 = L.Add(L.Load(target + (2 * plane)), a20);
            a21 = L.Add(L.Load(target + (2 * plane) + L.Count), a21);
            a22 = L.Add(L.Load(target + (2 * plane) + (2 * L.Count)), a22);
            a23 = L.Add(L.Load(target + (2 * plane) + (3 * L.Count)), a23);
        }

        L.Store(target, a00);
        L.Store(target + L.Count, a01);
        L.Store(target + (2 * L.Count), a02);
        L.Store(target + (3 * L.Count), a03);
        L.Store(target + plane, a10);
        L.Store(target + plane + L.Count, a11);
        L.Store(target + plane + (2 * L.Count), a12);
        L.Store(target + plane + (3 * L.Count), a13);
        L.Store(target + (2 * plane), a20);
        L.Store(target + (2 * plane) + L.Count, a21);
        L.Store(target + (2 * plane) + (2 * L.Count), a22);
        L.Store(target + (2 * plane) + (3 * L.Count), a23);
    }

    // 2 target channels x 4 vectors.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile2x4(in ConvolutionTask task, float* target, float* source, int* sources, int* taps, int count)
    {
        nint plane = task.TargetPlane;
        V a00 = L.Broadcast(task.Start[0]);
        V a01 = a00;
        V a02 = a00;
        V a03 = a00;
        V a10 = L.Broadcast(task.Start[1]);
        V a11 = a10;
        V a12 = a10;
        V a13 = a10;
        float* weights = task.Weights;
        for (int c = 0; c < task.SourceChannels; c++, source += task.SourcePlane, weights += task.Taps * 2)
        {
            for (int i = 0; i < count; i++)
            {
                float* s = source + sources[i];
                float* k = weights + (taps[i] * 2);
                V x0 = L.Load(s);
                V x1 = L.Load(s + L.Count);
                V x2 = L.Load(s + (2 * L.Count));
                V x3 = L.Load(s + (3 * L.Count));
                V w = L.Broadcast(k[0]);
                a00 = L.FusedMultiplyAdd(w, x0, a00);
                a01 = L.FusedMultiplyAdd(w, x1, a01);
                a02 = L.FusedMultiplyAdd(w, x2, a02);
                a03 = L.FusedMultiplyAdd(w, x3, a03);
                w = L.Broadcast(k[1]);
                a10 = L.FusedMultiplyAdd(w, x0, a10);
                a11 = L.FusedMultiplyAdd(w, x1, a11);
                a12 = L.FusedMultiplyAdd(w, x2, a12);
                a13 = L.FusedMultiplyAdd(w, x3, a13);
            }
        }

        if (task.Accumulate)
        {
            a00 = L.Add(L.Load(target), a00);
            a01 = L.Add(L.Load(target + L.Count), a01);
            a02 = L.Add(L.Load(target + (2 * L.Count)), a02);
            a03 = L.Add(L.Load(target + (3 * L.Count)), a03);
            a10 = L.Add(L.Load(target + plane), a10);
            a11 = L.Add(L.Load(target + plane + L.Count), a11);
            a12 = L.Add(L.Load(target + plane + (2 * L.Count)), a12);
            a13 = L.Add(L.Load(target + plane + (3 * L.Count)), a13);
        }

        L.Store(target, a00);
        L.Store(target + L.Count, a01);
        L.Store(target + (2 * L.Count), a02);
        L.Store(target + (3 * L.Count), a03);
        L.Store(target + plane, a10);
        L.Store(target + plane + L.Count, a11);
        L.Store(target + plane + (2 * L.Count), a12);
        L.Store(target + plane + (3 * L.Count), a13);
    }

    // 1 target channels x 8 vectors.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x8(in ConvolutionTask task, float* target, float* source, int* sources, int* taps, int count)
    {
        nint plane = task.TargetPlane;
        V a00 = L.Broadcast(task.Start[0]);
        V a01 = a00;
        V a02 = a00;
        V a03 = a00;
        V a04 = a00;
        V a05 = a00;
        V a06 = a00;
        V a07 = a00;
        float* weights = task.Weights;
        for (int c = 0; c < task.SourceChannels; c++, source += task.SourcePlane, weights += task.Taps)
        {
            for (int i = 0; i < count; i++)
            {
                float* s = source + sources[i];
                float* k = weights + taps[i];
                V x0 = L.Load(s);
                V x1 = L.Load(s + L.Count);
                V x2 = L.Load(s + (2 * L.Count));
                V x3 = L.Load(s + (3 * L.Count));
                V x4 = L.Load(s + (4 * L.Count));
                V x5 = L.Load(s + (5 * L.Count));
                V x6 = L.Load(s + (6 * L.Count));
                V x7 = L.Load(s + (7 * L.Count));
                V w = L.Broadcast(k[0]);
                a00 = L.FusedMultiplyAdd(w, x0, a00);
                a01 = L.FusedMultiplyAdd(w, x1, a01);
                a02 = L.FusedMultiplyAdd(w, x2, a02);
                a03 = L.FusedMultiplyAdd(w, x3, a03);
                a04 = L.FusedMultiplyAdd(w, x4, a04);
                a05 = L.FusedMultiplyAdd(w, x5, a05);
                a06 = L.FusedMultiplyAdd(w, x6, a06);
                a07 = L.FusedMultiplyAdd(w, x7, a07);
            }
        }

        if (task.Accumulate)
        {
            a00 = L.Add(L.Load(target), a00);
            a01 = L.Add(L.Load(target + L.Count), a01);
            a02 = L.Add(L.Load(target + (2 * L.Count)), a02);
            a03 = L.Add(L.Load(target + (3 * L.Count)), a03);
            a04 = L.Add(L.Load(target + (4 * L.Count)), a04);
            a05 = L.Add(L.Load(target + (5 * L.Count)), a05);
            a06 = L.Add(L.Load(target + (6 * L.Count)), a06);
            a07 = L.Add(L.Load(target + (7 * L.Count)), a07);
        }

        L.Store(target, a00);
        L.Store(target + L.Count, a01);
        L.Store(target + (2 * L.Count), a02);
        L.Store(target + (3 * L.Count), a03);
        L.Store(target + (4 * L.Count), a04);
        L.Store(target + (5 * L.Count), a05);
        L.Store(target + (6 * L.Count), a06);
        L.Store(target + (7 * L.Count), a07);
    }
}
