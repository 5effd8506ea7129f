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

    /// <summary>
    /// Uniform in [-1 / sqrt(fan in), 1 / sqrt(fan in)] for convolutions and linear layers and their biases; scales 1, shifts 0. What PyTorch's layers start
    /// with unless told otherwise. Drawn apart from the others.
    /// </summary>
    /// <param name="graph">The network.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="repeat">Number of the repeat; different repeats draw independently.</param>
    /// <returns>The flat parameters in the graph's order.</returns>
    public static float[] UniformFanIn(Graph graph, ulong seed, int repeat)
    {
        float[] values = Constants(graph);
        foreach (Parameter parameter in graph.Parameters.Where(parameter => parameter.IsWeight || parameter.Kind == ParameterKind.Bias))
        {
            double bound = 1 / Math.Sqrt(parameter.FanIn);
            var stream = new RandomStream(seed, "uniform weights " + parameter.Name, (ulong)repeat);
            foreach (ref float value in values.AsSpan(parameter.Offset, parameter.Length))
                value = (float)(((2 * stream.NextDouble()) - 1) * bound);
        }

        return values;
    }

    /// <summary>The weights of a scheme.</summary>
    /// <param name="scheme">How they are drawn.</param>
    /// <param name="graph">The network.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="repeat">Number of the repeat; different repeats draw independently.</param>
    /// <returns>The flat parameters in the graph's order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the schemes.</exception>
    public static float[] Draw(WeightScheme scheme, Graph graph, ulong seed, int repeat) => scheme switch
    {
        WeightScheme.KaimingNormal => KaimingNormal(graph, seed, repeat),
        WeightScheme.UniformFanIn => UniformFanIn(graph, seed, repeat),
        WeightScheme.StandardNormal => StandardNormal(graph, seed, repeat),
        _ => throw new ArgumentOutOfRangeException(nameof(scheme), scheme, "expected KaimingNormal, UniformFanIn or StandardNormal"),
    };

    private static float[] Draw(Graph graph, ulong seed, int repeat, string purpose, Func<Parameter, double> deviation)
    {
        float[] values = Constants(graph);
        foreach (Parameter parameter in graph.Parameters.Where(parameter => parameter.IsWeight))
        {
            Span<float> target = values.AsSpan(parameter.Offset, parameter.Length);
            new RandomStream(seed, purpose + parameter.Name, (ulong)repeat).FillGaussian(target, (float)deviation(parameter));
        }

        return values;
    }

    // Scales are 1, all else is 0 until it is drawn.
    private static float[] Constants(Graph graph)
    {
        var values = new float[graph.ParameterLength];
        foreach (Parameter parameter in graph.Parameters.Where(parameter => parameter.Kind == ParameterKind.Scale))
            values.AsSpan(parameter.Offset, parameter.Length).Fill(1f);
        return values;
    }
}
