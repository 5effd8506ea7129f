using Tegula.Indicators;
using Tegula.Indicators.Baselines;

namespace Tegula.Tests.Indicators;

public sealed class IndicatorRegistryTests
{
    [Fact]
    public void Ids_are_distinct_and_found()
    {
        IndicatorRegistry.All.Select(indicator => indicator.Id).ShouldBeUnique();
        foreach (IndicatorInfo indicator in IndicatorRegistry.All) IndicatorRegistry.Get(indicator.Id).ShouldBeSameAs(indicator);
    }

    [Fact]
    public void Trainability_and_generalisation_are_better_when_low_and_expressivity_when_high() =>
        IndicatorRegistry.All.Take(3).Select(indicator => (indicator.Id, indicator.Direction)).ShouldBe(
            [("kappa", Direction.LowerIsBetter), ("regions", Direction.HigherIsBetter), ("mse", Direction.LowerIsBetter)]);

    [Fact]
    public void Costs_promise_accuracy_when_high_and_are_wanted_low() =>
        IndicatorRegistry.All.Where(indicator => indicator.ObjectiveDirection != indicator.Direction).Select(indicator => (indicator.Id, indicator.Direction))
            .ShouldBe([("params", Direction.HigherIsBetter), ("live-params", Direction.HigherIsBetter), ("macs", Direction.HigherIsBetter)]);

    [Fact]
    public void An_unknown_id_is_refused_with_the_known_ones() =>
        Should.Throw<ArgumentException>(() => IndicatorRegistry.Get("kapa"))
            .Message.ShouldStartWith("unknown indicator 'kapa'; known are kappa, regions, mse, naswot");

    [Theory]
    [InlineData("kappa", "kappa", "there is an indicator 'kappa' already; choose another id")]
    [InlineData("own", "other", "the indicator calls itself 'own' and its description 'other'; give both the same id")]
    [InlineData("teg", "teg", "'teg' names a combination of indicators; choose another id")]
    [InlineData("sum:kappa", "sum:kappa", "'sum:kappa' names a combination of indicators; choose another id")]
    [InlineData(
        "Own", "Own", "'Own' is no id of an indicator; it takes up to 40 lower-case letters, digits and single hyphens, a letter first, such as my-norm")]
    [InlineData("", "", "'' is no id of an indicator; it takes up to 40 lower-case letters, digits and single hyphens, a letter first, such as my-norm")]
    [InlineData(
        "a--b", "a--b", "'a--b' is no id of an indicator; it takes up to 40 lower-case letters, digits and single hyphens, a letter first, such as my-norm")]
    public void An_own_indicator_with_an_id_that_cannot_be_is_refused_and_nothing_changes(string id, string described, string expected)
    {
        Should.Throw<ArgumentException>(() => IndicatorRegistry.Register(new Nothing(id), new(described, "nothing", Direction.HigherIsBetter, "this test")))
            .Message.ShouldBe(expected);
        IndicatorRegistry.All.ShouldBe(IndicatorRegistry.BuiltIn);
    }

    private sealed class Nothing(string id) : INetworkIndicator
    {
        public string Id => id;

        public NetworkViews Views => NetworkViews.None;

        public (double Value, IndicatorStatus Status) Of(NetworkObservation observation) => (0, IndicatorStatus.Ok);
    }
}
