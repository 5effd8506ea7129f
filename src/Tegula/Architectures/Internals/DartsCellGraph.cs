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
    public static ArchitectureGraph Of(DartsCell cell)
    {
        var builder = new ArchitectureGraphBuilder();
        builder.Add(FirstInput, NodeRole.Input);
        builder.Add(SecondInput, NodeRole.Input);
        for (int edge = 0; edge < cell.Edges.Length; edge++)
        {
            if (edge % DartsCell.EdgesPerNode == 0)
                builder.Add(NameOf(DartsCell.TargetOf(edge)));
            (DartsOperation operation, int source) = cell.Edges[edge];
            if (operation != DartsOperation.None)
                builder.Connect(source, DartsCell.TargetOf(edge), Operations[(int)operation]);
        }

        int output = builder.Add(Output, NodeRole.Output, NodeMerge.Concatenate);
        foreach (int node in cell.Concatenated)
            builder.Connect(node, output, EdgeOperation.Concatenation);
        return builder.Build();
    }

    /// <summary>The name of an intermediate node; figures number them from 0.</summary>
    public static string NameOf(int node) => $"{node - DartsCell.InputCount}";
}
