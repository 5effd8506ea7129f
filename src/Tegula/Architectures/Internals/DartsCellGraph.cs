using Tegula.Architectures.Graphs;

namespace Tegula.Architectures.Internals;

/// <summary>A cell of a genotype as a graph without sizes.</summary>
internal static class DartsCellGraph
{
    /// <summary>The name of the output of the cell before the previous one.</summary>
    public const string FirstInput = "c_{k-2}";

    /// <summary>The name of the output of the previous cell.</summary>
    public const string SecondInput = "c_{k-1}";

    private const string Output = "c_{k}";

    private static readonly EdgeOperation[] Operations =
        [.. Enum.GetValues<DartsOperation>().Select(operation => new EdgeOperation(operation.Name(), operation.Kind()))];

    /// <summary>The inputs, all intermediate nodes, the output, and every edge that is not cut.</summary>
    public static ArchitectureGraph Of(DartsCell cell) => Of(
        cell.IntermediateNodes,
        cell.Edges.Select((edge, index) => (edge.Source, DartsCell.TargetOf(index), edge.Operation)).Where(edge => edge.Operation != DartsOperation.None),
        cell.Concatenated);

    /// <summary>The same of a supernet's cell, with one edge for each operation.</summary>
    public static ArchitectureGraph Of(DartsSupernetCell cell) => Of(
        DartsSupernetCell.IntermediateNodes,
        cell.Edges.SelectMany(edge => edge.Operations.Select(operation => (edge.Source, edge.Target, operation))),
        Enumerable.Range(DartsCell.InputCount, DartsSupernetCell.IntermediateNodes));

    /// <summary>The name of an intermediate node; figures number them from 0.</summary>
    public static string NameOf(int node) => $"{node - DartsCell.InputCount}";

    private static ArchitectureGraph Of(int nodes, IEnumerable<(int Source, int Target, DartsOperation Operation)> edges, IEnumerable<int> concatenated)
    {
        var builder = new ArchitectureGraphBuilder();
        builder.Add(FirstInput, NodeRole.Input);
        builder.Add(SecondInput, NodeRole.Input);
        for (int node = 0; node < nodes; node++)
            builder.Add(NameOf(DartsCell.InputCount + node));
        foreach ((int source, int target, DartsOperation operation) in edges)
            builder.Connect(source, target, Operations[(int)operation]);
        int output = builder.Add(Output, NodeRole.Output, NodeMerge.Concatenate);
        foreach (int node in concatenated)
            builder.Connect(node, output, EdgeOperation.Concatenation);
        return builder.Build();
    }
}
