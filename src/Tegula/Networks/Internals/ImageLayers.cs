using Tegula.Compute;
using Tegula.Compute.Graphs;

namespace Tegula.Networks.Internals;

/// <summary>What networks for images are made of. Convolutions pad by half their kernel and have no bias unless asked for.</summary>
/// <param name="image">Shape of an image.</param>
/// <param name="dropsPaths">True for places where the branches of residual blocks are dropped.</param>
internal sealed class ImageLayers(TensorShape image, bool dropsPaths = false)
{
    /// <summary>Where everything goes.</summary>
    public GraphBuilder Graph { get; } = new(image);

    /// <summary>A square convolution.</summary>
    public int Convolution(int source, string name, int channels, int kernel, int stride = 1, int groups = 1, bool hasBias = false) => Graph.Convolution(
        source, name, channels, Extent.Square(kernel), Extent.Square(stride), Extent.Square(kernel / 2), groups: groups, hasBias: hasBias);

    /// <summary>A square convolution with a batch norm behind it.</summary>
    public int Normalised(int source, string name, int channels, int kernel, int stride = 1, int groups = 1) =>
        Graph.BatchNorm(Convolution(source, name + ".conv", channels, kernel, stride, groups), name + ".bn");

    /// <summary>Batch norm, ReLU, square convolution.</summary>
    public int PreActivated(int source, string name, int channels, int kernel, int stride = 1) =>
        Convolution(Activated(source, name + ".bn"), name + ".conv", channels, kernel, stride);

    /// <summary>Batch norm, ReLU.</summary>
    public int Activated(int source, string name) => Graph.Relu(Graph.BatchNorm(source, name));

    /// <summary>The end of a residual block's convolutions, where the path can be dropped if it was asked for.</summary>
    public int Branch(int source) => dropsPaths ? Graph.DropPath(source) : source;

    /// <summary>Global average pool and linear layer: the end of the network.</summary>
    public Graph Classify(int source, int classes) => Graph.Build(Graph.Linear(Graph.GlobalAveragePool(source), "classifier", classes));
}
