using System.Runtime.CompilerServices;

namespace Tegula.Compute.Kernels;

// Register tiles of the matrix product: rows x vectors accumulators.
internal sealed unsafe partial class LaneKernels<V, L>
{
    // 6 rows x 2 vectors.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Product6x2(in ProductTask task)
    {
        V a00 = StartOf(task, 0);
        V a01 = a00;
        V a10 = StartOf(task, 1);
        V a11 = a10;
        V a20 = StartOf(task, 2);
        V a21 = a20;
        V a30 = StartOf(task, 3);
        V a31 = a30;
        V a40 = StartOf(task, 4);
        V a41 = a40;
        V a50 = StartOf(task, 5);
        V a51 = a50;
        float* right = task.Right;
        nint rightRow = task.RightRow;
        nint row = task.LeftRow;
        nint twice = 2 * row;
        nint step = task.LeftStep;
        float* near = task.Left;
        float* far = near + row + twice;
        for (int k = task.Inner; k > 0; k--, near += step, far += step, right += rightRow)
        {
            V x0 = L.Load(right);
            V x1 = L.Load(right + L.Count);
            V w = L.Broadcast(near[0]);
            a00 = L.FusedMultiplyAdd(w, x0, a00);
            a01 = L.FusedMultiplyAdd(w, x1, a01);
            w = L.Broadcast(near[row]);
            a10 = L.FusedMultiplyAdd(w, x0, a10);
            a11 = L.FusedMultiplyAdd(w, x1, a11);
            w = L.Broadcast(near[twice]);
            a20 = L.FusedMultiplyAdd(w, x0, a20);
            a21 = L.FusedMultiplyAdd(w, x1, a21);
            w = L.Broadcast(far[0]);
            a30 = L.FusedMultiplyAdd(w, x0, a30);
            a31 = L.FusedMultiplyAdd(w, x1, a31);
            w = L.Broadcast(far[row]);
            a40 = L.FusedMultiplyAdd(w, x0, a40);
            a41 = L.FusedMultiplyAdd(w, x1, a41);
            w = L.Broadcast(far[twice]);
            a50 = L.FusedMultiplyAdd(w, x0, a50);
            a51 = L.FusedMultiplyAdd(w, x1, a51);
        }

        Put(task.Target, a00, task.Accumulate);
        Put(task.Target + L.Count, a01, task.Accumulate);
        Put(task.Target + task.TargetRow, a10, task.Accumulate);
        Put(task.Target + task.TargetRow + L.Count, a11, task.Accumulate);
        Put(task.Target + (2 * task.TargetRow), a20, task.Accumulate);
        Put(task.Target + (2 * task.TargetRow) + L.Count, a21, task.Accumulate);
        Put(task.Target + (3 * task.TargetRow), a30, task.Accumulate);
        Put(task.Target + (3 * task.TargetRow) + L.Count, a31, task.Accumulate);
        Put(task.Target + (4 * task.TargetRow), a40, task.Accumulate);
        Put(task.Target + (4 * task.TargetRow) + L.Count, a41, task.Accumulate);
        Put(task.Target + (5 * task.TargetRow), a50, task.Accumulate);
        Put(task.Target + (5 * task.TargetRow) + L.Count, a51, task.Accumulate);
    }

    // 4 rows x 2 vectors.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Product4x2(in ProductTask task)
    {
        V a00 = StartOf(task, 0);
        V a01 = a00;
        V a10 = StartOf(task, 1);
        V a11 = a10;
        V a20 = StartOf(task, 2);
        V a21 = a20;
        V a30 = StartOf(task, 3);
        V a31 = a30;
        float* right = task.Right;
        nint rightRow = task.RightRow;
        nint row = task.LeftRow;
        nint twice = 2 * row;
        nint step = task.LeftStep;
        float* near = task.Left;
        float* far = near + row + twice;
        for (int k = task.Inner; k > 0; k--, near += step, far += step, right += rightRow)
        {
            V x0 = L.Load(right);
            V x1 = L.Load(right + L.Count);
            V w = L.Broadcast(near[0]);
            a00 = L.FusedMultiplyAdd(w, x0, a00);
            a01 = L.FusedMultiplyAdd(w, x1, a01);
            w = L.Broadcast(near[row]);
            a10 = L.FusedMultiplyAdd(w, x0, a10);
            a11 = L.FusedMultiplyAdd(w, x1, a11);
            w = L.Broadcast(near[twice]);
            a20 = L.FusedMultiplyAdd(w, x0, a20);
            a21 = L.FusedMultiplyAdd(w, x1, a21);
            w = L.Broadcast(far[0]);
            a30 = L.FusedMultiplyAdd(w, x0, a30);
            a31 = L.FusedMultiplyAdd(w, x1, a31);
        }

        Put(task.Target, a00, task.Accumulate);
        Put(task.Target + L.Count, a01, task.Accumulate);
        Put(task.Target + task.TargetRow, a10, task.Accumulate);
        Put(task.Target + task.TargetRow + L.Count, a11, task.Accumulate);
        Put(task.Target + (2 * task.TargetRow), a20, task.Accumulate);
        Put(task.Target + (2 * task.TargetRow) + L.Count, a21, task.Accumulate);
        Put(task.Target + (3 * task.TargetRow), a30, task.Accumulate);
        Put(task.Target + (3 * task.TargetRow) + L.Count, a31, task.Accumulate);
    }

    // Few rows, one after the other, x 2 vectors.
    private static void ProductRows(in ProductTask task, int rows)
    {
        for (int r = 0; r < rows; r++)
        {
            V a0 = StartOf(task, r);
            V a1 = a0;
            float* left = task.Left + (r * task.LeftRow);
            float* right = task.Right;
            for (int k = task.Inner; k > 0; k--, left += task.LeftStep, right += task.RightRow)
            {
                V w = L.Broadcast(*left);
                a0 = L.FusedMultiplyAdd(w, L.Load(right), a0);
                a1 = L.FusedMultiplyAdd(w, L.Load(right + L.Count), a1);
            }

            Put(task.Target + (r * task.TargetRow), a0, task.Accumulate);
            Put(task.Target + (r * task.TargetRow) + L.Count, a1, task.Accumulate);
        }
    }

    // What is left of the columns when they are no multiple of a tile: one vector.
    private static void ProductColumn(in ProductTask task, int rows)
    {
        for (int r = 0; r < rows; r++)
        {
            V sum = StartOf(task, r);
            float* left = task.Left + (r * task.LeftRow);
            float* right = task.Right;
            for (int k = task.Inner; k > 0; k--, left += task.LeftStep, right += task.RightRow)
                sum = L.FusedMultiplyAdd(L.Broadcast(*left), L.Load(right), sum);
            Put(task.Target + (r * task.TargetRow), sum, task.Accumulate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V StartOf(in ProductTask task, int row) => task.Start is null ? default : L.Broadcast(task.Start[row]);
}
