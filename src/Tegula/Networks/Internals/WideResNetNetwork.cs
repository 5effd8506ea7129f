using Tegula.Architectures.Models;
using Tegula.Compute;
using Tegula.Compute.Graphs;

namespace Tegula.Networks.Internals;

/// <summary>
/// The network of a <see cref="WideResNet"/>. The convolution of a shortcut reads what the first batch norm and ReLU of its block leave, as in the published
/// network; a shortcut that keeps the shape passes the input on as it is.
/// </summary>
internal static class WideResNetNetwork
{
    /// <summary>Builds it.</summary>
    public static Graph Build(WideResNet model, TensorShape image, bool dropsPaths)
    {
        var layers = new ImageLayers(image, dropsPaths);
        GraphBuilder graph = layers.Graph;
        int value = layers.Convolution(graph.Input, "stem.conv", WideResNet.StemChannels, 3);
        for (int stage = 0; stage < WideResNet.Stages; stage++)
        {
            for (int index = 0; index < model.BlocksPerStage; index++)
                value = Block(layers, value, $"stage{stage}.block{index}", model.WidthOf(stage), stage > 0 && index == 0 ? 2 : 1);
        }

        return layers.Classify(layers.Activated(value, "last.bn"), model.Classes);
    }

    private static int Block(ImageLayers layers, int input, string name, int width, int stride)
    {
        int activated = layers.Activated(input, name + ".layer0.bn");
        int branch = layers.Convolution(activated, name + ".layer0.conv", width, 3, stride);
        branch = layers.Branch(layers.PreActivated(branch, name + ".layer1", width, 3));
        bool keepsShape = stride == 1 && layers.Graph.ShapeOf(input).Channels == width;
        int shortcut = keepsShape ? input : layers.Convolution(activated, name + ".shortcut", width, 1, stride);
        return layers.Graph.Add(shortcut, branch);
    }
}
