using Tegula.Compute.Graphs;

namespace Tegula.Compute.Kernels;

/// <summary>Gradients of a convolution's weights over a whole batch.</summary>
internal unsafe struct WeightGradientTask
{
    /// <summary>Input of the convolution: (channel, position, lane).</summary>
    public float* Source;

    /// <summary>Floats between two channels of the source.</summary>
    public nint SourcePlane;

    /// <summary>Cotangent of the output: (channel, position, lane).</summary>
    public float* Cotangent;

    /// <summary>Floats between two channels of the cotangent.</summary>
    public nint CotangentPlane;

    /// <summary>(output channel, input channel of the group, tap, target lane); added to.</summary>
    public float* Target;

    /// <summary>The batch's lanes for gradients per sample; <see cref="LaneKernels.LaneMultiple"/> for their sum, whose lanes the caller adds up.</summary>
    public int TargetLanes;

    /// <summary>The window's walk.</summary>
    public WindowGeometry Geometry;

    /// <summary>Taps of the window.</summary>
    public int Taps;

    /// <summary>Channel groups.</summary>
    public int Groups;

    /// <summary>Input channels of one group.</summary>
    public int InputChannels;

    /// <summary>Output channels of one group.</summary>
    public int OutputChannels;

    /// <summary>Lanes of one position.</summary>
    public int Lanes;
}
