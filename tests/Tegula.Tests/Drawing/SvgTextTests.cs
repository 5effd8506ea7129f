using Tegula.Drawing.Internals;

namespace Tegula.Tests.Drawing;

public sealed class SvgTextTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.001, "0")]
    [InlineData(12.345, "12.35")]
    [InlineData(-3.5, "-3.5")]
    [InlineData(1234567, "1234567")]
    public void Coordinates_are_short(double value, string text) => SvgText.Number(value).ShouldBe(text);

    [Theory]
    [InlineData(0, "0")]
    [InlineData(2.1666667, "2.167")]
    [InlineData(0.0005, "0.0005")]
    [InlineData(12345.6, "12,346")]
    [InlineData(2.165e13, "2.165×10¹³")]
    [InlineData(-4e-7, "-4×10⁻⁷")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void Values_are_readable(double value, string text) => SvgText.Value(value).ShouldBe(text);

    [Fact]
    public void A_text_that_is_too_wide_ends_in_an_ellipsis_and_fits()
    {
        const string name = "features.denseblock4.denselayer32.conv2";
        string fitted = TextMeasure.Fit(name, 13, 124);
        fitted.ShouldEndWith("…");
        name.ShouldStartWith(fitted[..^1]);
        TextMeasure.Width(fitted, 13).ShouldBeLessThanOrEqualTo(124);
        TextMeasure.Fit("conv", 13, 124).ShouldBe("conv");
    }
}
