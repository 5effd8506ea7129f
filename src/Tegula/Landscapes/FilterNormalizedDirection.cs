using Tegula.Compute;
using Tegula.Compute.Graphs;

namespace Tegula.Landscapes;

/// <summary>
/// Random directions in the space of the weights that can be compared between networks: every filter of a convolution and every row of a linear layer is
/// drawn from the standard normal and then brought to the length that the network's own filter has; biases and batch norms stay still
/// (002_18e5d33089871091.txt Sec. 4.2.1, after Li et al. 2018, Sec. 4).
/// </summary>
public static class FilterNormalizedDirection
{
    /// <summary>Draws a direction; a function of the seed, its number, and the names of the tensors.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="weights">Flat parameters in the graph's order.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="number">Which direction, at least 0; different ones are independent.</param>
    /// <returns>One value per parameter.</returns>
    /// <exception cref="ArgumentException">The weights are another network's.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static float[] Draw(Graph graph, ReadOnlySpan<float> weights, ulong seed, int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        if (weights.Length != graph.ParameterLength)
            throw new ArgumentException($"the graph has {graph.ParameterLength} parameters, {weights.Length} were given");
        var direction = new float[graph.ParameterLength];
        foreach (Parameter parameter in graph.Parameters.Where(parameter => parameter.IsWeight))
        {
            Span<float> drawn = direction.AsSpan(parameter.Offset, parameter.Length);
            new RandomStream(seed, "landscape direction " + parameter.Name, (ulong)number).FillGaussian(drawn, 1);
            for (int first = 0; first < drawn.Length; first += parameter.FanIn)
            {
                Span<float> filter = drawn.Slice(first, parameter.FanIn);
                double length = Length(filter);
                double factor = length > 0 ? Length(weights.Slice(parameter.Offset + first, parameter.FanIn)) / length : 0;
                foreach (ref float value in filter) value = (float)(value * factor);
            }
        }

        return direction;
    }

    private static double Length(ReadOnlySpan<float> filter)
    {
        double squares = 0;
        foreach (float value in filter) squares += (double)value * value;
        return Math.Sqrt(squares);
    }
}
