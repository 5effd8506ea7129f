using FsCheck;
using FsCheck.Fluent;
using Tegula.Compute.Plans;

namespace Tegula.Compute.Tests.Plans;

public sealed class BufferLayoutTests
{
    private sealed record Buffer(int Length, int First, int Last);

    private static readonly Arbitrary<Buffer[]> Buffers = Gen.ArrayOf(
        from length in Gen.Choose(0, 100)
        from first in Gen.Choose(0, 12)
        from steps in Gen.Choose(0, 5)
        select new Buffer(length, first, first + steps)).ToArbitrary();

    [Fact]
    public void Buffers_alive_together_never_overlap() => Prop.ForAll(Buffers, buffers =>
    {
        var layout = new BufferLayout();
        (Buffer Buffer, nint Offset)[] placed = [.. buffers.Select(buffer => (buffer, layout.Place(buffer.Length, buffer.First, buffer.Last)))];
        return Array.TrueForAll(placed, left => left.Offset % 16 == 0 && left.Offset >= 0 && left.Offset + left.Buffer.Length <= layout.Length
            && Array.TrueForAll(placed, right => left == right || !AreAliveTogether(left.Buffer, right.Buffer) || !Overlap(left, right)));
    }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));

    [Fact]
    public void All_buffers_fit_into_what_they_would_need_without_sharing() => Prop.ForAll(Buffers, buffers =>
    {
        var layout = new BufferLayout();
        foreach (Buffer buffer in buffers) layout.Place(buffer.Length, buffer.First, buffer.Last);
        return layout.Length <= buffers.Sum(buffer => (buffer.Length + 15) / 16 * 16);
    }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));

    [Fact]
    public void Buffers_that_follow_each_other_share_memory()
    {
        var layout = new BufferLayout();
        layout.Place(32, 0, 1).ShouldBe(0);
        layout.Place(32, 1, 2).ShouldBe(32);
        layout.Place(32, 2, 3).ShouldBe(0);
        layout.Place(20, 4, 4).ShouldBe(0);
        layout.Length.ShouldBe(64);
    }

    [Fact]
    public void A_gap_that_is_large_enough_is_used()
    {
        var layout = new BufferLayout();
        layout.Place(16, 0, 9);
        layout.Place(48, 0, 1);
        layout.Place(16, 0, 9);
        layout.Place(33, 2, 3).ShouldBe(16);
        layout.Place(16, 2, 3).ShouldBe(80);
    }

    private static bool AreAliveTogether(Buffer left, Buffer right) => left.First <= right.Last && right.First <= left.Last;

    private static bool Overlap((Buffer Buffer, nint Offset) left, (Buffer Buffer, nint Offset) right) =>
        left.Offset < right.Offset + right.Buffer.Length && right.Offset < left.Offset + left.Buffer.Length;
}
