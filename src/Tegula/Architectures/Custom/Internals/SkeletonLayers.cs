using Tegula.Compute;
using Tegula.Compute.Graphs;

namespace Tegula.Architectures.Custom.Internals;

/// <summary>What stands around the cells of an own space. Convolutions pad by half their kernel and have no bias.</summary>
internal static class SkeletonLayers
{
    /// <summary>The first convolution and its batch norm.</summary>
    public static int Stem(GraphBuilder graph, int source, CustomSkeleton skeleton, int channels) =>
        graph.BatchNorm(Convolution(graph, source, "stem.conv", channels, skeleton.StemKernel, skeleton.StemStride), "stem.bn");

    /// <summary>What leads to the next stage and halves rows and columns.</summary>
    public static int Reduction(GraphBuilder graph, int source, ReductionKind kind, string name, int channels)
    {
        switch (kind)
        {
            case ReductionKind.ResidualBlock:
                int first = graph.BatchNorm(Convolution(graph, graph.Relu(source), name + ".conv_a", channels, 3, 2), name + ".bn_a");
                int second = graph.BatchNorm(Convolution(graph, graph.Relu(first), name + ".conv_b", channels, 3), name + ".bn_b");
                return graph.Add(Convolution(graph, Halved(graph, source), name + ".shortcut", channels, 1), second);
            case ReductionKind.Pool:
                return graph.BatchNorm(Convolution(graph, Halved(graph, source), name + ".conv", channels, 1), name + ".bn");
            case ReductionKind.Convolution:
                return graph.BatchNorm(Convolution(graph, graph.Relu(source), name + ".conv", channels, 3, 2), name + ".bn");
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, "expected a residual block, a pool or a convolution");
        }
    }

    /// <summary>What brings concatenated nodes back to the channels of the cell.</summary>
    public static int Projection(GraphBuilder graph, int source, string name, int channels) =>
        graph.BatchNorm(Convolution(graph, graph.Relu(source), name + ".project.conv", channels, 1), name + ".project.bn");

    /// <summary>Batch norm, ReLU, global average pool, classifier.</summary>
    public static int Classifier(GraphBuilder graph, int source, int classes) =>
        graph.Linear(graph.GlobalAveragePool(graph.Relu(graph.BatchNorm(source, "last.bn"))), "classifier", classes);

    private static int Halved(GraphBuilder graph, int source) => graph.AveragePool(source, Extent.Square(2), Extent.Square(2));

    private static int Convolution(GraphBuilder graph, int source, string name, int channels, int kernel, int stride = 1) =>
        graph.Convolution(source, name, channels, Extent.Square(kernel), Extent.Square(stride), Extent.Square(kernel / 2));
}
