using Tegula.Compute.Graphs;

namespace Tegula.Compute.Kernels;

internal abstract unsafe partial class LaneKernels
{
    /// <summary>
    /// target[o, i, tap, n] += sum over output positions p of cotangent[o, p, n] * source[i, position of the tap at p, n], row by row. With fewer
    /// target lanes than batch lanes, lane n adds to target lane n modulo their number.
    /// </summary>
    public abstract void WeightGradient(in WeightGradientTask task);
}

internal sealed unsafe partial class LaneKernels<V, L>
{
    // Rows of output positions handled together, so that six planes of them stay in a first-level cache of 32 KiB for all taps.
    private const int CacheFloats = 4096;

    public override void WeightGradient(in WeightGradientTask task)
    {
        Extent output = task.Geometry.Output;
        int rows = Math.Max(1, CacheFloats / (6 * output.X * LaneMultiple));
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
        nint sourceStep = (nint)walk.Stride.X * task.Lanes;
        nint outputStep = (nint)task.InputChannels * task.Taps * task.TargetLanes;
        float* cotangents = task.Cotangent + (o * task.CotangentPlane) + n;
        float* sources = task.Source + (i * task.SourcePlane) + n;
        float* targets = task.Target + (o * outputStep) + ((nint)i * task.Taps * task.TargetLanes) + (n % task.TargetLanes);
        for (int ky = 0; ky < walk.Kernel.Y; ky++)
        {
            for (int kx = 0; kx < walk.Kernel.X; kx++)
            {
                float* target = targets + (((nint)ky * walk.Kernel.X) + kx) * task.TargetLanes;
                int shiftY = (ky * walk.Dilation.Y) - walk.Padding.Y;
                int shiftX = (kx * walk.Dilation.X) - walk.Padding.X;
                int begin = FirstInside(shiftX, walk.Stride.X);
                int end = Math.Min(output.X, EndInside(shiftX, walk.Stride.X, walk.Input.X));
                for (int y = firstRow; y < endRow && begin < end; y++)
                {
                    int sourceY = (y * walk.Stride.Y) + shiftY;
                    if ((uint)sourceY >= (uint)walk.Input.Y) continue;
                    float* cotangent = cotangents + ((((nint)y * output.X) + begin) * task.Lanes);
                    float* source = sources + ((((nint)sourceY * walk.Input.X) + (begin * walk.Stride.X) + shiftX) * task.Lanes);
                    switch ((outputs, inputs))
                    {
                        case (3, 3): Correlate3x3(task, cotangent, source, end - begin, sourceStep, target, outputStep); break;
                        case (3, 1): Correlate3x1(task, cotangent, source, end - begin, sourceStep, target, outputStep); break;
                        case (1, 3): Correlate1x3(task, cotangent, source, end - begin, sourceStep, target); break;
                        default: Correlate1x1(task, cotangent, source, end - begin, sourceStep, target); break;
                    }
                }
            }
        }
    }

    // The first output column whose source column, stride * column + shift, is not left of the input; and the first one right of it.
    private static int FirstInside(int shift, int stride) => shift >= 0 ? 0 : (-shift + stride - 1) / stride;

    private static int EndInside(int shift, int stride, int width) => width - shift <= 0 ? 0 : (width - shift + stride - 1) / stride;
}
