using Tegula.Design;

namespace Tegula.Tests.Design;

public sealed class DesignTextTests
{
    [Theory]
    [InlineData("3504872", 3_504_872L)]
    [InlineData("400k", 400_000L)]
    [InlineData("3.8M", 3_800_000L)]
    [InlineData("0.3M", 300_000L)]
    [InlineData("1.5G", 1_500_000_000L)]
    [InlineData("2g", 2_000_000_000L)]
    [InlineData("1.0005k", 1_000L)]
    [InlineData("0.9", null)]
    [InlineData("", null)]
    [InlineData("M", null)]
    [InlineData("-3M", null)]
    [InlineData("1e6", null)]
    [InlineData("99999999999999999999999999999", null)]
    public void Counts_are_read_with_their_units(string text, long? count) => DesignText.Count(text).ShouldBe(count);

    [Theory]
    [InlineData("1", new[] { 1.0 })]
    [InlineData("1, 1.5,64", new[] { 1, 1.5, 64 })]
    [InlineData("0", null)]
    [InlineData("65", null)]
    [InlineData("1,,2", null)]
    [InlineData("", null)]
    [InlineData("-1", null)]
    public void Width_multipliers_stand_between_commas(string text, double[]? multipliers) =>
        DesignText.WidthMultipliers(text)?.ToArray().ShouldBe(multipliers);

    [Theory]
    [InlineData("0", 0.0)]
    [InlineData("1807.5", 1807.5)]
    [InlineData("-1", null)]
    [InlineData("1e400", null)]
    [InlineData("NaN", null)]
    [InlineData("much", null)]
    public void A_mass_is_a_number_of_at_least_0(string text, double? mass) => DesignText.Mass(text).ShouldBe(mass);
}
