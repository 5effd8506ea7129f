using Tegula.Compute.Simd;

namespace Tegula.Compute.Tests.Simd;

public sealed unsafe class AlignedMemoryTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(10_007)]
    public void Memory_is_zero_and_starts_a_cache_line(int length)
    {
        using var memory = new AlignedMemory();
        memory.EnsureLength(length);
        memory.Length.ShouldBe(length);
        ((nuint)memory.Pointer % 64).ShouldBe((nuint)0);
        new ReadOnlySpan<float>(memory.Pointer, length).IndexOfAnyExcept(0f).ShouldBe(-1);
    }

    [Fact]
    public void Memory_grows_and_never_shrinks()
    {
        using var memory = new AlignedMemory();
        memory.EnsureLength(0);
        ((nint)memory.Pointer).ShouldBe(0);
        memory.EnsureLength(100);
        memory.Pointer[99] = 3f;
        nint before = (nint)memory.Pointer;
        memory.EnsureLength(50);
        (memory.Length, (nint)memory.Pointer, memory.Pointer[99]).ShouldBe(((nint)100, before, 3f));
        memory.EnsureLength(200);
        memory.Length.ShouldBe(200);
        new ReadOnlySpan<float>(memory.Pointer, 200).IndexOfAnyExcept(0f).ShouldBe(-1);
    }

    [Fact]
    public void A_negative_length_is_refused()
    {
        using var memory = new AlignedMemory();
        Should.Throw<ArgumentOutOfRangeException>(() => memory.EnsureLength(-1));
    }

    [Fact]
    public void Released_memory_can_be_asked_for_again()
    {
        var memory = new AlignedMemory();
        memory.EnsureLength(10);
        memory.Dispose();
        memory.Dispose();
        memory.Length.ShouldBe(0);
        memory.EnsureLength(5);
        memory.Pointer[4].ShouldBe(0f);
        memory.Dispose();
    }
}
