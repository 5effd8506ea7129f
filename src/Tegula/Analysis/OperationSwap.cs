using Tegula.Architectures;
using Tegula.Architectures.Custom;
using Tegula.Spaces.Custom;

namespace Tegula.Analysis;

/// <summary>A cell with one operation replaced.</summary>
/// <param name="Edge">The edge that changed, with the operation that stood there.</param>
/// <param name="Operation">The operation that stands there now.</param>
/// <param name="Architecture">The cell that comes of it.</param>
public sealed record OperationSwap(CellEdge Edge, string Operation, IArchitecture Architecture)
{
    /// <summary>The swap in words: <c>0-3: none to skip_connect</c>.</summary>
    public override string ToString() => $"{Edge.Name}: {Edge.Operation} to {Operation}";

    /// <summary>Every swap of one operation, by edge and then by operation.</summary>
    /// <param name="architecture">A NAS-Bench-201 cell, a genotype, or a cell of an own space, whose swaps keep to the constraints.</param>
    /// <param name="edge">Name of the only edge to change; null for all.</param>
    /// <exception cref="AnalysisException">
    /// Operations cannot be swapped in such an architecture, or it has no such edge; the message names those there are.
    /// </exception>
    public static IReadOnlyList<OperationSwap> All(IArchitecture architecture, string? edge = null)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var edges = CellEdges.Of(architecture);
        if (CellEdges.Operations(architecture).Count == 0)
            throw new AnalysisException("operations can be swapped in cells and in genotypes only");
        var space = architecture is CustomCell cell ? new CustomSpace(cell.Definition) : null;
        if (edge is not null && edges.All(item => item.Name != edge))
            throw new AnalysisException($"there is no edge '{edge}'; the cell has {string.Join(", ", edges.Select(item => item.Name))}");
        return
        [
            .. from place in edges.Index()
               where edge is null || place.Item.Name == edge
               from operation in CellEdges.Operations(architecture, place.Index)
               where operation != place.Item.Operation
               let swapped = CellEdges.With(architecture, place.Index, operation)
               where space is null || space.Admits((CustomCell)swapped)
               select new OperationSwap(place.Item, operation, swapped),
        ];
    }
}
