using System.Collections.Immutable;
using Tegula.Architectures.Graphs;

namespace Tegula.Architectures.Models.Internals;

/// <summary>Builds one cell of a DenseNet-type network: a chain of layers of equal width with random concatenation links.</summary>
/// <param name="Index">Which cell of its network, from 0.</param>
/// <param name="Depth">d_c, its layers.</param>
/// <param name="Width">w_c, channels of each layer.</param>
/// <param name="Candidates">t_c, the most skip connections that a layer takes in.</param>
/// <param name="Seed">Seed of the links.</param>
internal sealed record ConcatenationCell(int Index, int Depth, int Width, int Candidates, ulong Seed)
{
    /// <summary>Adds the cell behind a node.</summary>
    /// <param name="builder">Receives nodes, edges and the layered cell.</param>
    /// <param name="input">Node that layer 0 reads.</param>
    /// <param name="layer">The operation of a layer, by its index and the channels it reads.</param>
    /// <returns>The node of the last layer.</returns>
    public int AddTo(ArchitectureGraphBuilder builder, (int Node, int Channels) input, Func<int, int, EdgeOperation> layer)
    {
        var layers = ImmutableArray.CreateBuilder<int>(Depth);
        var joints = ImmutableArray.CreateBuilder<int>(Depth);
        for (int i = 0; i < Depth; i++)
        {
            (int Node, int Channels) source = i == 0 ? input : (layers[i - 1], Width);
            ImmutableArray<int> drawn = ConcatenationLinks.Draw(Seed, Index, i, Width, Candidates);
            int? joint = drawn.IsEmpty ? null : Concatenate(builder, i, source, drawn, layers);
            int node = builder.Add($"{Name}.layer{i}", channels: Width);
            builder.Connect(joint ?? source.Node, node, layer(i, source.Channels + drawn.Length));
            layers.Add(node);
            joints.Add(joint ?? node);
        }

        builder.AddCell(new(layers.ToImmutable(), joints.ToImmutable(), SkipConnectionType.Concatenation));
        return layers[^1];
    }

    private string Name => $"cell{Index + 1}";

    private int Concatenate(
        ArchitectureGraphBuilder builder, int layer, (int Node, int Channels) source, ImmutableArray<int> drawn, ImmutableArray<int>.Builder layers)
    {
        int joint = builder.Add($"{Name}.concat{layer}", merge: NodeMerge.Concatenate, channels: source.Channels + drawn.Length);
        builder.Connect(source.Node, joint, EdgeOperation.Concatenation);
        foreach (IGrouping<int, int> group in drawn.GroupBy(channel => channel / Width))
            builder.Connect(layers[group.Key], joint, EdgeOperation.Concatenation, group.Count());
        return joint;
    }
}
