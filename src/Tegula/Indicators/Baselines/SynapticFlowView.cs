using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;

namespace Tegula.Indicators.Baselines;

/// <summary>Sends an image of ones through the magnitudes of the weights.</summary>
internal static class SynapticFlowView
{
    // Activations grow from the image to the outputs and derivatives the other way, by up to ten to the power of sixty in deep networks. Image and derivative
    // of the output start this small, so that both stay within single precision; the second is for networks that overflow with the first.
    private static readonly int[] Exponents = [-40, -90];

    /// <summary>The flows; those of the last scale where both overflow.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="parameters">Its weights; only magnitudes of convolutions and linear layers are used.</param>
    /// <param name="forward">Runs the network.</param>
    /// <param name="backward">Differentiates it.</param>
    public static SynapticFlow Of(Graph graph, float[] parameters, ForwardPass forward, GradientPass backward)
    {
        var plan = ForwardPlan.Compile(graph, 1, keepsActivations: true);
        var gradients = GradientPlan.Compile(plan, parameter => parameter.IsWeight);
        (float[] magnitudes, BatchNormStatistics identity) = WithoutNorms(plan, parameters);
        var flows = new SynapticFlow([], 0);
        foreach (int exponent in Exponents)
        {
            float scale = MathF.ScaleB(1f, exponent);
            forward.Run(plan, magnitudes, Filled(graph.Input.Shape.Length, scale), BatchNormMode.GivenStatistics, identity);
            var gradient = new float[gradients.RowCount];
            backward.Run(gradients, forward, Filled(graph.Output.Shape.Length, scale), NormGradient.FrozenStatistics, gradient);
            var values = new WeightGradient(gradient, gradients.Rows);
            double[] sums = [.. graph.Parameters.Where(parameter => gradients.Rows.ContainsKey(parameter.Name)).Select(Flow)];
            flows = new SynapticFlow(sums, 2 * exponent * DeterministicMath.Log(2));
            if (flows.Flows.All(double.IsFinite)) break;

            double Flow(Parameter tensor)
            {
                double sum = 0;
                ReadOnlySpan<float> derivative = values.Of(tensor);
                for (int i = 0; i < derivative.Length; i++) sum += (double)magnitudes[tensor.Offset + i] * derivative[i];
                return sum;
            }
        }

        return flows;
    }

    // A batch norm with mean 0 and variance 1 - epsilon, scale 1 and shift 0 passes everything on.
    private static (float[] Magnitudes, BatchNormStatistics Identity) WithoutNorms(ForwardPlan plan, float[] parameters)
    {
        var magnitudes = new float[parameters.Length];
        foreach (Parameter parameter in plan.Graph.Parameters)
        {
            Span<float> target = magnitudes.AsSpan(parameter.Offset, parameter.Length);
            if (parameter.Kind == ParameterKind.Scale) target.Fill(1f);
            else if (parameter.IsWeight)
                for (int i = 0; i < target.Length; i++) target[i] = Math.Abs(parameters[parameter.Offset + i]);
        }

        var identity = new BatchNormStatistics(plan.StatisticsLength);
        int place = 0;
        foreach (Node node in plan.Graph.Nodes)
        {
            if (node.Operation is not BatchNormOperation norm) continue;
            identity.Variances.AsSpan(place, node.Shape.Channels).Fill(1 - (double)norm.Epsilon);
            place += node.Shape.Channels;
        }

        return (magnitudes, identity);
    }

    private static float[] Filled(int length, float value)
    {
        var values = new float[length];
        Array.Fill(values, value);
        return values;
    }
}
