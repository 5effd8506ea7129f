using Tegula.Compute.Graphs;

namespace Tegula.Architectures.Custom.Operations;

/// <summary>Hands the source on.</summary>
internal sealed class IdentityOperation : ICellOperation
{
    public string Type => "identity";

    public string Description => "hands on what it reads: a skip connection";

    public int? Append(GraphBuilder graph, OperationPlace place) => place.Source;
}
