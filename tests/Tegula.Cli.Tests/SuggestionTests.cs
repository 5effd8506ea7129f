using Tegula.Cli.Errors;

namespace Tegula.Cli.Tests;

public sealed class SuggestionTests
{
    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("search", "search", 0)]
    [InlineData("serch", "search", 1)]
    [InlineData("saerch", "search", 1)]
    [InlineData("kitten", "sitting", 3)]
    public void Distance_counts_edits_and_swaps(string left, string right, int distance) => Suggestion.Distance(left, right).ShouldBe(distance);

    [Fact]
    public void Only_a_near_word_is_suggested()
    {
        Suggestion.For("--stpes", ["--steps", "--seed"]).ShouldBe("; did you mean '--steps'?");
        Suggestion.For("--filter", ["--steps", "--seed"]).ShouldBeEmpty();
        Suggestion.For("x", []).ShouldBeEmpty();
    }
}
