namespace Tegula.Compute.Kernels;

/// <summary>One gathering convolution over a whole batch: forward, or back to the input with the weights exchanged.</summary>
internal unsafe struct ConvolutionTask
{
    /// <summary>Source tensor: (channel, position, lane), channels <see cref="SourcePlane"/> floats apart.</summary>
    public float* Source;

    /// <summary>Floats between two channels of the source.</summary>
    public nint SourcePlane;

    /// <summary>Target tensor: (channel, position, lane), channels <see cref="TargetPlane"/> floats apart.</summary>
    public float* Target;

    /// <summary>Floats between two channels of the target.</summary>
    public nint TargetPlane;

    /// <summary>
    /// Weights packed by <see cref="WeightPacking"/>: per group, per block of target channels, (source channel, tap, target channel of the block).
    /// </summary>
    public float* Weights;

    /// <summary>One starting value per target channel: the bias, or zeros.</summary>
    public float* Start;

    /// <summary>First tap entry per target position.</summary>
    public int* TapStart;

    /// <summary>Source offset per tap entry.</summary>
    public int* TapSource;

    /// <summary>Tap number per tap entry.</summary>
    public int* Tap;

    /// <summary>Target positions.</summary>
    public int Targets;

    /// <summary>Taps of the window.</summary>
    public int Taps;

    /// <summary>Channel groups.</summary>
    public int Groups;

    /// <summary>Source channels of one group.</summary>
    public int SourceChannels;

    /// <summary>Target channels of one group.</summary>
    public int TargetChannels;

    /// <summary>Lanes of one position: the batch rounded up to a multiple of 16.</summary>
    public int Lanes;

    /// <summary>Whether the target is added to instead of written.</summary>
    public bool Accumulate;
}
