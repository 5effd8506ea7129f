using System.Text;
using System.Text.Json;
using Tegula.Indicators;
using Tegula.Studies.Stores;

namespace Tegula.Studies.Tests.Stores;

/// <summary>The text of an evaluation's indicators, read alone and behind another with the same indicators, for which there is a shorter way.</summary>
public sealed class IndicatorTextTests
{
    [Fact]
    public void Every_bit_of_a_value_comes_back()
    {
        var random = new Random(1);
        for (var round = 0; round < 20_000; round++)
        {
            Dictionary<string, IndicatorValue> written = new()
            {
                ["kappa"] = new(Number(random), Number(random), IndicatorStatus.Ok),
                ["grad-norm"] = round % 7 == 0 ? IndicatorValue.Failed(IndicatorStatus.NotFinite) : new(Number(random), Number(random), IndicatorStatus.Ok),
            };
            if (round % 11 == 0)
                written["zen"] = new(Number(random), 0, IndicatorStatus.Ok);
            var read = IndicatorText.Read(Encoding.UTF8.GetBytes(IndicatorText.Write(written)));
            read.Keys.ShouldBe(written.Keys);
            foreach (var (id, value) in written)
                (Bits(read[id].Value), Bits(read[id].Sd), read[id].Status).ShouldBe((Bits(value.Value), Bits(value.Sd), value.Status));
        }
    }

    [Theory]
    [InlineData("""{"kappa":{"value":1,"sd":2},"mse":{"value":3,"sd":4}""")]
    [InlineData("""{"kappa":{"value":1,"sd":2},"mse":{"value":3,"sd":4}}}""")]
    [InlineData("""{"kappa":{"value":1,"sd":2},"mse":{"value":3,"sd":}}""")]
    [InlineData("""{"kappa":{"value":NaN,"sd":2},"mse":{"value":3,"sd":4}}""")]
    [InlineData("""{"kappa":{"value":1,"sd":2},"mse":{"value":Infinity,"sd":4}}""")]
    [InlineData("""{"kappa":{"value":1,"sd":2},"kappa":{"value":3,"sd":4}}""")]
    public void Behind_a_text_that_is_right_a_wrong_one_is_refused(string wrong)
    {
        IndicatorText.Read("""{"kappa":{"value":1,"sd":2},"mse":{"value":3,"sd":4}}"""u8).Count.ShouldBe(2);
        Should.Throw<JsonException>(() => IndicatorText.Read(Encoding.UTF8.GetBytes(wrong)));
    }

    [Theory]
    [InlineData("""{ "kappa" : { "sd" : 2, "value" : 1 }, "mse" : {"value":3,"sd":4} }""")]
    [InlineData("""{"kappa":{"value":1e0,"sd":2},"mse":{"value":3,"sd":4}}""")]
    [InlineData("""{"kappa":{"value":1,"sd":2,"status":"Ok"},"mse":{"value":3,"sd":4}}""")]
    public void Behind_a_text_that_is_right_another_spelling_is_read(string other)
    {
        var plain = IndicatorText.Read("""{"kappa":{"value":1,"sd":2},"mse":{"value":3,"sd":4}}"""u8);
        IndicatorText.Read(Encoding.UTF8.GetBytes(other)).ShouldBe(plain);
    }

    private static long? Bits(double? value) => value is { } number ? BitConverter.DoubleToInt64Bits(number) : null;

    private static double Number(Random random)
    {
        while (true)
        {
            var value = random.Next(4) switch
            {
                0 => random.Next(-1000, 1000),
                1 => random.NextDouble(),
                2 => Math.Exp(random.Next(-60, 60)),
                _ => BitConverter.Int64BitsToDouble(random.NextInt64()),
            };
            if (double.IsFinite(value))
                return value;
        }
    }
}
