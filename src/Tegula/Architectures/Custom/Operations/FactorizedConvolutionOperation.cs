using System.Collections.Immutable;
using Tegula.Compute;
using Tegula.Compute.Graphs;

namespace Tegula.Architectures.Custom.Operations;

/// <summary>A row kernel followed by a column kernel.</summary>
internal sealed class FactorizedConvolutionOperation : ICellOperation
{
    public string Type => "factorized-convolution";

    public string Description => "ReLU, convolution with one row, convolution with one column, batch norm";

    public ImmutableArray<OperationParameter> Parameters => [OperationParameter.Kernel(7)];

    public int? Append(GraphBuilder graph, OperationPlace place)
    {
        int kernel = place.Settings.Integer("kernel");
        int across = graph.Convolution(
            graph.Relu(place.Source), place.Name + ".across", place.Channels, new Extent(1, kernel), padding: new Extent(0, kernel / 2));
        int down = graph.Convolution(across, place.Name + ".down", place.Channels, new Extent(kernel, 1), padding: new Extent(kernel / 2, 0));
        return graph.BatchNorm(down, place.Name + ".bn");
    }
}
