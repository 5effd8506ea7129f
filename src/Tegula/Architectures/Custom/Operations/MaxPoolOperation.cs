using System.Collections.Immutable;
using Tegula.Compute;
using Tegula.Compute.Graphs;

namespace Tegula.Architectures.Custom.Operations;

/// <summary>A pooling with stride 1: the largest value of the window.</summary>
internal sealed class MaxPoolOperation : ICellOperation
{
    public string Type => "max-pool";

    public string Description => "the largest value of the window, padding left out";

    public ImmutableArray<OperationParameter> Parameters => [OperationParameter.Kernel(3) with { Minimum = 3 }];

    public int? Append(GraphBuilder graph, OperationPlace place)
    {
        int kernel = place.Settings.Integer("kernel");
        return graph.MaxPool(place.Source, Extent.Square(kernel), padding: Extent.Square(kernel / 2));
    }
}
