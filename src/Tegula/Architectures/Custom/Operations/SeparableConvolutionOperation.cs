using System.Collections.Immutable;
using Tegula.Compute.Graphs;

namespace Tegula.Architectures.Custom.Operations;

/// <summary>A separable convolution, done twice as in DARTS unless the file says otherwise.</summary>
internal sealed class SeparableConvolutionOperation : ICellOperation
{
    private const string Repeats = "repeats";

    public string Type => "separable-convolution";

    public string Description => "ReLU, convolution of each channel alone, 1x1 convolution, batch norm; all of it twice, as DARTS has it";

    public ImmutableArray<OperationParameter> Parameters =>
    [
        OperationParameter.Kernel(3),
        OperationParameter.Dilation(1),
        new(Repeats, 2, 1, 4, "how often in a row"),
    ];

    public int? Append(GraphBuilder graph, OperationPlace place) => CellLayers.Separable(graph, place, place.Settings.Integer(Repeats));
}
