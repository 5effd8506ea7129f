using Tegula.Compute.Graphs;

namespace Tegula.Architectures.Custom.Operations;

/// <summary>Cuts the edge.</summary>
internal sealed class NoneOperation : ICellOperation
{
    public string Type => "none";

    public string Description => "cuts the edge: nothing is handed on";

    public int? Append(GraphBuilder graph, OperationPlace place) => null;
}
