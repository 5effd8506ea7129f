using Tegula.Spaces.Internals;

namespace Tegula.Tests.Spaces;

/// <summary>Expected numbers: CPython 3, <c>random.seed(n)</c>, then <c>random.getrandbits(32)</c> or <c>random.shuffle</c>.</summary>
public sealed class MersenneTwisterTests
{
    [Theory]
    [InlineData(0u, new[] { 3_626_764_237u, 1_654_615_998u, 3_255_389_356u })]
    [InlineData(88u, new[] { 1_707_201_716u, 4_182_107_318u, 813_946_014u, 1_429_399_738u })]
    public void The_first_words_are_those_of_CPython(uint seed, uint[] words)
    {
        var twister = new MersenneTwister(seed);

        words.Select(_ => twister.NextBits()).ToArray().ShouldBe(words);
    }

    [Fact]
    public void Words_before_and_after_the_state_is_refilled_are_those_of_CPython()
    {
        var twister = new MersenneTwister(uint.MaxValue);
        uint[] words = [.. Enumerable.Range(0, 1_300).Select(_ => twister.NextBits())];

        ((uint[])[words[0], words[623], words[624], words[1_299]]).ShouldBe([2_728_839_433u, 2_365_591_444u, 2_143_983_266u, 2_787_731_301u]);
    }

    [Fact]
    public void Shuffling_gives_the_order_of_CPython()
    {
        int[] items = [.. Enumerable.Range(0, 10)];
        new MersenneTwister(88).Shuffle(items);

        items.ShouldBe([8, 2, 9, 4, 0, 7, 1, 5, 3, 6]);
    }
}
