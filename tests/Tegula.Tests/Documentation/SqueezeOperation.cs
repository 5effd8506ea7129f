using System.Collections.Immutable;
using Tegula.Architectures.Custom;
using Tegula.Compute;
using Tegula.Compute.Graphs;

namespace Tegula.Tests.Documentation;

/// <summary>The own operation that <c>docs/custom-spaces.md</c> shows.</summary>
public sealed class SqueezeOperation : ICellOperation
{
    public string Type => "squeeze";

    public string Description => "1x1 convolution to fewer channels, 3x3 convolution back, a batch norm behind each";

    public ImmutableArray<OperationParameter> Parameters => [new("ratio", 2, 1, 8, "channels outside for each one inside")];

    public int? Append(GraphBuilder graph, OperationPlace place)
    {
        int inside = Math.Max(place.Channels / place.Settings.Integer("ratio"), 1);
        int squeezed = graph.Convolution(graph.Relu(place.Source), place.Name + ".squeeze", inside, Extent.Square(1));
        int restored = graph.Convolution(
            graph.Relu(graph.BatchNorm(squeezed, place.Name + ".bn0")), place.Name + ".restore", place.Channels, Extent.Square(3), padding: Extent.Square(1));
        return graph.BatchNorm(restored, place.Name + ".bn1");
    }
}
