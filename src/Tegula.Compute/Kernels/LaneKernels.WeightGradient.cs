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
    // Floats of a first-level cache of 32 KiB that a row block's planes may take, so that they stay there for all taps.
    private const int FirstLevelFloats = 7168;

    // Floats of a quarter of a second-level cache of 512 KiB that the targets of some output channels may take, beside the rows of all input channels.
    private const int SecondLevelFloats = 32768;

    // Channels on each side of a tile.
    private const int TileSide = 3;

    public override void WeightGradient(in WeightGradientTask task)
    {
        for (int group = 0; group < task.Groups; group++)
        {
            WeightGradientTask part = task;
            part.Source += group * task.InputChannels * task.SourcePlane;
            part.Cotangent += group * task.OutputChannels * task.CotangentPlane;
            part.Target += (nint)group * task.OutputChannels * task.InputChannels * task.Taps * task.TargetLanes;
            int outputs = Math.Max(TileSide, SecondLevelFloats / (task.InputChannels * task.Taps * LaneMultiple) / TileSide * TileSide);
            for (int n = 0; n < task.Lanes; n += LaneMultiple)
            {
                for (int o = 0; o < task.OutputChannels; o += outputs) AllRows(part, n, o, Math.Min(task.OutputChannels, o + outputs));
            }
        }
    }

    private static void AllRows(in WeightGradientTask task, int lane, int firstOutput, int endOutput)
    {
        WindowGeometry walk = task.Geometry;
        Extent output = walk.Output;
        int rows = Math.Max(1, ((FirstLevelFloats / (TileSide * output.X * LaneMultiple)) - walk.Kernel.Y + 1) / 2);
        for (int row = 0; row < output.Y; row += rows)
        {
            int end = Math.Min(output.Y, row + rows);
            int ahead = (end * walk.Stride.Y) - walk.Padding.Y + ((walk.Kernel.Y - 1) * walk.Dilation.Y);
            for (int o = firstOutput; o < endOutput;)
            {
                int outputs = endOutput - o >= TileSide ? TileSide : 1;
                for (int i = 0; i < task.InputChannels;)
                {
                    int inputs = task.InputChannels - i >= TileSide ? TileSide : 1;
                    if (o == firstOutput) PrefetchRows(task, lane, i, inputs, ahead, Math.Min(walk.Input.Y, ahead + (rows * walk.Stride.Y)));
                    for (int n = lane; n < lane + LaneMultiple; n += L.Count) AllTaps(task, n, row, end, o, outputs, i, inputs);
                    i += inputs;
                }

                o += outputs;
            }
        }
    }

    // The hardware does not foresee rows of many planes, of which one line in four is read.
    private static void PrefetchRows(in WeightGradientTask task, int lane, int firstInput, int inputs, int firstRow, int endRow)
    {
        int columns = task.Geometry.Input.X;
        for (int i = firstInput; i < firstInput + inputs; i++)
        {
            float* source = task.Source + (i * task.SourcePlane) + lane;
            for (nint p = (nint)Math.Max(0, firstRow) * columns; p < (nint)endRow * columns; p++) Prefetch(source + (p * task.Lanes));
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
