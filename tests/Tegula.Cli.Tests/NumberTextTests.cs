using Tegula.Cli.Output;
using Tegula.Indicators;

namespace Tegula.Cli.Tests;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData(41.234, 3.14, "41.2 ± 3.1")]
    [InlineData(0.84412, 0.0123, "0.844 ± 0.012")]
    [InlineData(305, 30.2, "305 ± 30")]
    [InlineData(12345.6, 789.1, "12346 ± 789")]
    [InlineData(3.0, 0.0, "3.000 ± 0.000")]
    public void The_spread_decides_the_decimals(double value, double sd, string text) => NumberText.Spread(new(value, sd, IndicatorStatus.Ok)).ShouldBe(text);

    [Fact]
    public void A_failed_indicator_shows_its_status() => NumberText.Spread(IndicatorValue.Failed(IndicatorStatus.Singular)).ShouldBe("singular");

    [Fact]
    public void Every_status_has_a_text_of_its_own() => Enum.GetValues<IndicatorStatus>().Select(IndicatorJson.StatusText).ShouldBeUnique();

    [Theory]
    [InlineData(0.42, "0.4 s")]
    [InlineData(187, "3:07 min")]
    [InlineData(3750, "1:02:30 h")]
    public void Times_are_short(double seconds, string text) => NumberText.Time(TimeSpan.FromSeconds(seconds)).ShouldBe(text);
}
