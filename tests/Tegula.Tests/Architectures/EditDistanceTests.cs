using FsCheck;
using FsCheck.Fluent;
using Tegula.Architectures.Internals;

namespace Tegula.Tests.Architectures;

public sealed class EditDistanceTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("nor_conv_1x1", "nor_conv_3x3", 2)]
    [InlineData("flaw", "lawn", 2)]
    public void Known_distances(string left, string right, int distance) => EditDistance.Between(left, right).ShouldBe(distance);

    [Fact]
    public void It_equals_the_recursive_definition_on_short_texts()
    {
        Gen<string> words = Gen.Elements('a', 'b', 'c').ListOf().Where(list => list.Count < 6).Select(list => string.Concat(list));
        Check.One(
            Config.QuickThrowOnFailure.WithQuietOnSuccess(true),
            Prop.ForAll(words.Two().ToArbitrary(), pair => EditDistance.Between(pair.Item1, pair.Item2) == Recursive(pair.Item1, pair.Item2)));
    }

    [Fact]
    public void The_nearest_of_several_equally_near_is_the_first() => EditDistance.Nearest("ac", ["xyz", "ab", "bc"]).ShouldBe("ab");

    private static int Recursive(string left, string right)
    {
        if (left.Length == 0 || right.Length == 0)
            return left.Length + right.Length;
        int replaced = Recursive(left[1..], right[1..]) + (left[0] == right[0] ? 0 : 1);
        return Math.Min(replaced, 1 + Math.Min(Recursive(left[1..], right), Recursive(left, right[1..])));
    }
}
