using System.Globalization;
using Tegula.Architectures;
using Tegula.Architectures.Internals;

namespace Tegula.Spaces.Internals;

/// <summary>
/// A text that is equal for two cells exactly when one becomes the other by exchanging the pairs of nodes and by numbering the intermediate nodes in
/// another order. For cells that concatenate all of their nodes.
/// </summary>
internal static class DartsCanonicalCell
{
    private const int SourceBase = 16;

    /// <summary>The edges in the order of <see cref="DartsNodeOrder"/>, those of a node sorted.</summary>
    public static string Key(DartsCell cell)
    {
        DartsEdge[][] nodes = [.. cell.Edges.Chunk(DartsCell.EdgesPerNode)];
        int[] places = [.. Enumerable.Range(0, DartsCell.InputCount), .. new int[nodes.Length]];
        int place = DartsCell.InputCount;
        foreach (int node in DartsNodeOrder.Of(nodes.Select(edges => new DartsNodeTerms(0, [.. edges.Select(edge => (edge.Source, (long)edge.Operation))]))))
            places[node] = place++;
        IEnumerable<int> codes = nodes.Index().OrderBy(node => places[DartsCell.InputCount + node.Index])
            .SelectMany(node => node.Item.Select(edge => (places[edge.Source] * SourceBase) + (int)edge.Operation).Order());
        return string.Concat(codes.Select(code => code.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
