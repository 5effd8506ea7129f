using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Tegula.Compute.Simd;

namespace Tegula.Compute.Kernels;

/// <summary>
/// The engine's inner loops, one instance per vector width. Every loop treats its lanes alike and in one order, so all widths give the same bits.
/// </summary>
internal abstract unsafe partial class LaneKernels
{
    /// <summary>Lanes of one position are always a multiple of this, whatever the vector width.</summary>
    public const int LaneMultiple = 16;

    /// <summary>
    /// The widest kernels that this machine runs in hardware. <c>TEGULA_SIMD</c> set to 512, 256, 128 or 1 forces a width, for tests and measurements.
    /// </summary>
    public static LaneKernels Best { get; } = Choose(Environment.GetEnvironmentVariable("TEGULA_SIMD"));

    /// <summary>Floats in one vector.</summary>
    public abstract int VectorLength { get; }

    /// <summary>The kernels for one vector width in floats: 16, 8, 4 or 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Another width.</exception>
    public static LaneKernels OfWidth(int lanes) => lanes switch
    {
        16 => new LaneKernels<Vector512<float>, Lanes512>(),
        8 => new LaneKernels<Vector256<float>, Lanes256>(),
        4 => new LaneKernels<Vector128<float>, Lanes128>(),
        1 => new LaneKernels<float, LanesScalar>(),
        _ => throw new ArgumentOutOfRangeException(nameof(lanes), lanes, "a vector has 16, 8, 4 or 1 lanes"),
    };

    /// <summary>Lanes for a batch: rounded up to a multiple of <see cref="LaneMultiple"/>.</summary>
    public static int LanesFor(int batch) => (batch + LaneMultiple - 1) / LaneMultiple * LaneMultiple;

    private static LaneKernels Choose(string? forced)
    {
        if (forced is "512" or "256" or "128") return OfWidth(int.Parse(forced) / 32);
        if (forced is "1") return OfWidth(1);
        if (Vector512.IsHardwareAccelerated) return OfWidth(16);
        if (Vector256.IsHardwareAccelerated) return OfWidth(8);

        // Without vectors in hardware one fused multiply-add per lane is far cheaper than an emulated vector of four.
        return OfWidth(Vector128.IsHardwareAccelerated && Fma.IsSupported | System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported ? 4 : 1);
    }
}

/// <inheritdoc cref="LaneKernels" />
internal sealed unsafe partial class LaneKernels<V, L> : LaneKernels
    where V : struct
    where L : ILanes<V>
{
    public override int VectorLength => L.Count;

    /// <summary>Asks for a cache line ahead of time, where the processor can be asked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(float* address)
    {
        if (Sse.IsSupported) Sse.Prefetch0(address);
    }
}
