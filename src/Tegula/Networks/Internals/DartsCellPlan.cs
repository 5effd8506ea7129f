using System.Collections.Immutable;
using Tegula.Architectures;
using Tegula.Architectures.Internals;

namespace Tegula.Networks.Internals;

/// <summary>
/// What a cell of a genotype or of a supernet computes, in one order whatever the order of its nodes and edges. Nodes of the output that stood in another
/// order permute its channels, and the random weights behind them are as good in one order as in another.
/// </summary>
internal sealed class DartsCellPlan
{
    private DartsCellPlan(ImmutableArray<ImmutableArray<DartsTerm>> nodes, ImmutableArray<int> concatenated)
    {
        Nodes = nodes;
        Concatenated = concatenated;
    }

    /// <summary>The terms of each intermediate node, from node 2; a node without terms is zero.</summary>
    public ImmutableArray<ImmutableArray<DartsTerm>> Nodes { get; }

    /// <summary>The nodes that the output concatenates, ascending.</summary>
    public ImmutableArray<int> Concatenated { get; }

    /// <summary>The plan of a genotype's cell: each node the sum of its edges.</summary>
    public static DartsCellPlan Of(DartsCell cell) =>
        Of([.. cell.Edges.Select(edge => new DartsTerm(edge.Source, edge.Operation, 1)).Chunk(DartsCell.EdgesPerNode)], cell.Concatenated);

    /// <summary>The plan of a supernet's cell: each node the sum of its edges, each of them the mean of its operations.</summary>
    public static DartsCellPlan Of(DartsSupernetCell cell)
    {
        IEnumerable<int> nodes = Enumerable.Range(DartsCell.InputCount, DartsSupernetCell.IntermediateNodes);
        return Of([.. nodes.Select(node => TermsOf(cell, node).ToArray())], [.. nodes]);
    }

    /// <summary>The plan of a cell.</summary>
    /// <param name="nodes">The terms of each intermediate node; those of <c>none</c> are left out.</param>
    /// <param name="concatenated">The nodes that the output concatenates.</param>
    public static DartsCellPlan Of(IReadOnlyList<IReadOnlyList<DartsTerm>> nodes, IReadOnlyCollection<int> concatenated)
    {
        DartsTerm[][] terms = [.. nodes.Select(node => node.Where(term => term.Operation != DartsOperation.None).ToArray())];
        ImmutableArray<int> order = DartsNodeOrder.Of(terms.Select((node, index) => new DartsNodeTerms(
            concatenated.Contains(DartsCell.InputCount + index) ? 0 : 1, [.. node.Select(term => (term.Source, Label(term)))])));
        int Place(int node) => node < DartsCell.InputCount ? node : DartsCell.InputCount + order.IndexOf(node);
        return new(
            [.. order.Select(node => terms[node - DartsCell.InputCount]
                .Select(term => term with { Source = Place(term.Source) })
                .OrderBy(term => term.Source).ThenBy(Label).ToImmutableArray())],
            [.. concatenated.Select(Place).Order()]);
    }

    /// <summary>Whether the output depends on an input that itself depends on the image.</summary>
    /// <param name="first">Whether input 0 does.</param>
    /// <param name="second">Whether input 1 does.</param>
    public bool DependsOnImage(bool first, bool second)
    {
        List<bool> depends = [first, second];
        foreach (ImmutableArray<DartsTerm> terms in Nodes)
            depends.Add(terms.Any(term => depends[term.Source]));
        return Concatenated.Any(node => depends[node]);
    }

    private static IEnumerable<DartsTerm> TermsOf(DartsSupernetCell cell, int node) =>
        from edge in cell.Edges
        where edge.Target == node
        from operation in edge.Operations
        select new DartsTerm(edge.Source, operation, 1f / edge.Operations.Length);

    private static long Label(DartsTerm term) => ((long)BitConverter.SingleToInt32Bits(term.Weight) << 8) | (long)term.Operation;
}
