using System.Collections.Immutable;
using Tegula.Compute;
using Tegula.Compute.Graphs;

namespace Tegula.Architectures.Custom.Operations;

/// <summary>ReLU, convolution, batch norm.</summary>
internal sealed class ConvolutionOperation : ICellOperation
{
    /// <summary>The parameter that says in how many groups channels are convolved apart.</summary>
    public const string Groups = "groups";

    public string Type => "convolution";

    public string Description => "ReLU, convolution without bias, batch norm";

    public ImmutableArray<OperationParameter> Parameters =>
    [
        OperationParameter.Kernel(3),
        OperationParameter.Dilation(1),
        new(Groups, 1, 1, 256, "groups of channels that are convolved apart; the largest common divisor where a small network has fewer channels"),
    ];

    public int? Append(GraphBuilder graph, OperationPlace place)
    {
        int groups = CellLayers.GreatestCommonDivisor(place.Settings.Integer(Groups), place.Channels);
        int convolution = CellLayers.Convolution(graph, graph.Relu(place.Source), place.Name + ".conv", place.Channels, place.Settings, groups);
        return graph.BatchNorm(convolution, place.Name + ".bn");
    }
}
