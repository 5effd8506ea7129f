using System.Collections.Immutable;
using Tegula.Architectures.Custom;
using Tegula.Compute;
using Tegula.Compute.Graphs;

namespace OwnOperation;

/// <summary>ReLU, a convolution on a share of the channels, batch norm: 1x1 down, kernel x kernel, 1x1 up.</summary>
internal sealed class BottleneckOperation : ICellOperation
{
    public string Type => "bottleneck";

    public string Description => "ReLU, 1x1 convolution to fewer channels, convolution, 1x1 convolution back, batch norm";

    public ImmutableArray<OperationParameter> Parameters =>
        [OperationParameter.Kernel(3), new("reduction", 4, 1, 16, "by what the channels are divided")];

    public int? Append(GraphBuilder graph, OperationPlace place)
    {
        int few = Math.Max(1, place.Channels / place.Settings.Integer("reduction"));
        int kernel = place.Settings.Integer("kernel");
        int down = graph.Convolution(graph.Relu(place.Source), place.Name + ".down", few, Extent.Square(1));
        int inner = graph.Convolution(graph.Relu(down), place.Name + ".inner", few, Extent.Square(kernel), padding: Extent.Square(kernel / 2));
        int up = graph.Convolution(graph.Relu(inner), place.Name + ".up", place.Channels, Extent.Square(1));
        return graph.BatchNorm(up, place.Name + ".bn");
    }
}
