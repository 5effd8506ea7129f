using Tegula.Compute;
using Tegula.Compute.Graphs;

namespace Tegula.Networks;

/// <summary>Random weights as a function of (seed, repeat, name of the tensor) alone: what two networks have in common starts alike.</summary>
public static class WeightInitialization
{
    /// <summary>
    /// Kaiming normal by fan in, N(0, 2 / fan in), for convolutions and linear layers; scales 1, shifts and biases 0
    /// (TEG, 003_fe8fa0e5c804e1de.txt Eq. 4).
    /// </summary>
    /// <param name="graph">The network.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="repeat">Number of the repeat; different repeats draw independently.</param>
    /// <returns>The flat parameters in the graph's order.</returns>
    public static float[] KaimingNormal(Graph graph, ulong seed, int repeat) =>
        Draw(graph, seed, repeat, "weights ", parameter => Math.Sqrt(2.0 / parameter.FanIn));

    /// <summary>N(0, 1) for convolutions and linear layers; scales 1, shifts and biases 0. Drawn apart from <see cref="KaimingNormal"/>.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="repeat">Number of the repeat; different repeats draw independently.</param>
    /// <returns>The flat parameters in the graph's order.</returns>
    public static float[] StandardNormal(Graph graph, ulong seed, int repeat) => Draw(graph, seed, repeat, "gaussian weights ", _ => 1);

    private static float[] Draw(Graph graph, ulong seed, int repeat, string purpose, Func<Parameter, double> deviation)
    {
        var values = new float[graph.ParameterLength];
        foreach (Parameter parameter in graph.Parameters)
        {
            Span<float> target = values.AsSpan(parameter.Offset, parameter.Length);
            if (parameter.IsWeight)
                new RandomStream(seed, purpose + parameter.Name, (ulong)repeat).FillGaussian(target, (float)deviation(parameter));
            else if (parameter.Kind == ParameterKind.Scale)
                target.Fill(1f);
        }

        return values;
    }
}
