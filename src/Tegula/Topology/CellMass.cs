using Tegula.Architectures.Graphs;

namespace Tegula.Topology;

/// <summary>Density and NN-Mass of one layered cell. Source: 001_20c8c2cd2fe38226.txt, Eq. 1-3, 5 and 6.</summary>
/// <param name="SkipConnections">Skip connections there are; a concatenated channel counts once for each neuron of the layer it feeds.</param>
/// <param name="PossibleSkipConnections">Skip connections there could be; 0 for a cell of fewer than three layers.</param>
/// <param name="Neurons">Neurons (channels) of the cell; with addition, those that are the input of one of its layers.</param>
/// <param name="Links">Links between neurons of neighbouring layers and skip connections together.</param>
public sealed record CellMass(long SkipConnections, long PossibleSkipConnections, long Neurons, long Links)
{
    /// <summary>Cell density, in [0, 1]; 0 where no skip connection is possible.</summary>
    public double Density => PossibleSkipConnections == 0 ? 0 : (double)SkipConnections / PossibleSkipConnections;

    /// <summary>Density times neurons.</summary>
    public double Mass => Density * Neurons;

    /// <summary>One entry for each layered cell of a graph, in order.</summary>
    public static IReadOnlyList<CellMass> Of(ArchitectureGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (graph.LayeredCells.IsEmpty)
            return [];
        var incoming = new List<GraphEdge>?[graph.Nodes.Length];
        foreach (GraphEdge edge in graph.Edges)
            (incoming[edge.Target] ??= []).Add(edge);
        return [.. graph.LayeredCells.Select(cell => Of(graph, cell, incoming))];
    }

    private static CellMass Of(ArchitectureGraph graph, LayeredCell cell, List<GraphEdge>?[] incoming)
    {
        bool concatenates = cell.SkipConnections == SkipConnectionType.Concatenation;
        long actual = 0, possible = 0, neurons = 0, links = 0, earlier = 0;
        for (int layer = 0; layer < cell.Layers.Length; layer++)
        {
            long channels = graph.Nodes[cell.Layers[layer]].Channels;

            // A concatenated channel reaches every neuron of the layer; an added one only its counterpart.
            long reach = concatenates ? channels : 1;
            neurons += concatenates || layer < cell.Layers.Length - 1 ? channels : 0;
            if (layer >= 1)
                links += graph.Nodes[cell.Layers[layer - 1]].Channels * channels;
            if (layer < 2)
                continue;
            earlier += graph.Nodes[cell.Layers[layer - 2]].Channels;
            possible += earlier * reach;
            foreach (GraphEdge edge in incoming[cell.Joints[layer]] ?? [])
            {
                int source = cell.Layers.AsSpan(0, layer - 1).IndexOf(edge.Source);
                actual += source >= 0 ? edge.Channels * reach : 0;
            }
        }

        return new(actual, possible, neurons, links + actual);
    }
}
