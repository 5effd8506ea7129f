using Tegula.Architectures.Models;
using Tegula.Compute;
using Tegula.Compute.Graphs;

namespace Tegula.Networks.Internals;

/// <summary>The network of a <see cref="DenseNet"/>: batch norm and ReLU in front of every convolution but the first, behind which they stand.</summary>
internal static class DenseNetNetwork
{
    /// <summary>Builds it.</summary>
    public static Graph Build(DenseNet model, TensorShape image)
    {
        var layers = new ImageLayers(image);
        GraphBuilder graph = layers.Graph;
        int value = graph.Relu(layers.Normalised(graph.Input, "stem", 2 * model.GrowthRate, 7, 2));
        value = graph.MaxPool(value, Extent.Square(3), Extent.Square(2), Extent.Square(1));
        for (int block = 0; block < model.BlockLayers.Length; block++)
        {
            if (block > 0)
            {
                int halved = layers.PreActivated(value, $"transition{block - 1}", graph.ShapeOf(value).Channels / 2, 1);
                value = graph.AveragePool(halved, Extent.Square(2), Extent.Square(2));
            }

            List<int> joined = [value];
            for (int index = 0; index < model.BlockLayers[block]; index++)
            {
                string name = $"block{block}.layer{index}";
                int hidden = layers.PreActivated(graph.Concat([.. joined]), name + ".bottleneck", DenseNet.BottleneckExpansion * model.GrowthRate, 1);
                joined.Add(layers.PreActivated(hidden, name + ".growth", model.GrowthRate, 3));
            }

            value = graph.Concat([.. joined]);
        }

        return layers.Classify(layers.Activated(value, "last.bn"), model.Classes);
    }
}
