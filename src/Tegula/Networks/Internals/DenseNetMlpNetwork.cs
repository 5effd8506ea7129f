using System.Collections.Immutable;
using Tegula.Architectures.Models;
using Tegula.Compute;
using Tegula.Compute.Graphs;

namespace Tegula.Networks.Internals;

/// <summary>
/// The network of a <see cref="DenseNetMlp"/>: each layer is linear with biases and the activation, over the layer before it and the neurons that
/// <see cref="ConcatenationLinks"/> draws. Source: 001_20c8c2cd2fe38226.txt, Sec. 3.1, App. G.1.
/// </summary>
internal static class DenseNetMlpNetwork
{
    /// <summary>Builds it.</summary>
    public static Graph Build(DenseNetMlp model, TensorShape input, Activation activation)
    {
        var graph = new GraphBuilder(input);
        var layers = new List<int>(model.Depth);
        for (int layer = 0; layer < model.Depth; layer++)
        {
            ImmutableArray<int> drawn = ConcatenationLinks.Draw(model.Seed, 0, layer, model.Width, model.SkipCandidates);
            int source = layer == 0 ? graph.Input : graph.Joined(layers, model.Width, drawn);
            layers.Add(graph.Activate(graph.Linear(source, $"layer{layer}", model.Width), activation));
        }

        return graph.Build(graph.Linear(layers[^1], "classifier", model.Classes));
    }
}
