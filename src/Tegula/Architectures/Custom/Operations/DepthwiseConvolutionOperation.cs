using System.Collections.Immutable;
using Tegula.Compute.Graphs;

namespace Tegula.Architectures.Custom.Operations;

/// <summary>ReLU, depthwise convolution, batch norm: channels are not mixed.</summary>
internal sealed class DepthwiseConvolutionOperation : ICellOperation
{
    public string Type => "depthwise-convolution";

    public string Description => "ReLU, convolution of each channel alone, batch norm";

    public ImmutableArray<OperationParameter> Parameters => [OperationParameter.Kernel(3), OperationParameter.Dilation(1)];

    public int? Append(GraphBuilder graph, OperationPlace place) => graph.BatchNorm(
        CellLayers.Convolution(graph, graph.Relu(place.Source), place.Name + ".depthwise", place.Channels, place.Settings, place.Channels), place.Name + ".bn");
}
