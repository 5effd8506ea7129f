using Tegula.Architectures.Models;
using Tegula.Compute;
using Tegula.Compute.Graphs;

namespace Tegula.Networks.Internals;

/// <summary>The network of a <see cref="CifarResNet"/>; where a block halves the image, its shortcut keeps every second row and column.</summary>
internal static class CifarResNetNetwork
{
    /// <summary>Builds it.</summary>
    public static Graph Build(CifarResNet model, TensorShape image, bool dropsPaths)
    {
        var layers = new ImageLayers(image, dropsPaths);
        GraphBuilder graph = layers.Graph;
        int value = graph.Relu(layers.Normalised(graph.Input, "stem", CifarResNet.StemChannels, 3));
        for (int stage = 0; stage < CifarResNet.Stages; stage++)
        {
            int width = CifarResNet.WidthOf(stage);
            for (int index = 0; index < model.BlocksPerStage; index++)
            {
                (string name, int stride) = ($"stage{stage}.block{index}", stage > 0 && index == 0 ? 2 : 1);
                int kept = stride == 1 ? value : graph.AveragePool(value, Extent.Square(1), Extent.Square(stride));
                int branch = graph.Relu(layers.Normalised(value, name + ".layer0", width, 3, stride));
                branch = layers.Branch(layers.Normalised(branch, name + ".layer1", width, 3));
                value = graph.Relu(graph.Add(graph.PadChannels(kept, width), branch));
            }
        }

        return layers.Classify(value, model.Classes);
    }
}
