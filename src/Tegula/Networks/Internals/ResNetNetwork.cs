using Tegula.Architectures.Models;
using Tegula.Compute;
using Tegula.Compute.Graphs;

namespace Tegula.Networks.Internals;

/// <summary>
/// The network of a <see cref="ResNet"/>: a ReLU behind every batch norm but the shortcut's and the last of a block, where it stands behind the sum.
/// </summary>
internal static class ResNetNetwork
{
    /// <summary>Builds it.</summary>
    public static Graph Build(ResNet model, TensorShape image, bool dropsPaths)
    {
        var layers = new ImageLayers(image, dropsPaths);
        GraphBuilder graph = layers.Graph;
        int value = graph.Relu(layers.Normalised(graph.Input, "stem", ResNet.StemChannels, 7, 2));
        value = graph.MaxPool(value, Extent.Square(3), Extent.Square(2), Extent.Square(1));
        for (int stage = 0; stage < model.Blocks.Length; stage++)
        {
            for (int index = 0; index < model.Blocks[stage]; index++)
                value = Block(model, layers, value, stage, $"stage{stage}.block{index}", stage > 0 && index == 0 ? 2 : 1);
        }

        return layers.Classify(value, model.Classes);
    }

    private static int Block(ResNet model, ImageLayers layers, int input, int stage, string name, int stride)
    {
        GraphBuilder graph = layers.Graph;
        (int width, int output) = (model.WidthOf(stage), model.OutputOf(stage));
        int shortcut = stride > 1 || graph.ShapeOf(input).Channels != output ? layers.Normalised(input, name + ".shortcut", output, 1, stride) : input;
        int branch;
        if (model.IsBottleneck)
        {
            branch = graph.Relu(layers.Normalised(input, name + ".layer0", width, 1));
            branch = graph.Relu(layers.Normalised(branch, name + ".layer1", width, 3, stride));
            branch = layers.Normalised(branch, name + ".layer2", output, 1);
        }
        else
        {
            branch = graph.Relu(layers.Normalised(input, name + ".layer0", width, 3, stride));
            branch = layers.Normalised(branch, name + ".layer1", width, 3);
        }

        return graph.Relu(graph.Add(shortcut, layers.Branch(branch)));
    }
}
