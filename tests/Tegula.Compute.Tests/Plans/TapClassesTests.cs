using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Compute.Tests.Twins;

namespace Tegula.Compute.Tests.Plans;

/// <summary>What the classes of input positions say about the padded output, against the window walked position by position.</summary>
public sealed class TapClassesTests
{
    private const int Block = 8;
    private const int Inputs = 3;
    private const int Outputs = 2;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_terms_of_a_position_are_the_taps_that_reach_it_and_zeros(int seed)
    {
        WindowGeometry walk = RandomWindows.Next(new RandomStream((ulong)seed, "window"));
        var classes = TapClasses.Of(walk, Block);
        (int[] Weights, int[] Offsets)[] terms = classes.Terms(Inputs, Outputs);
        terms.Length.ShouldBe(classes.Count);
        ILookup<Extent, (int Tap, Extent To)> reached = ScalarWindow.Taps(walk).ToLookup(tap => tap.From, tap => (tap.Tap, tap.To));
        for (int y = 0; y < walk.Input.Y; y++)
        {
            for (int x = 0; x < walk.Input.X; x++)
            {
                (int[] weights, int[] offsets) = terms[classes.ClassOf(y, x)];
                int[] places = [.. offsets.Select(offset => classes.CotangentOffset(y, x) - offset)];
                int length = Outputs * (int)classes.PlaneLength;
                places.ShouldAllBe(place => place >= 0 && place < length && place % Block == 0);
                (int Weight, int Place)[] inside = [.. weights.Zip(places).Where(term => IsInside(walk, classes, term.Second))];
                inside.ShouldBe(
                    from o in Enumerable.Range(0, Outputs)
                    from tap in reached[new Extent(y, x)]
                    select ((o * Inputs * walk.Taps) + tap.Tap, PlaceOf(classes, o, tap.To)),
                    ignoreOrder: true);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Only_outputs_without_gaps_are_called_unpadded(int seed)
    {
        WindowGeometry walk = RandomWindows.Next(new RandomStream((ulong)seed, "window"));
        var classes = TapClasses.Of(walk, Block);
        classes.IsUnpadded.ShouldBe(classes.PlaneLength == walk.Output.Y * walk.Output.X * Block && classes.Border == Extent.Square(0));
        classes.IsPlain3x3.ShouldBe(walk.Kernel == Extent.Square(3) && walk.Stride == Extent.Square(1));
    }

    [Fact]
    public void A_point_convolution_needs_no_padding() =>
        TapClasses.Of(new WindowGeometry(new Extent(4, 5), Extent.Square(1), Extent.Square(1), Extent.Square(0), Extent.Square(1)), Block)
            .IsUnpadded.ShouldBeTrue();

    private static int PlaceOf(TapClasses classes, int channel, Extent output) =>
        (int)((channel * classes.PlaneLength) + ((output.Y + classes.Border.Y) * classes.RowLength)) + ((output.X + classes.Border.X) * Block);

    private static bool IsInside(WindowGeometry walk, TapClasses classes, int place)
    {
        int inChannel = (int)(place % classes.PlaneLength);
        int y = (int)(inChannel / classes.RowLength) - classes.Border.Y;
        int x = ((int)(inChannel % classes.RowLength) / Block) - classes.Border.X;
        return y >= 0 && y < walk.Output.Y && x >= 0 && x < walk.Output.X;
    }
}
