using System.Collections.Immutable;
using Tegula.Architectures.Graphs;

namespace Tegula.Exchange.Onnx.Reading;

/// <summary>
/// Finds the layered cells of NN-Mass in a topology: residual blocks and standard dense blocks. Where anything else joins values, the network has none, since
/// the mass of a part would pass for that of the whole. Source of the notions: 001_20c8c2cd2fe38226.txt, Remark 2, Fig. 2, Sec. 4.
/// </summary>
internal sealed class CellRecognition
{
    // Keeps products of channels within 64 bits.
    private const int MaxChannels = 1 << 20;

    private readonly IReadOnlyList<DraftNode> _nodes;
    private readonly int[] _readers;
    private readonly Dictionary<int, int> _begins = [];

    /// <summary>Looks at a topology whose last node is the output.</summary>
    public CellRecognition(IReadOnlyList<DraftNode> nodes)
    {
        _nodes = nodes;
        _readers = new int[nodes.Count];
        foreach (DraftEdge edge in nodes.SelectMany(node => node.Edges))
            _readers[edge.Source]++;
    }

    /// <summary>The cells in order; empty where a node joins values in another way than these blocks do.</summary>
    /// <param name="stranger">Name of the first such node; null where there is none.</param>
    public IReadOnlyList<LayeredCell> Cells(out string? stranger)
    {
        Dictionary<int, LayeredCell> cells = [];
        HashSet<int> joins = [.. Enumerable.Range(0, _nodes.Count - 1).Where(node => _nodes[node].Edges.Count > 1)];
        foreach (int node in joins.Where(node => _nodes[node].Node.Merge == NodeMerge.Sum).Order())
        {
            if (Residual(node) is { } cell)
                cells[node] = cell;
        }

        joins.ExceptWith(cells.Keys);
        foreach (List<int> block in DenseBlocks())
        {
            if (Dense(block) is not { } cell)
                continue;
            cells[block[0]] = cell;
            joins.ExceptWith(block);
        }

        stranger = joins.Count == 0 ? null : _nodes[joins.Min()].Node.Name;
        return joins.Count > 0 ? [] : [.. cells.OrderBy(cell => cell.Key).Select(cell => cell.Value)];
    }

    // Two values are added: the end of a chain of layers, and what the chain began with, as it is, pooled, or through one layer.
    private LayeredCell? Residual(int node)
    {
        if (_nodes[node].Edges is not [var one, var other])
            return null;
        return Chain(node, one, other.Source) ?? Chain(node, other, one.Source);
    }

    private LayeredCell? Chain(int end, DraftEdge last, int start)
    {
        const int leastLayers = 3;
        var layers = new List<int> { end };
        for (DraftEdge edge = last; ; edge = _nodes[edge.Source].Edges[0])
        {
            layers.Add(edge.Source);
            if (!edge.Operation.IsParameterized)
                return null;
            if (edge.Source == start)
                break;
            if (_nodes[edge.Source].Edges.Count != 1 || _readers[edge.Source] != 1)
                return null;
        }

        layers.Reverse();
        ImmutableArray<int> all = [.. layers];
        return layers.Count >= leastLayers && HasSizes(all) ? new(all, all, SkipConnectionType.Addition) : null;
    }

    // Chains of concatenations of which each takes in what the one before did, and the layer made of that one.
    private List<List<int>> DenseBlocks()
    {
        var blocks = new List<List<int>>();
        var ends = new Dictionary<int, List<int>>();
        for (int node = 0; node < _nodes.Count - 1; node++)
        {
            if (_nodes[node].Node.Merge != NodeMerge.Concatenate || _nodes[node].Edges.Exists(edge => edge.Channels != _nodes[edge.Source].Node.Channels))
                continue;
            int[] parts = [.. _nodes[node].Edges.Select(edge => edge.Source)];
            if (parts.Length == 2)
                blocks.Add(ends[node] = [node]);
            foreach (int before in parts.Length > 2 ? parts.Select(Begin).Distinct() : [])
            {
                if (!ends.TryGetValue(before, out List<int>? block) || !IsFollowedBy(before, parts))
                    continue;
                ends.Remove(before);
                block.Add(node);
                ends[node] = block;
                break;
            }
        }

        return blocks;
    }

    private bool IsFollowedBy(int before, int[] parts) =>
        _nodes[before].Edges.Count == parts.Length - 1
        && parts.Except(_nodes[before].Edges.Select(edge => edge.Source)).ToArray() is [var layer]
        && Begin(layer) == before;

    // The layers of a block have one width; the value that they begin with is concatenated, too, but is no layer of it.
    private LayeredCell? Dense(List<int> block)
    {
        int[] first = [.. _nodes[block[0]].Edges.Select(edge => edge.Source)];
        int input = Begin(first[1]) == first[0] ? first[0] : first[1];
        int layer = input == first[0] ? first[1] : first[0];
        if (block.Count < 2 || Begin(layer) != input)
            return null;
        var layers = new List<int> { layer };
        foreach (int node in block.Skip(1))
            layers.Add(_nodes[node].Edges.Select(edge => edge.Source).Single(part => part != input && !layers.Contains(part)));
        int width = _nodes[layer].Node.Channels;

        // An input that is itself such a layer may as well be the first one of another kind of cell.
        bool isAmbiguous = _nodes[input].Node.Channels == width && _nodes[input].Edges is [{ Operation.IsParameterized: true }];
        ImmutableArray<int> all = [.. layers];
        return !isAmbiguous && HasSizes(all) && layers.TrueForAll(node => _nodes[node].Node.Channels == width)
            ? new(all, [layer, .. block.SkipLast(1)], SkipConnectionType.Concatenation)
            : null;
    }

    // Where the chain of layers that ends in a node begins: at the first node before it that several things read or that joins several.
    private int Begin(int layer)
    {
        if (_begins.TryGetValue(layer, out int known))
            return known;
        int node = layer;
        while (_nodes[node].Edges is [{ Operation.IsParameterized: true, Source: var source }])
        {
            node = source;
            if (_readers[node] != 1)
                break;
        }

        return _begins[layer] = node;
    }

    private bool HasSizes(ImmutableArray<int> layers) => layers.All(layer => _nodes[layer].Node.Channels is > 0 and <= MaxChannels);
}
