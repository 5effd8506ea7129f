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

    // Channels on each side of a tile, about.
    private const int TileSide = 3;

    // Output channels of the largest tile.
    private const int OutputSide = 4;

    public override void WeightGradient(in WeightGradientTask task)
    {
        for (int group = 0; group < task.Groups; group++)
        {
            WeightGradientTask part = task;
            part.Source += group * task.InputChannels * task.SourcePlane;
            part.Cotangent += group * task.OutputChannels * task.CotangentPlane;
            part.Target += (nint)group * task.OutputChannels * task.InputChannels * task.Taps * task.TargetLanes;
            int outputs = Math.Max(OutputSide, SecondLevelFloats / (task.InputChannels * task.Taps * LaneMultiple) / OutputSide * OutputSide);
            for (int n = 0; n < task.TargetLanes; n += LaneMultiple)
            {
                for (int o = 0; o < task.OutputChannels; o += outputs) AllBlocks(part, n, o, Math.Min(task.OutputChannels, o + outputs));
            }
        }
    }

    // Blocks of positions small enough that the planes of a tile stay in the first-level cache for all taps: some rows, or a part of one.
    private static void AllBlocks(in WeightGradientTask task, int lane, int firstOutput, int endOutput)
    {
        Extent output = task.Geometry.Output;
        int line = TileSide * LaneMultiple * (task.Lanes / task.TargetLanes);
        int rows = Math.Max(1, ((FirstLevelFloats / (line * output.X)) - task.Geometry.Kernel.Y + 1) / 2);
        int parts = rows > 1 ? 1 : (int)Math.Ceiling(output.X / (FirstLevelFloats / (2.0 * line)));
        int columns = (output.X + parts - 1) / parts;
        for (int row = 0; row < output.Y; row += rows)
        {
            for (int column = 0; column < output.X; column += columns)
            {
                var positions = new Block(row, Math.Min(output.Y, row + rows), column, Math.Min(output.X, column + columns));
                AllChannels(task, lane, firstOutput, endOutput, positions);
            }
        }
    }

    private static void AllChannels(in WeightGradientTask task, int lane, int firstOutput, int endOutput, Block positions)
    {
        WindowGeometry walk = task.Geometry;
        int ahead = (positions.EndRow * walk.Stride.Y) - walk.Padding.Y + ((walk.Kernel.Y - 1) * walk.Dilation.Y);
        int endAhead = Math.Min(walk.Input.Y, ahead + ((positions.EndRow - positions.FirstRow) * walk.Stride.Y));
        for (int o = firstOutput; o < endOutput;)
        {
            int outputs = OutputsOf(endOutput - o);
            for (int i = 0; i < task.InputChannels;)
            {
                int inputs = InputsOf(task.InputChannels - i);
                if (o == firstOutput && task.TargetLanes == task.Lanes) PrefetchRows(task, lane, i, inputs, ahead, endAhead);
                for (int n = lane; n < lane + LaneMultiple; n += L.Count) AllTaps(task, n, positions, o, outputs, i, inputs);
                i += inputs;
            }

            o += outputs;
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

    private static void AllTaps(in WeightGradientTask task, int n, Block positions, int o, int outputs, int i, int inputs)
    {
        WindowGeometry walk = task.Geometry;
        Extent output = walk.Output;
        float* cotangents = task.Cotangent + (o * task.CotangentPlane) + n;
        float* sources = task.Source + (i * task.SourcePlane) + n;
        float* target = task.Target + ((((nint)o * task.InputChannels) + i) * task.Taps * task.TargetLanes) + (n % task.TargetLanes);
        for (int ky = 0; ky < walk.Kernel.Y; ky++)
        {
            int shiftY = (ky * walk.Dilation.Y) - walk.Padding.Y;
            int top = Math.Max(positions.FirstRow, FirstInside(shiftY, walk.Stride.Y));
            int rows = Math.Min(positions.EndRow, EndInside(shiftY, walk.Stride.Y, walk.Input.Y)) - top;
            for (int kx = 0; kx < walk.Kernel.X; kx++, target += task.TargetLanes)
            {
                int shiftX = (kx * walk.Dilation.X) - walk.Padding.X;
                int left = Math.Max(positions.FirstColumn, FirstInside(shiftX, walk.Stride.X));
                int columns = Math.Min(positions.EndColumn, EndInside(shiftX, walk.Stride.X, walk.Input.X)) - left;
                if (rows <= 0 || columns <= 0) continue;
                var block = new TapBlock
                {
                    Cotangent = cotangents + ((((nint)top * output.X) + left) * task.Lanes),
                    CotangentRow = (nint)output.X * task.Lanes,
                    CotangentColumn = task.Lanes,
                    Source = sources + (((((top * walk.Stride.Y) + shiftY) * (nint)walk.Input.X) + (left * walk.Stride.X) + shiftX) * task.Lanes),
                    SourceRow = (nint)walk.Stride.Y * walk.Input.X * task.Lanes,
                    SourceColumn = (nint)walk.Stride.X * task.Lanes,
                    Rows = rows,
                    Columns = columns,
                };
                if (task.TargetLanes == task.Lanes) Correlate(task, block, outputs, inputs, target);
                else AllLanes(task, block, outputs, inputs, target);
            }
        }
    }

    // Every line of lanes counts as a column of its own; where columns are neighbours they join to one run.
    private static void AllLanes(in WeightGradientTask task, in TapBlock block, int outputs, int inputs, float* target)
    {
        int lines = task.Lanes / task.TargetLanes;
        TapBlock all = block;
        all.SourceColumn = task.TargetLanes;
        all.CotangentColumn = task.TargetLanes;
        if (block.SourceColumn == task.Lanes)
        {
            all.Columns = block.Columns * lines;
            Correlate(task, all, outputs, inputs, target);
            return;
        }

        all.Rows = block.Columns;
        all.SourceRow = block.SourceColumn;
        all.CotangentRow = block.CotangentColumn;
        all.Columns = lines;
        for (int y = 0; y < block.Rows; y++, all.Source += block.SourceRow, all.Cotangent += block.CotangentRow) Correlate(task, all, outputs, inputs, target);
    }

    private static void Correlate(in WeightGradientTask task, in TapBlock block, int outputs, int inputs, float* target)
    {
        switch ((outputs, inputs))
        {
            case (4, 3): Correlate4x3(task, block, target); break;
            case (4, 2): Correlate4x2(task, block, target); break;
            case (4, _): Correlate4x1(task, block, target); break;
            case (3, 3): Correlate3x3(task, block, target); break;
            case (3, 2): Correlate3x2(task, block, target); break;
            case (3, _): Correlate3x1(task, block, target); break;
            case (_, 3): Correlate1x3(task, block, target); break;
            case (_, 2): Correlate1x2(task, block, target); break;
            default: Correlate1x1(task, block, target); break;
        }
    }

    // Sides of the next tile when so many channels are left: none so small that its sums wait for each other, where that can be helped.
    private static int OutputsOf(int remaining) => remaining switch { 3 or 6 or 9 => 3, >= 4 => 4, _ => 1 };

    private static int InputsOf(int remaining) => remaining switch { 2 or 4 => 2, >= 3 => 3, _ => 1 };

    // The first output row or column whose source, stride times it plus shift, is not before the input; and the first one behind it.
    private static int FirstInside(int shift, int stride) => shift >= 0 ? 0 : (-shift + stride - 1) / stride;

    private static int EndInside(int shift, int stride, int size) => size - shift <= 0 ? 0 : (size - shift + stride - 1) / stride;

    private readonly record struct Block(int FirstRow, int EndRow, int FirstColumn, int EndColumn);
}
