using Tegula.Compute.Graphs;
using Tegula.Compute.Kernels;
using Tegula.Compute.Tests.Twins;

namespace Tegula.Compute.Tests.Kernels;

/// <summary>Tables of taps and of pooling shares against the window walked position by position.</summary>
public sealed class TapTableTests
{
    private const int Lanes = 16;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 50)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Both_tables_list_every_tap_inside_the_input_in_order(int seed)
    {
        WindowGeometry walk = RandomWindows.Next(new RandomStream((ulong)seed, "window"));
        (int Tap, int To, int From)[] taps = [.. ScalarWindow.Taps(walk).Select(tap => (tap.Tap, Place(tap.To, walk.Output), Place(tap.From, walk.Input)))];
        Entries(TapTable.Forward(walk, Lanes)).ShouldBe(taps.Select(tap => (tap.To, tap.From * Lanes, tap.Tap)));
        Entries(TapTable.Backward(walk, Lanes))
            .ShouldBe(taps.Select(tap => (tap.From, tap.To * Lanes, tap.Tap)).OrderBy(entry => entry.From).ThenBy(entry => entry.Tap));
        TapTable.Forward(walk, Lanes).Targets.ShouldBe(walk.Output.Y * walk.Output.X);
        TapTable.Backward(walk, Lanes).Targets.ShouldBe(walk.Input.Y * walk.Input.X);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Means_share_a_window_evenly_among_its_positions(int seed)
    {
        WindowGeometry walk = RandomWindows.Next(new RandomStream((ulong)seed, "window"));
        var sizes = ScalarWindow.Taps(walk).GroupBy(tap => Place(tap.To, walk.Output)).ToDictionary(group => group.Key, group => group.Count());
        if (sizes.Count < walk.Output.Y * walk.Output.X) return;
        var forward = WindowMeans.Forward(walk, Lanes);
        var backward = WindowMeans.Backward(walk, Lanes);
        forward.Weights.ShouldBe(Entries(forward.Taps).Select(entry => 1f / sizes[entry.Target]));
        backward.Weights.ShouldBe(Entries(backward.Taps).Select(entry => 1f / sizes[entry.Source / Lanes]));
        (forward.IsBackward, backward.IsBackward).ShouldBe((false, true));
    }

    [Fact]
    public void A_table_is_built_once()
    {
        var walk = WindowGeometry.Whole(new Extent(3, 4));
        TapTable.Forward(walk, Lanes).ShouldBeSameAs(TapTable.Forward(WindowGeometry.Whole(new Extent(3, 4)), Lanes));
        TapTable.Forward(walk, 2 * Lanes).ShouldNotBeSameAs(TapTable.Forward(walk, Lanes));
        TapTable.Backward(walk, Lanes).ShouldNotBeSameAs(TapTable.Forward(walk, Lanes));
    }

    private static int Place(Extent position, Extent size) => (position.Y * size.X) + position.X;

    private static IEnumerable<(int Target, int Source, int Tap)> Entries(TapTable table) =>
        from target in Enumerable.Range(0, table.Targets)
        from i in Enumerable.Range(table.Start[target], table.Start[target + 1] - table.Start[target])
        select (target, table.Source[i], table.Tap[i]);
}
