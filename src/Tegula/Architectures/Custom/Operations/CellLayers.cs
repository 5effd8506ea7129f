using Tegula.Compute;
using Tegula.Compute.Graphs;

namespace Tegula.Architectures.Custom.Operations;

/// <summary>Layers that several types of operations are made of. All keep rows and columns.</summary>
internal static class CellLayers
{
    /// <summary>A square convolution with the settings <c>kernel</c> and <c>dilation</c>, which keeps rows and columns.</summary>
    public static int Convolution(GraphBuilder graph, int source, string name, int channels, OperationSettings settings, int groups)
    {
        (int kernel, int dilation) = (settings.Integer("kernel"), settings.Integer("dilation"));
        return graph.Convolution(
            source, name, channels, Extent.Square(kernel), padding: Extent.Square(dilation * (kernel / 2)), dilation: Extent.Square(dilation), groups: groups);
    }

    /// <summary>ReLU, depthwise convolution, 1x1 convolution, batch norm, a number of times.</summary>
    public static int Separable(GraphBuilder graph, OperationPlace place, int repeats)
    {
        int value = place.Source;
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            int depthwise = Convolution(graph, graph.Relu(value), $"{place.Name}.depthwise{repeat}", place.Channels, place.Settings, place.Channels);
            int pointwise = graph.Convolution(depthwise, $"{place.Name}.pointwise{repeat}", place.Channels, Extent.Square(1));
            value = graph.BatchNorm(pointwise, $"{place.Name}.bn{repeat}");
        }

        return value;
    }

    /// <summary>The largest number that divides both.</summary>
    public static int GreatestCommonDivisor(int left, int right) => right == 0 ? left : GreatestCommonDivisor(right, left % right);
}
