using System.Collections.Immutable;

namespace Tegula.Architectures.Internals;

/// <summary>
/// The order of a cell's intermediate nodes that depends only on what they read: cells that differ in the numbering of their nodes, and in the order of
/// what a node reads, come out alike, and others do not.
/// </summary>
internal sealed class DartsNodeOrder
{
    private readonly DartsNodeTerms[] _nodes;
    private readonly int[] _places;
    private readonly long[][] _codes;
    private long[][]? _best;
    private ImmutableArray<int> _order;

    private DartsNodeOrder(DartsNodeTerms[] nodes)
    {
        _nodes = nodes;
        _codes = new long[nodes.Length][];
        _places = new int[DartsCell.InputCount + nodes.Length];
        _places.AsSpan().Fill(-1);
        for (int input = 0; input < DartsCell.InputCount; input++)
            _places[input] = input;
    }

    /// <summary>The numbers of the intermediate nodes, from 2, in this order; every node comes after those that it reads.</summary>
    /// <param name="nodes">The intermediate nodes; each reads inputs and earlier nodes only.</param>
    public static ImmutableArray<int> Of(IEnumerable<DartsNodeTerms> nodes)
    {
        var order = new DartsNodeOrder([.. nodes]);
        order.Search(0);
        return order._order;
    }

    // The smallest list of codes begins with the smallest code that a first node can have, and so on; only nodes of equal code must be tried one after
    // another.
    private void Search(int done)
    {
        if (done == _nodes.Length)
        {
            Keep();
            return;
        }

        long[]?[] codes = [.. _nodes.Select((_, node) => Code(node))];
        long[] least = codes.OfType<long[]>().Aggregate((one, other) => one.AsSpan().SequenceCompareTo(other) <= 0 ? one : other);
        _codes[done] = least;
        for (int node = 0; node < _nodes.Length; node++)
        {
            if (codes[node] is not { } code || !code.AsSpan().SequenceEqual(least))
                continue;
            _places[DartsCell.InputCount + node] = DartsCell.InputCount + done;
            Search(done + 1);
            _places[DartsCell.InputCount + node] = -1;
        }
    }

    private void Keep()
    {
        int difference = _best is null ? -1 : _codes.Zip(_best, (one, other) => one.AsSpan().SequenceCompareTo(other)).FirstOrDefault(result => result != 0);
        if (difference >= 0)
            return;
        _best = [.. _codes];
        _order = [.. Enumerable.Range(DartsCell.InputCount, _nodes.Length).OrderBy(node => _places[node])];
    }

    /// <summary>A node's mark and its terms in the places of their sources, sorted; null when it has a place, or a source has none yet.</summary>
    private long[]? Code(int node)
    {
        (long mark, ImmutableArray<(int Source, long Label)> terms) = _nodes[node];
        if (_places[DartsCell.InputCount + node] >= 0 || terms.Any(term => _places[term.Source] < 0))
            return null;
        return [mark, .. terms.Select(term => (Place: _places[term.Source], term.Label)).Order().SelectMany(term => new[] { term.Place, term.Label })];
    }
}
