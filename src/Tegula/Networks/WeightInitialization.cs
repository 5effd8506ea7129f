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
    public static float[] KaimingNormal(Graph graph, ulong seed, int repeat)
    {
        var values = new float[graph.ParameterLength];
        foreach (Parameter parameter in graph.Parameters)
        {
            Span<float> target = values.AsSpan(parameter.Offset, parameter.Length);
            switch (parameter.Kind)
            {
                case ParameterKind.Convolution or ParameterKind.Linear:
                    var deviation = (float)Math.Sqrt(2.0 / parameter.FanIn);
                    new RandomStream(seed, "weights " + parameter.Name, (ulong)repeat).FillGaussian(target, deviation);
                    break;
                case ParameterKind.Scale:
                    target.Fill(1f);
                    break;
                default:
                    target.Clear();
                    break;
            }
        }

        return values;
    }
}
