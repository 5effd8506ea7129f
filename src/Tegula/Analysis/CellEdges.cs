using Tegula.Architectures;
using Tegula.Architectures.Custom;
using Tegula.Architectures.Graphs;

namespace Tegula.Analysis;

/// <summary>The edges of a cell with their operations: what a cell is made of, and what can be swapped in it.</summary>
public static class CellEdges
{
    private const string Normal = "normal";
    private const string Reduction = "reduce";

    /// <summary>
    /// The edges in the order of the architecture's text; of a genotype those of the normal and then of the reduction cell. Edges are named by their ends,
    /// <c>0-3</c> in a NAS-Bench-201 cell and in one of an own space, <c>normal:0-2</c> in a genotype, numbered as in its text; a second edge between the
    /// same ends is <c>normal:0-2#2</c>.
    /// </summary>
    /// <remarks>Of other architectures, all edges of the graph but links to a concatenation.</remarks>
    public static IReadOnlyList<CellEdge> Of(IArchitecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return architecture switch
        {
            NasBench201Cell cell =>
                [.. cell.Operations.Zip(NasBench201Cell.Edges, (operation, ends) => new CellEdge($"{ends.Source}-{ends.Target}", operation.Name()))],
            DartsGenotype genotype => [.. Of(genotype.Normal, Normal), .. Of(genotype.Reduce, Reduction)],
            CustomCell cell =>
            [
                .. cell.Definition.Edges.Zip(
                    cell.Operations, (edge, operation) => new CellEdge($"{edge.Source}-{edge.Target}", cell.Definition.Operations[operation].Name)),
            ],
            _ => [.. Of(architecture.ToGraph())],
        };
    }

    /// <summary>The operations that edges can have, in the order of the space; empty where edges cannot be swapped.</summary>
    public static IReadOnlyList<string> Operations(IArchitecture architecture) => architecture switch
    {
        NasBench201Cell => NasBench201Operations.Names,
        DartsGenotype => [.. DartsOperations.Candidates.Select(operation => operation.Name())],
        CustomCell cell => [.. cell.Definition.Operations.Select(operation => operation.Name)],
        _ => [],
    };

    /// <summary>The operations that one edge can have, in the order of the space; empty where edges cannot be swapped.</summary>
    /// <param name="architecture">The architecture.</param>
    /// <param name="edge">Place in <see cref="Of(IArchitecture)"/>.</param>
    public static IReadOnlyList<string> Operations(IArchitecture architecture, int edge) =>
        architecture is CustomCell cell ? cell.Definition.Edges[edge].Operations : Operations(architecture);

    /// <summary>The architecture with another operation on one edge.</summary>
    /// <param name="architecture">A NAS-Bench-201 cell, a genotype or a cell of an own space, whose constraints are not looked at.</param>
    /// <param name="edge">Place in <see cref="Of(IArchitecture)"/>.</param>
    /// <param name="operation">Name of the operation.</param>
    /// <exception cref="ArgumentException">Operations cannot be swapped in such an architecture, or there is no such operation.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such edge.</exception>
    public static IArchitecture With(IArchitecture architecture, int edge, string operation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(edge);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(edge, Of(architecture).Count);
        switch (architecture)
        {
            case NasBench201Cell cell when NasBench201Operations.TryParse(operation, out var put):
                return cell.With(edge, put);
            case DartsGenotype genotype when DartsOperations.TryParse(operation, out var put):
                var inNormal = edge < genotype.Normal.Edges.Length;
                return inNormal
                    ? genotype with { Normal = With(genotype.Normal, edge, put) }
                    : genotype with { Reduce = With(genotype.Reduce, edge - genotype.Normal.Edges.Length, put) };
            case CustomCell cell when Operations(cell, edge).Contains(operation):
                return new CustomCell(cell.Definition, cell.Operations.SetItem(edge, Operations(cell).ToList().IndexOf(operation)));
            case NasBench201Cell or DartsGenotype or CustomCell:
                throw new ArgumentException(
                    $"unknown operation '{operation}'; available are {string.Join(", ", Operations(architecture, edge))}", nameof(operation));
            default:
                throw new ArgumentException("operations can be swapped in cells and in genotypes only", nameof(architecture));
        }
    }

    private static DartsCell With(DartsCell cell, int edge, DartsOperation operation) => cell.With(edge, cell.Edges[edge] with { Operation = operation });

    private static IEnumerable<CellEdge> Of(DartsCell cell, string name)
    {
        var named = new Dictionary<string, int>();
        foreach (var (index, edge) in cell.Edges.Index())
        {
            var ends = $"{name}:{edge.Source}-{DartsCell.TargetOf(index)}";
            var number = named[ends] = named.GetValueOrDefault(ends) + 1;
            yield return new(number == 1 ? ends : $"{ends}#{number}", edge.Operation.Name());
        }
    }

    private static IEnumerable<CellEdge> Of(ArchitectureGraph graph) => graph.Edges
        .Where(edge => edge.Operation != EdgeOperation.Concatenation)
        .Select(edge => new CellEdge($"{graph.Nodes[edge.Source].Name}-{graph.Nodes[edge.Target].Name}", edge.Operation.Name));
}
