using System.Collections.Immutable;
using Tegula.Compute;
using Tegula.Compute.Graphs;

namespace Tegula.Architectures.Custom.Operations;

/// <summary>MobileNet-v2's block at stride 1.</summary>
internal sealed class InvertedResidualOperation : ICellOperation
{
    private const string Expansion = "expansion";

    public string Type => "inverted-residual";

    public string Description =>
        "1x1 convolution to more channels, convolution of each channel alone, 1x1 convolution back, "
        + "a batch norm behind each and a ReLU6 behind the first two; added to what it reads";

    public ImmutableArray<OperationParameter> Parameters =>
    [
        OperationParameter.Kernel(3),
        new(Expansion, 6, 1, 16, "channels inside, in multiples of those outside; 1 leaves the first convolution out"),
    ];

    public int? Append(GraphBuilder graph, OperationPlace place)
    {
        (int kernel, int expansion) = (place.Settings.Integer("kernel"), place.Settings.Integer(Expansion));
        int hidden = place.Channels * expansion;
        int value = place.Source;
        if (expansion > 1)
            value = graph.Relu6(graph.BatchNorm(graph.Convolution(value, place.Name + ".expand.conv", hidden, Extent.Square(1)), place.Name + ".expand.bn"));
        int filtered = graph.Convolution(
            value, place.Name + ".depthwise.conv", hidden, Extent.Square(kernel), padding: Extent.Square(kernel / 2), groups: hidden);
        value = graph.Relu6(graph.BatchNorm(filtered, place.Name + ".depthwise.bn"));
        int projected = graph.Convolution(value, place.Name + ".project.conv", place.Channels, Extent.Square(1));
        return graph.Add(place.Source, graph.BatchNorm(projected, place.Name + ".project.bn"));
    }
}
