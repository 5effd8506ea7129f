using Tegula.Compute.Graphs;

namespace Tegula.Compute.Tests.Twins;

/// <summary>Random parameters, images and cotangents of a graph, the same for the same seed.</summary>
internal sealed record RandomValues(float[] Parameters, float[] Images, float[] Cotangent)
{
    public static RandomValues For(Graph graph, int batch, ulong seed)
    {
        IEnumerable<float> parameters = graph.Parameters
            .SelectMany((parameter, i) => Gaussian(seed, "parameters", i, parameter.Length).Select(value => Value(parameter, value)));
        float[] images = Gaussian(seed, "images", 0, graph.Input.Shape.Length * batch);
        return new([.. parameters], images, Gaussian(seed, "cotangent", 0, graph.Output.Shape.Length * batch));
    }

    public static float[] Gaussian(ulong seed, string purpose, int index, int length)
    {
        var values = new float[length];
        new RandomStream(seed, purpose, (ulong)index).FillGaussian(values, 1f);
        return values;
    }

    // Scales and shifts away from 1 and 0, so that forgetting one shows.
    private static float Value(Parameter parameter, float gaussian) => parameter.Kind switch
    {
        ParameterKind.Scale => 1f + (0.2f * gaussian),
        ParameterKind.Shift or ParameterKind.Bias => 0.1f * gaussian,
        _ => gaussian * MathF.Sqrt(2f / parameter.FanIn),
    };
}
