using Tegula.Compute.Graphs;
using Tegula.Landscapes;

namespace Tegula.Tests.Landscapes;

public sealed class FilterNormalizedDirectionTests
{
    [Fact]
    public void Every_filter_and_row_is_as_long_as_that_of_the_weights_and_all_else_stays_still()
    {
        TrainedNetwork network = SmallNetworks.Convolutional();
        float[] direction = FilterNormalizedDirection.Draw(network.Graph, network.Weights.Span, 1, 0);
        foreach (Parameter parameter in network.Graph.Parameters)
        {
            float[] drawn = direction[parameter.Offset..(parameter.Offset + parameter.Length)];
            float[] own = network.Weights.Slice(parameter.Offset, parameter.Length).ToArray();
            if (!parameter.IsWeight)
            {
                drawn.ShouldAllBe(value => value == 0);
                continue;
            }

            double[] lengths = [.. drawn.Chunk(parameter.FanIn).Select(Length)];
            lengths.Length.ShouldBe(parameter.Kind == ParameterKind.Convolution ? 4 : 2);
            lengths.ShouldBe(own.Chunk(parameter.FanIn).Select(Length), 1e-6);
        }
    }

    [Fact]
    public void Directions_are_functions_of_seed_and_number_and_nearly_at_right_angles()
    {
        TrainedNetwork network = SmallNetworks.Convolutional(64);
        float[] Draw(ulong seed, int number) => FilterNormalizedDirection.Draw(network.Graph, network.Weights.Span, seed, number);
        double Cosine(float[] left, float[] right) => left.Zip(right).Sum(pair => (double)pair.First * pair.Second) / (Length(left) * Length(right));

        Draw(1, 0).ShouldBe(Draw(1, 0));
        Math.Abs(Cosine(Draw(1, 0), Draw(1, 1))).ShouldBeLessThan(0.15);
        Math.Abs(Cosine(Draw(1, 0), Draw(2, 0))).ShouldBeLessThan(0.15);
    }

    [Fact]
    public void A_filter_of_zeros_does_not_move()
    {
        TrainedNetwork network = SmallNetworks.Linear();
        float[] weights = network.Weights.ToArray();
        Array.Clear(weights, 0, 16);
        float[] direction = FilterNormalizedDirection.Draw(network.Graph, weights, 1, 0);
        direction[..16].ShouldAllBe(value => value == 0);
        direction[16..32].ShouldContain(value => value != 0);
    }

    private static double Length(float[] values) => Math.Sqrt(values.Sum(value => (double)value * value));
}
