using Tegula.Indicators;

namespace Tegula.Tests.Indicators;

public sealed class RepeatsTests
{
    [Fact]
    public void The_value_is_the_mean_and_the_spread_the_sample_standard_deviation()
    {
        // Mean 3; squares 4 + 1 + 1 + 4 over 3.
        IndicatorValue value = Repeats.Summarise([Ok(1), Ok(2), Ok(4), Ok(5)]);

        value.Status.ShouldBe(IndicatorStatus.Ok);
        value.IsOk.ShouldBeTrue();
        value.Value.ShouldBe(3);
        value.Sd!.Value.ShouldBe(Math.Sqrt(10.0 / 3), 1e-15);
    }

    [Fact]
    public void Ratios_have_the_geometric_mean_and_the_same_spread()
    {
        IndicatorValue value = Repeats.Summarise([Ok(2), Failed(IndicatorStatus.Singular), Ok(1), Ok(32)], isRatio: true);

        value.Value!.Value.ShouldBe(4, 1e-12);
        value.Sd.ShouldBe(Repeats.Summarise([Ok(2), Ok(1), Ok(32)]).Sd);
    }

    [Fact]
    public void One_repeat_has_no_spread()
    {
        Repeats.Summarise([Ok(2.5)]).ShouldBe(new IndicatorValue(2.5, 0, IndicatorStatus.Ok));
        Repeats.Summarise([Ok(2.5)], isRatio: true).Value!.Value.ShouldBe(2.5, 1e-14);
    }

    [Fact]
    public void A_failed_repeat_takes_no_part() =>
        Repeats.Summarise([Ok(2), Failed(IndicatorStatus.Singular), Ok(4)]).ShouldBe(new IndicatorValue(3, Math.Sqrt(2), IndicatorStatus.Ok));

    [Fact]
    public void Half_of_the_repeats_are_enough_and_fewer_are_not()
    {
        Repeats.Summarise([Failed(IndicatorStatus.Singular), Ok(7)]).ShouldBe(new IndicatorValue(7, 0, IndicatorStatus.Ok));
        Repeats.Summarise([Ok(7), Failed(IndicatorStatus.NotFinite), Failed(IndicatorStatus.Singular)])
            .ShouldBe(IndicatorValue.Failed(IndicatorStatus.NotFinite), "the first failure names the reason");
    }

    [Fact]
    public void When_all_fail_there_is_a_status_and_no_number()
    {
        IndicatorValue value = Repeats.Summarise([Failed(IndicatorStatus.Singular), Failed(IndicatorStatus.Singular)]);

        value.ShouldBe(new IndicatorValue(null, null, IndicatorStatus.Singular));
        value.IsOk.ShouldBeFalse();
    }

    private static (double Value, IndicatorStatus Status) Ok(double value) => (value, IndicatorStatus.Ok);

    private static (double Value, IndicatorStatus Status) Failed(IndicatorStatus status) => (0, status);
}
