using Tegula.Architectures.Models;
using Tegula.Compute;
using Tegula.Compute.Graphs;

namespace Tegula.Networks.Internals;

/// <summary>The network of a <see cref="Vgg"/>, without dropout: a ReLU behind every convolution (or its batch norm) and the first two dense layers.</summary>
internal static class VggNetwork
{
    /// <summary>Builds it.</summary>
    public static Graph Build(Vgg model, TensorShape image)
    {
        var layers = new ImageLayers(image);
        GraphBuilder graph = layers.Graph;
        int value = graph.Input;
        for (int stage = 0; stage < model.Convolutions.Length; stage++)
        {
            for (int index = 0; index < model.Convolutions[stage]; index++)
            {
                string name = $"stage{stage}.layer{index}";
                value = layers.Convolution(value, name + ".conv", Vgg.WidthOf(stage), 3, hasBias: true);
                value = graph.Relu(model.HasBatchNorm ? graph.BatchNorm(value, name + ".bn") : value);
            }

            value = graph.MaxPool(value, Extent.Square(2), Extent.Square(2));
        }

        value = AdaptivePool.Append(graph, value, Vgg.PooledSize);
        value = graph.Relu(graph.Linear(value, "dense0", Vgg.HiddenNeurons));
        value = graph.Relu(graph.Linear(value, "dense1", Vgg.HiddenNeurons));
        return graph.Build(graph.Linear(value, "classifier", model.Classes));
    }
}
