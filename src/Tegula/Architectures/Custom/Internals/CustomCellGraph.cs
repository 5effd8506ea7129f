using Tegula.Architectures.Graphs;

namespace Tegula.Architectures.Custom.Internals;

/// <summary>A cell or supernet of an own space as a graph.</summary>
internal static class CustomCellGraph
{
    /// <summary>The nodes, and an edge for each operation that cuts nothing.</summary>
    /// <param name="definition">The space.</param>
    /// <param name="operations">The operations of each edge.</param>
    public static ArchitectureGraph Of(CustomSpaceDefinition definition, Func<int, ReadOnlySpan<int>> operations)
    {
        bool concatenates = definition.Cell.Output == CellOutput.Concatenate;
        int output = definition.Cell.Nodes - 1;
        var builder = new ArchitectureGraphBuilder();
        builder.Add("input", NodeRole.Input);
        for (int node = 1; node < output; node++)
            builder.Add($"{node}");
        builder.Add("output", NodeRole.Output, concatenates ? NodeMerge.Concatenate : NodeMerge.Sum);
        for (int edge = 0; edge < definition.Edges.Length; edge++)
        {
            foreach (int operation in operations(edge))
            {
                ResolvedOperation resolved = definition.ResolvedOperations[operation];
                if (!resolved.IsCut)
                    builder.Connect(definition.Edges[edge].Source, definition.Edges[edge].Target, new(resolved.Operation.Name, resolved.Kind));
            }
        }

        for (int node = 1; concatenates && node < output; node++)
            builder.Connect(node, output, EdgeOperation.Concatenation);
        return builder.Build();
    }
}
