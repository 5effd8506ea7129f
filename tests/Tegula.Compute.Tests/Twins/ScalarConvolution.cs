using Tegula.Compute.Graphs;

namespace Tegula.Compute.Tests.Twins;

/// <summary>Convolution and its gradients by plain loops. Weights: (output channel, input channel of the group, window row, window column).</summary>
internal static class ScalarConvolution
{
    /// <summary>output[o, y, x, n] = bias[o] + sum over i, ky, kx of weight[o, i, ky, kx] * input[i of o's group, position of the tap, n].</summary>
    public static Tensor Forward(Tensor input, ReadOnlySpan<double> weights, ReadOnlySpan<double> bias, WindowGeometry walk, int groups, int outputs)
    {
        var output = new Tensor(new TensorShape(outputs, walk.Output.Y, walk.Output.X), input.Batch);
        foreach ((int o, int i, int w, Extent to, Extent from) in Products(input.Shape, walk, groups, outputs))
        {
            for (int n = 0; n < input.Batch; n++) output[o, to.Y, to.X, n] += weights[w] * input[i, from.Y, from.X, n];
        }

        for (int i = 0; i < output.Values.Length && !bias.IsEmpty; i++) output.Values[i] += bias[i / (output.Values.Length / outputs)];
        return output;
    }

    /// <summary>Adds the gradients of sum(cotangent * output) to those of the input, the weights and the bias.</summary>
    public static void Backward(
        Tensor input,
        ReadOnlySpan<double> weights,
        WindowGeometry walk,
        int groups,
        Tensor cotangent,
        Tensor inputGradient,
        Span<double> weightGradient,
        Span<double> biasGradient)
    {
        int outputs = cotangent.Shape.Channels;
        foreach ((int o, int i, int w, Extent to, Extent from) in Products(input.Shape, walk, groups, outputs))
        {
            for (int n = 0; n < input.Batch; n++)
            {
                double g = cotangent[o, to.Y, to.X, n];
                weightGradient[w] += g * input[i, from.Y, from.X, n];
                inputGradient[i, from.Y, from.X, n] += g * weights[w];
            }
        }

        for (int i = 0; i < cotangent.Values.Length && !biasGradient.IsEmpty; i++) biasGradient[i / (cotangent.Values.Length / outputs)] += cotangent.Values[i];
    }

    // Every product of a weight and an input position: output channel, input channel, weight, output position, input position.
    private static IEnumerable<(int Output, int Input, int Weight, Extent To, Extent From)> Products(
        TensorShape input, WindowGeometry walk, int groups, int outputs)
    {
        int groupInputs = input.Channels / groups;
        int groupOutputs = outputs / groups;
        for (int o = 0; o < outputs; o++)
        {
            for (int i = 0; i < groupInputs; i++)
            {
                foreach ((int tap, Extent to, Extent from) in ScalarWindow.Taps(walk))
                    yield return (o, (o / groupOutputs * groupInputs) + i, (((o * groupInputs) + i) * walk.Taps) + tap, to, from);
            }
        }
    }
}
