using Tegula.Compute.Graphs;

namespace Tegula.Compute.Kernels;

internal abstract unsafe partial class LaneKernels
{
    /// <summary>
    /// target[o, i, tap, n] += sum over output positions p of cotangent[o, p, n] * source[i, position of the tap at p, n], a block of rows
    /// at a time. With fewer
    /// target lanes than batch lanes, lane n adds to target lane n modulo their number.
    /// </summary>
    public abstract void WeightGradient(in WeightGradientTask task);
}

internal sealed unsafe partial class LaneKernels<V, L>
{
    // Floats of a first-level cache of 32 KiB: what six planes of a row block may take, so that they stay for all taps.
    private const int FirstLevelFloats = 8192;

    // Above this many target floats, half a second-level cache of 512 KiB, row blocks are four times as large: the target then makes fewer round trips.
    private const int SecondLevelFloats = 65536;

    public override void WeightGradient(in WeightGradientTask task)
    {
        Extent output = task.Geometry.Output;
        bool isLarge = (long)task.OutputChannels * task.InputChannels * task.Taps * LaneMultiple > SecondLevelFloats;
        int rows = Math.Max(1, FirstLevelFloats / (6 * output.X * LaneMultiple)) * (isLarge ? 4 : 1);
        for (int group = 0; group < task.Groups; group++)
        {
            WeightGradientTask part = task;
            part.Source += group * task.InputChannels * task.SourcePlane;
            part.Cotangent += group * task.OutputChannels * task.CotangentPlane;
            part.Target += (nint)group * task.OutputChannels * task.InputChannels * task.Taps * task.TargetLanes;
            for (int n = 0; n < task.Lanes; n += LaneMultiple)
            {
                for (int row = 0; row < output.Y; row += rows) RowBlock(part, n, row, Math.Min(output.Y, row + rows));
            }
        }
    }

    private static void RowBlock(in WeightGradientTask task, int lane, int firstRow, int endRow)
    {
        for (int o = 0; o < task.OutputChannels;)
        {
            int outputs = task.OutputChannels - o >= 3 ? 3 : 1;
            for (int i = 0; i < task.InputChannels;)
            {
                int inputs = task.InputChannels - i >= 3 ? 3 : 1;
                for (int n = lane; n < lane + LaneMultiple; n += L.Count) AllTaps(task, n, firstRow, endRow, o, outputs, i, inputs);
                i += inputs;
            }

            o += outputs;
        }
    }

    private static void AllTaps(in WeightGradientTask task, int n, int firstRow, int endRow, int o, int outputs, int i, int inputs)
    {
        WindowGeometry walk = task.Geometry;
        Extent output = walk.Output;
        var block = new TapBlock
        {
            SourceRow = (nint)walk.Stride.Y * walk.Input.X * task.Lanes,
            SourceColumn = (nint)walk.Stride.X * task.Lanes,
            CotangentRow = (nint)output.X * task.Lanes,
        };
        float* cotangents = task.Cotangent + (o * task.CotangentPlane) + n;
        float* sources = task.Source + (i * task.SourcePlane) + n;
        float* target = task.Target + ((((nint)o * task.InputChannels) + i) * task.Taps * task.TargetLanes) + (n % task.TargetLanes);
        for (int ky = 0; ky < walk.Kernel.Y; ky++)
        {
            int shiftY = (ky * walk.Dilation.Y) - walk.Padding.Y;
            int top = Math.Max(firstRow, FirstInside(shiftY, walk.Stride.Y));
            block.Rows = Math.Min(endRow, EndInside(shiftY, walk.Stride.Y, walk.Input.Y)) - top;
            for (int kx = 0; kx < walk.Kernel.X; kx++, target += task.TargetLanes)
            {
                int shiftX = (kx * walk.Dilation.X) - walk.Padding.X;
                int left = FirstInside(shiftX, walk.Stride.X);
                block.Columns = Math.Min(output.X, EndInside(shiftX, walk.Stride.X, walk.Input.X)) - left;
                if (block.Rows <= 0 || block.Columns <= 0) continue;
                block.Cotangent = cotangents + ((((nint)top * output.X) + left) * task.Lanes);
                block.Source = sources + (((((top * walk.Stride.Y) + shiftY) * (nint)walk.Input.X) + (left * walk.Stride.X) + shiftX) * task.Lanes);
                switch ((outputs, inputs))
                {
                    case (3, 3): Correlate3x3(task, block, target); break;
                    case (3, 1): Correlate3x1(task, block, target); break;
                    case (1, 3): Correlate1x3(task, block, target); break;
                    default: Correlate1x1(task, block, target); break;
                }
            }
        }
    }

    // The first output row or column whose source, stride times it plus shift, is not before the input; and the first one behind it.
    private static int FirstInside(int shift, int stride) => shift >= 0 ? 0 : (-shift + stride - 1) / stride;

    private static int EndInside(int shift, int stride, int size) => size - shift <= 0 ? 0 : (size - shift + stride - 1) / stride;
}
