using Tegula.Indicators;

namespace Tegula.Tests.Indicators;

public sealed class CombinationsTests
{
    [Fact]
    public void Teg_sums_the_ranks_of_the_three_indicators_of_the_paper()
    {
        Combinations.Teg.Aggregation.ShouldBe(Aggregation.RankSum);
        Combinations.Teg.Terms.ShouldBe([
            new("kappa", Direction.LowerIsBetter), new("regions", Direction.HigherIsBetter), new CombinationTerm("mse", Direction.LowerIsBetter)]);
    }

    [Fact]
    public void Names_are_read_as_what_they_name()
    {
        Combinations.All.Select(named => named.Id).ShouldBe(["teg", "default"]);
        Combinations.All.ShouldAllBe(named => ReferenceEquals(Combinations.Parse(named.Id), named));
    }

    [Fact]
    public void The_named_ones_are_defined_in_every_space() =>
        Combinations.All.SelectMany(named => named.Indicators).ShouldAllBe(id => IndicatorRegistry.Get(id).Spaces.Count == 0);

    [Fact]
    public void A_text_says_aggregation_indicators_directions_and_weights()
    {
        var combination = Combinations.Parse("log:naswot+0.5*params:low+kappa");
        combination.Aggregation.ShouldBe(Aggregation.LogRank);
        combination.Terms.ShouldBe([
            new("naswot", Direction.HigherIsBetter), new("params", Direction.LowerIsBetter, 0.5), new CombinationTerm("kappa", Direction.LowerIsBetter)]);
        Combinations.Parse("sum:params").Terms.ShouldBe([new CombinationTerm("params", Direction.HigherIsBetter)], "a cost promises accuracy when it is high");
        Combinations.Parse("sum:params").Aggregation.ShouldBe(Aggregation.RankSum);
    }

    [Theory]
    [InlineData("log:naswot+0.5*params:low+kappa", "log:naswot+0.5*params:low+kappa")]
    [InlineData("sum: kappa:low + 1.0 * regions:high", "sum:kappa+regions")]
    [InlineData("sum:macs:high+mse:high", "sum:macs+mse:high")]
    public void The_id_is_the_shortest_text_that_says_the_same(string text, string id)
    {
        var combination = Combinations.Parse(text);
        combination.Id.ShouldBe(id);
        Combinations.Parse(id).Terms.ShouldBe(combination.Terms);
    }

    [Theory]
    [InlineData("best", "'best' is no combination", "teg and default", "sum:A+B")]
    [InlineData("sum:", "'' is no indicator", "kappa, regions")]
    [InlineData("sum:kappa+", "'' is no indicator")]
    [InlineData("log:kapa", "'kapa' is no indicator", "kappa")]
    [InlineData("log:kappa+kappa:high", "names kappa twice")]
    [InlineData("log:kappa:up", "'kappa:up' must end with :low or :high")]
    [InlineData("log:kappa:low:high", "must end with :low or :high")]
    [InlineData("log:0*kappa", "weight '0'", "above 0")]
    [InlineData("log:x*kappa", "weight 'x'", "above 0")]
    [InlineData("log:-1*kappa", "weight '-1'")]
    [InlineData("log:2*3*kappa", "'2*3*kappa' is no indicator")]
    public void A_wrong_text_is_refused_in_one_line(string text, params string[] words)
    {
        string message = Should.Throw<CombinationFormatException>(() => Combinations.Parse(text)).Message;
        words.ShouldAllBe(word => message.Contains(word));
        message.ShouldNotContain('\n');
    }

    [Fact]
    public void Combinations_can_be_told_from_indicators()
    {
        new[] { "teg", "default", "sum:kappa", "log:x" }.ShouldAllBe(text => Combinations.IsCombination(text));
        IndicatorRegistry.All.Select(info => info.Id).Append("").ShouldAllBe(text => !Combinations.IsCombination(text));
    }
}
