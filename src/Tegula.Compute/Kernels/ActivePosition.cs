using System.Runtime.InteropServices;

namespace Tegula.Compute.Kernels;

/// <summary>One input position of a convolution, for one sample and channel, whose value takes part in the backward pass.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ActivePosition
{
    /// <summary>Float offset of the output position that tap 0 would map to, in a channel of the padded cotangent.</summary>
    public int Cotangent;

    /// <summary>Float offset of the position in a channel of the input's cotangent.</summary>
    public int Input;

    /// <summary>The input's value.</summary>
    public float Value;
}
