namespace Tegula.Compute.Kernels;

internal abstract unsafe partial class LaneKernels
{
    /// <summary>
    /// target[o, p, n] = start[o] + sum over (source channel, tap) of weight * source[channel, position of the tap, n], in that order,
    /// one fused multiply-add each.
    /// </summary>
    public abstract void Convolve(in ConvolutionTask task);
}

internal sealed unsafe partial class LaneKernels<V, L>
{
    public override void Convolve(in ConvolutionTask task)
    {
        float* weights = task.Weights;
        for (int group = 0; group < task.Groups; group++)
        {
            for (int first = 0; first < task.TargetChannels;)
            {
                int block = WeightPacking.BlockSize(task.TargetChannels - first);
                int target = (group * task.TargetChannels) + first;
                ConvolutionTask part = task;
                part.Source = task.Source + (group * task.SourceChannels * task.SourcePlane);
                part.Target = task.Target + (target * task.TargetPlane);
                part.Weights = weights;
                part.Start = task.Start + target;
                ConvolveBlock(part, block);
                weights += (nint)task.SourceChannels * task.Taps * block;
                first += block;
            }
        }
    }

    private static void ConvolveBlock(in ConvolutionTask task, int block)
    {
        int width = L.Count * block switch { 6 or 4 => 2, 3 or 2 => 4, _ => 8 };
        int whole = task.Lanes / width * width;
        for (int p = 0; p < task.Targets; p++)
        {
            int begin = task.TapStart[p];
            int count = task.TapStart[p + 1] - begin;
            int* sources = task.TapSource + begin;
            int* taps = task.Tap + begin;
            float* target = task.Target + ((nint)p * task.Lanes);
            for (int n = 0; n < whole; n += width)
            {
                switch (block)
                {
                    case 6: Tile6x2(task, target + n, task.Source + n, sources, taps, count); break;
                    case 4: Tile4x2(task, target + n, task.Source + n, sources, taps, count); break;
                    case 3: Tile3x4(task, target + n, task.Source + n, sources, taps, count); break;
                    case 2: Tile2x4(task, target + n, task.Source + n, sources, taps, count); break;
                    default: Tile1x8(task, target + n, task.Source + n, sources, taps, count); break;
                }
            }
        }

        for (int n = whole; n < task.Lanes; n += L.Count) ConvolveColumns(task, n, block);
    }

    // What is left of the lanes when they are no multiple of a tile: one vector at a time.
    private static void ConvolveColumns(in ConvolutionTask task, int n, int block)
    {
        for (int channel = 0; channel < block; channel++)
        {
            for (int p = 0; p < task.Targets; p++)
            {
                float* target = task.Target + (channel * task.TargetPlane) + ((nint)p * task.Lanes) + n;
                V sum = L.Broadcast(task.Start[channel]);
                for (int c = 0; c < task.SourceChannels; c++)
                {
                    float* x = task.Source + (c * task.SourcePlane) + n;
                    float* w = task.Weights + ((nint)c * task.Taps * block) + channel;
                    for (int i = task.TapStart[p]; i < task.TapStart[p + 1]; i++)
                        sum = L.FusedMultiplyAdd(L.Broadcast(w[task.Tap[i] * block]), L.Load(x + task.TapSource[i]), sum);
                }

                L.Store(target, task.Accumulate ? L.Add(L.Load(target), sum) : sum);
            }
        }
    }
}
