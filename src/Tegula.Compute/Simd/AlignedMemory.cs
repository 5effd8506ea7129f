using System.Runtime.InteropServices;

namespace Tegula.Compute.Simd;

/// <summary>Zeroed native memory for floats, aligned to a cache line; it only grows, so that a search reuses it from one network to the next.</summary>
internal sealed unsafe class AlignedMemory : IDisposable
{
    private const nuint Alignment = 64;

    private void* _pointer;

    /// <summary>Floats available.</summary>
    public nint Length { get; private set; }

    /// <summary>First float; null while nothing was asked for.</summary>
    public float* Pointer => (float*)_pointer;

    ~AlignedMemory() => Release();

    /// <summary>Makes room for <paramref name="length"/> floats. What was stored is lost when the memory has to grow.</summary>
    public void EnsureLength(nint length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (length <= Length) return;
        Release();
        nuint bytes = checked((nuint)length * sizeof(float));
        _pointer = NativeMemory.AlignedAlloc(bytes, Alignment);
        NativeMemory.Clear(_pointer, bytes);
        Length = length;
        GC.AddMemoryPressure((long)bytes);
    }

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        if (_pointer is null) return;
        NativeMemory.AlignedFree(_pointer);
        GC.RemoveMemoryPressure(Length * sizeof(float));
        _pointer = null;
        Length = 0;
    }
}
