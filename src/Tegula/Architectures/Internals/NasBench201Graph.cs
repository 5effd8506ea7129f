using Tegula.Architectures.Graphs;

namespace Tegula.Architectures.Internals;

/// <summary>A NAS-Bench-201 cell as a graph.</summary>
internal static class NasBench201Graph
{
    private static readonly GraphNode[] Nodes = [new("input", NodeRole.Input), new("1"), new("2"), new("output", NodeRole.Output)];

    private static readonly EdgeOperation[] Operations =
        [.. Enum.GetValues<NasBench201Operation>().Select(operation => new EdgeOperation(operation.Name(), Kind(operation)))];

    /// <summary>Nodes 0 to 3 and every edge that is not cut.</summary>
    public static ArchitectureGraph Of(NasBench201Cell cell) => Of(edge => cell.Operations.AsSpan().Slice(edge, 1));

    /// <summary>The same of a supernet, with one edge for each operation other than <see cref="NasBench201Operation.None"/>.</summary>
    public static ArchitectureGraph Of(NasBench201Supernet supernet) => Of(edge => supernet.Operations[edge].AsSpan());

    private static ArchitectureGraph Of(Func<int, ReadOnlySpan<NasBench201Operation>> operations)
    {
        var builder = new ArchitectureGraphBuilder();
        foreach (GraphNode node in Nodes)
            builder.Add(node);
        for (int edge = 0; edge < NasBench201Cell.EdgeCount; edge++)
        {
            foreach (NasBench201Operation operation in operations(edge))
            {
                if (operation != NasBench201Operation.None)
                    builder.Connect(NasBench201Cell.Edges[edge].Source, NasBench201Cell.Edges[edge].Target, Operations[(int)operation]);
            }
        }

        return builder.Build();
    }

    private static OperationKind Kind(NasBench201Operation operation) =>
        operation.IsConvolution() ? OperationKind.Convolution
        : operation == NasBench201Operation.AvgPool3x3 ? OperationKind.Pooling
        : OperationKind.Identity;
}
