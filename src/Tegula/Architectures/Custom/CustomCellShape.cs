using System.Collections.Immutable;

namespace Tegula.Architectures.Custom;

/// <summary>Nodes and edges that the cells of an own space have in common.</summary>
/// <param name="Nodes">From 2 to 16: node 0 is the input, the last one the output.</param>
public sealed record CustomCellShape(int Nodes)
{
    /// <summary>Most nodes that a cell can have.</summary>
    public const int MaxNodes = 16;

    /// <summary>
    /// The edges, each from a node to a later one; default (no array at all) for all there can be: from each node to every later one, but none to the last
    /// where the inner nodes are concatenated.
    /// </summary>
    public ImmutableArray<CustomEdge> Edges { get; init; }

    /// <summary>What the cell hands on.</summary>
    public CellOutput Output { get; init; }

    /// <summary>The edges, written out.</summary>
    internal ImmutableArray<CustomEdge> AllEdges => !Edges.IsDefault
        ? Edges
        :
        [
            .. from target in Enumerable.Range(1, Nodes - (Output == CellOutput.Concatenate ? 2 : 1))
               from source in Enumerable.Range(0, target)
               select new CustomEdge(source, target),
        ];
}
