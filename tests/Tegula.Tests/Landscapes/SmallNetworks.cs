using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Landscapes;
using Tegula.Networks;

namespace Tegula.Tests.Landscapes;

/// <summary>Networks for images of 1 x 4 x 4 and two classes.</summary>
internal static class SmallNetworks
{
    /// <summary>A convolution, a batch norm with statistics of its own, a rectifier, and a classifier.</summary>
    public static TrainedNetwork Convolutional(int channels = 4)
    {
        var builder = new GraphBuilder(new TensorShape(1, 4, 4));
        int value = builder.BatchNorm(builder.Convolution(builder.Input, "conv", channels, Extent.Square(3), padding: Extent.Square(1)), "bn");
        Graph graph = builder.Build(builder.Linear(builder.Relu(value), "linear", 2));
        var statistics = new BatchNormStatistics(channels);
        for (int c = 0; c < channels; c++) (statistics.Means[c], statistics.Variances[c]) = (0.2 * c, 0.5 + c);
        return new(graph, WeightInitialization.KaimingNormal(graph, 1, 0), statistics);
    }

    /// <summary>A linear classifier.</summary>
    public static TrainedNetwork Linear()
    {
        var builder = new GraphBuilder(new TensorShape(1, 4, 4));
        Graph graph = builder.Build(builder.Linear(builder.Input, "linear", 2));
        return new(graph, WeightInitialization.KaimingNormal(graph, 2, 0), new BatchNormStatistics(0));
    }
}
