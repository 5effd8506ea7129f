using Tegula.Architectures.Models;
using Tegula.Architectures.Models.Internals;
using Tegula.Compute;
using Tegula.Compute.Graphs;

namespace Tegula.Networks.Internals;

/// <summary>The network of a <see cref="MobileNetV2"/>: a ReLU6 behind every batch norm but the last of a block.</summary>
internal static class MobileNetV2Network
{
    /// <summary>Builds it.</summary>
    public static Graph Build(MobileNetV2 model, TensorShape image, bool dropsPaths)
    {
        var layers = new ImageLayers(image, dropsPaths);
        GraphBuilder graph = layers.Graph;
        int value = graph.Relu6(layers.Normalised(graph.Input, "stem", model.Stem.OutputChannels, 3, 2));
        for (int stage = 0; stage < model.Blocks.Length; stage++)
        {
            for (int index = 0; index < model.Blocks[stage]; index++)
            {
                InvertedResidual block = model.Block(stage, isFirst: index == 0);
                int branch = InvertedResidualLayers.Append(
                    layers, value, $"stage{stage}.block{index}", block.Hidden, block.Output, block.Stride, expands: block.Expansion > 1);
                value = block.IsResidual ? graph.Add(value, layers.Branch(branch)) : branch;
            }
        }

        return layers.Classify(graph.Relu6(layers.Normalised(value, "head", model.Head.OutputChannels, 1)), model.Classes);
    }
}
