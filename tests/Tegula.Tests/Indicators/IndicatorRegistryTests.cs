using Tegula.Indicators;

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
        Should.Throw<ArgumentException>(() => IndicatorRegistry.Get("kapa")).Message.ShouldStartWith("unknown indicator 'kapa'; known are kappa, regions, mse, naswot");
}
