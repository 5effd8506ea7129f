using Tegula.Compute.Graphs;

namespace Tegula.Exchange.PyTorch.Internals;

/// <summary>The tensors of a network by the names that PyTorch gives them.</summary>
internal static class StateDictionary
{
    /// <summary>All of them, in the order of the graph.</summary>
    public static IEnumerable<SafeTensor> Of(ModuleFolding folding, ExportedNetwork network)
    {
        int channel = 0;
        foreach ((string name, ModuleNode layer) in folding.Layers())
        {
            if (layer.Operation is ConvolutionOperation convolution)
            {
                yield return SafeTensor.Of(name + ".weight", ShapeOf(convolution, layer), Values(network, convolution.Weight));
                if (convolution.Bias is { } bias) yield return SafeTensor.Of(name + ".bias", [bias.Length], Values(network, bias));
            }
            else if (layer.Operation is BatchNormOperation norm)
            {
                int[] shape = [layer.Shape.Channels];
                yield return SafeTensor.Of(name + ".weight", shape, Values(network, norm.Scale));
                yield return SafeTensor.Of(name + ".bias", shape, Values(network, norm.Shift));
                yield return SafeTensor.Of(name + ".running_mean", shape, Statistics(network.Statistics.Means, channel, shape[0]));
                yield return SafeTensor.Of(name + ".running_var", shape, Statistics(network.Statistics.Variances, channel, shape[0]));
                yield return new SafeTensor(name + ".num_batches_tracked", "I64", [], new byte[sizeof(long)]);
                channel += shape[0];
            }
        }
    }

    private static int[] ShapeOf(ConvolutionOperation convolution, ModuleNode layer) => layer.IsLinear
        ? [layer.Shape.Channels, convolution.Weight.FanIn]
        : [layer.Shape.Channels, convolution.Weight.FanIn / convolution.Geometry.Taps, convolution.Geometry.Kernel.Y, convolution.Geometry.Kernel.X];

    private static ReadOnlySpan<float> Values(ExportedNetwork network, Parameter parameter) => network.Weights.AsSpan(parameter.Offset, parameter.Length);

    private static float[] Statistics(double[] values, int start, int count) => [.. values.AsSpan(start, count).ToArray().Select(value => (float)value)];
}
