using System.Globalization;
using Tegula.Architectures;

namespace Tegula.Spaces.Internals;

/// <summary>
/// A text that is equal for two cells exactly when one becomes the other by exchanging the pairs of nodes and by numbering the intermediate nodes in
/// another order. For cells that concatenate all of their nodes.
/// </summary>
internal static class DartsCanonicalCell
{
    private const int SourceBase = 16;

    /// <summary>The smallest code over all orders of the nodes in which every source comes first.</summary>
    public static string Key(DartsCell cell)
    {
        int nodes = cell.IntermediateNodes;
        var best = new int[nodes];
        best.AsSpan().Fill(int.MaxValue);
        Span<int> places = stackalloc int[DartsCell.InputCount + nodes];
        places.Fill(-1);
        for (int input = 0; input < DartsCell.InputCount; input++)
            places[input] = input;
        Search(cell, places, 0, new int[nodes], best);
        return string.Concat(best.Select(code => code.ToString("x4", CultureInfo.InvariantCulture)));
    }

    // The smallest list begins with the smallest code that a first node can have, and so on; only nodes of equal code must be tried one after another.
    private static void Search(DartsCell cell, Span<int> places, int done, int[] codes, int[] best)
    {
        if (done == codes.Length)
        {
            if (codes.AsSpan().SequenceCompareTo(best) < 0)
                codes.CopyTo(best, 0);
            return;
        }

        int least = int.MaxValue;
        for (int node = DartsCell.InputCount; node < places.Length; node++)
            least = places[node] < 0 ? Math.Min(least, Code(cell, places, node)) : least;
        codes[done] = least;
        for (int node = DartsCell.InputCount; node < places.Length; node++)
        {
            if (places[node] >= 0 || Code(cell, places, node) != least)
                continue;
            places[node] = DartsCell.InputCount + done;
            Search(cell, places, done + 1, codes, best);
            places[node] = -1;
        }
    }

    /// <summary>Both edges of a node, the smaller first; the largest number when a source has no place yet.</summary>
    private static int Code(DartsCell cell, ReadOnlySpan<int> places, int node)
    {
        int first = (node - DartsCell.InputCount) * DartsCell.EdgesPerNode;
        int one = Code(cell.Edges[first], places);
        int other = Code(cell.Edges[first + 1], places);
        return one < 0 || other < 0 ? int.MaxValue : (Math.Min(one, other) * SourceBase * SourceBase) + Math.Max(one, other);
    }

    private static int Code(DartsEdge edge, ReadOnlySpan<int> places) =>
        places[edge.Source] < 0 ? -1 : (places[edge.Source] * SourceBase) + (int)edge.Operation;
}
