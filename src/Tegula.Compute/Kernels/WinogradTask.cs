using Tegula.Compute.Graphs;

namespace Tegula.Compute.Kernels;

/// <summary>
/// A correlation of 3x3 windows with stride 1 by <see cref="Winograd"/>: output[t, p] = sum over s, tap of weight[s, t, tap] * source[s, p + tap - padding].
/// </summary>
internal unsafe struct WinogradTask
{
    /// <summary>Source: (channel, position, lane).</summary>
    public float* Source;

    /// <summary>Floats between two channels of the source.</summary>
    public nint SourcePlane;

    /// <summary>Channels of the source.</summary>
    public int SourceChannels;

    /// <summary>Rows and columns of the source.</summary>
    public Extent SourceSize;

    /// <summary>Rows and columns of zeros before the source's first.</summary>
    public Extent Padding;

    /// <summary>Output of the correlation, or its cotangent: (channel, position, lane).</summary>
    public float* Output;

    /// <summary>Floats between two channels of the output.</summary>
    public nint OutputPlane;

    /// <summary>Channels of the output.</summary>
    public int OutputChannels;

    /// <summary>Rows and columns of the output.</summary>
    public Extent OutputSize;

    /// <summary>Turned weights, (element, output channel, source channel); or the sums of their gradient, without the halves.</summary>
    public float* Weights;

    /// <summary>Room for <see cref="Winograd.ScratchLength"/> floats.</summary>
    public float* Scratch;

    /// <summary>Lanes of one position.</summary>
    public int Lanes;

    /// <summary>Whether the output is added to instead of written.</summary>
    public bool Accumulate;
}
