using System.Collections.Immutable;
using Tegula.Compute.Graphs;

namespace Tegula.Architectures.Custom.Operations;

/// <summary>The dilated separable convolution of DARTS.</summary>
internal sealed class DilatedConvolutionOperation : ICellOperation
{
    public string Type => "dilated-convolution";

    public string Description => "ReLU, dilated convolution of each channel alone, 1x1 convolution, batch norm, as in DARTS";

    public ImmutableArray<OperationParameter> Parameters => [OperationParameter.Kernel(3), OperationParameter.Dilation(2)];

    public int? Append(GraphBuilder graph, OperationPlace place) => CellLayers.Separable(graph, place, 1);
}
