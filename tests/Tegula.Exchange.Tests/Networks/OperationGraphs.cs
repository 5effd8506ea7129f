using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Networks.Internals;

namespace Tegula.Exchange.Tests.Networks;

/// <summary>Small graphs, each about one operation of the engine in one of its uses.</summary>
internal static class OperationGraphs
{
    private static readonly TensorShape Image = new(4, 7, 6);
    private static readonly TensorShape Features = new(6, 1, 1);

    /// <summary>All of them by name.</summary>
    public static IReadOnlyDictionary<string, Graph> All { get; } = new Dictionary<string, Graph>
    {
        ["convolution"] = Of(Image, (graph, x) => graph.Convolution(x, "conv", 5, new(3, 3))),
        ["convolution with bias"] = Of(Image, (graph, x) => graph.Convolution(x, "conv", 5, new(3, 2), hasBias: true)),
        ["convolution with stride and padding"] = Of(Image, (graph, x) => graph.Convolution(x, "conv", 3, new(3, 3), new(2, 3), new(1, 2))),
        ["convolution whose windows do not reach the last rows"] = Of(new(2, 8, 9), (graph, x) => graph.Convolution(x, "conv", 3, new(3, 4), new(2, 3))),
        ["convolution with dilation"] = Of(Image, (graph, x) => graph.Convolution(x, "conv", 3, new(3, 3), new(1, 1), new(2, 2), new(2, 2))),
        ["convolution in groups"] = Of(Image, (graph, x) => graph.Convolution(x, "conv", 6, new(3, 3), groups: 2)),
        ["depthwise convolution"] = Of(Image, (graph, x) => graph.Convolution(x, "conv", 8, new(5, 5), new(2, 2), new(2, 2), groups: 4, hasBias: true)),
        ["convolution of 1 x 1"] = Of(Image, (graph, x) => graph.Convolution(x, "conv", 3, new(1, 1), new(2, 2))),
        ["convolution over the whole image"] = Of(Image, (graph, x) => graph.Convolution(x, "conv", 3, new(7, 6))),
        ["convolution larger than the image"] = Of(new(2, 2, 2), (graph, x) => graph.Convolution(x, "conv", 3, new(5, 5), padding: new(2, 2))),
        ["convolution of features"] = Of(Features, (graph, x) => graph.Convolution(graph.Linear(x, "linear", 4), "conv", 3, new(1, 1))),
        ["linear layer over an image"] = Of(Image, (graph, x) => graph.Linear(x, "linear", 5)),
        ["linear layer without bias"] = Of(Features, (graph, x) => graph.Linear(x, "linear", 5, hasBias: false)),
        ["linear layers one after the other"] = Of(Features, (graph, x) => graph.Linear(graph.Relu(graph.Linear(x, "first", 5)), "second", 3)),
        ["batch norm"] = Of(Image, (graph, x) => graph.BatchNorm(x, "bn", 1e-3f)),
        ["batch norm of features"] = Of(Features, (graph, x) => graph.BatchNorm(graph.Linear(x, "linear", 5), "bn")),
        ["relu"] = Of(Image, (graph, x) => graph.Relu(x)),
        ["relu of features"] = Of(Features, (graph, x) => graph.Relu(graph.Linear(x, "linear", 5))),
        ["relu6"] = Of(Image, (graph, x) => graph.Relu6(graph.Scale(x, 5))),
        ["two relu6"] = Of(Image, (graph, x) => graph.Relu6(graph.Scale(graph.Relu6(x), 7))),
        ["elu"] = Of(Image, (graph, x) => graph.Elu(x)),
        ["average pool"] = Of(Image, (graph, x) => graph.AveragePool(x, new(3, 3), new(1, 1), new(1, 1))),
        ["average pool with stride"] = Of(Image, (graph, x) => graph.AveragePool(x, new(3, 3), new(2, 2), new(1, 1))),
        ["average pool whose windows do not reach the last rows"] = Of(new(2, 8, 9), (graph, x) => graph.AveragePool(x, new(3, 2), new(3, 4))),
        ["average pool that ends in the padding"] = Of(new(2, 5, 6), (graph, x) => graph.AveragePool(x, new(2, 2), new(2, 2), new(1, 1))),
        ["average pool over half of an odd image"] = Of(new(2, 5, 5), (graph, x) => graph.AveragePool(x, new(2, 2), new(2, 2))),
        ["global average pool"] = Of(Image, (graph, x) => graph.GlobalAveragePool(x)),
        ["global average pool of 1 x 1"] = Of(Features, (graph, x) => graph.GlobalAveragePool(x)),
        ["global average pool of features"] = Of(Features, (graph, x) => graph.GlobalAveragePool(graph.Linear(x, "linear", 5))),
        ["max pool"] = Of(Image, (graph, x) => graph.MaxPool(x, new(3, 3), new(1, 1), new(1, 1))),
        ["max pool with stride"] = Of(Image, (graph, x) => graph.MaxPool(x, new(3, 3), new(2, 2), new(1, 1))),
        ["max pool whose windows do not reach the last rows"] = Of(new(2, 8, 9), (graph, x) => graph.MaxPool(x, new(3, 2), new(3, 4))),
        ["max pool that ends in the padding"] = Of(new(2, 5, 6), (graph, x) => graph.MaxPool(x, new(2, 2), new(2, 2), new(1, 1))),
        ["max pool of negative numbers"] = Of(Image, (graph, x) => graph.MaxPool(graph.Scale(graph.Relu(x), -1), new(3, 3), new(1, 1), new(1, 1))),
        ["sum of two"] = Of(Image, (graph, x) => graph.Add(x, graph.Relu(x))),
        ["sum of a value and itself"] = Of(Image, (graph, x) => graph.Add(x, x)),
        ["sum of four"] = Of(Image, (graph, x) => graph.Add(x, graph.Relu(x), graph.Elu(x), graph.Scale(x, 3))),
        ["sum of an image of one position and features"] = Of(Features, (graph, x) => graph.Add(x, graph.Linear(x, "linear", 6))),
        ["concatenation"] = Of(Image, (graph, x) => graph.Concat(x, graph.Convolution(x, "conv", 3, new(1, 1)), x)),
        ["concatenation of features"] = Of(Features, (graph, x) => graph.Concat(graph.Linear(x, "linear", 3), x)),
        ["channels of one value"] = Of(Image, (graph, x) => graph.Gather((x, 3), (x, 0), (x, 3))),
        ["all channels of one value"] = Of(Image, (graph, x) => graph.Gather((x, 0), (x, 1), (x, 2), (x, 3))),
        ["channels of two values"] = Of(Image, (graph, x) => graph.Gather((x, 0), (x, 1), (x, 2), (x, 3), (graph.Relu(x), 2), (graph.Relu(x), 1))),
        ["mixed channels of two values"] = Of(Image, (graph, x) => graph.Gather((x, 3), (graph.Relu(x), 2), (x, 0), (graph.Elu(x), 1), (x, 1))),
        ["mixed channels of features"] = Of(Features, (graph, x) => Mixed(graph, x, graph.Linear(x, "linear", 3))),
        ["added channels"] = Of(Image, (graph, x) => graph.PadChannels(x, 9)),
        ["added features"] = Of(Features, (graph, x) => graph.PadChannels(graph.Linear(x, "linear", 3), 5)),
        ["dropped path"] = Of(Image, (graph, x) => graph.Add(graph.DropPath(graph.Relu(x)), x)),
        ["dropped path at the end"] = Of(Features, (graph, x) => graph.DropPath(graph.Linear(x, "linear", 3))),
        ["dropped path of the image"] = Of(Image, (graph, x) => graph.DropPath(x)),
        ["cropped rows and columns"] = Of(Image, (graph, x) => graph.Crop(x, new(2, 1))),
        ["cropped columns"] = Of(Image, (graph, x) => graph.Crop(x, new(0, 5))),
        ["flattened image"] = Of(Image, (graph, x) => graph.Flatten(x)),
        ["flattened images side by side"] = Of(
            Image, (graph, x) => graph.Concat(graph.Flatten(graph.Crop(x, new(1, 1))), graph.Flatten(x), graph.GlobalAveragePool(x))),
        ["norm of a flattened image"] = Of(new(2, 3, 3), (graph, x) => graph.Elu(graph.BatchNorm(graph.Flatten(x), "bn"))),
        ["pool of a flattened image"] = Of(new(2, 3, 3), (graph, x) => graph.MaxPool(graph.Flatten(x), new(1, 1))),
        ["adaptive pool to fewer rows and columns"] = Of(Image, (graph, x) => AdaptivePool.Append(graph, x, 4)),
        ["adaptive pool to more rows and columns"] = Of(new(3, 2, 2), (graph, x) => AdaptivePool.Append(graph, x, 3)),
        ["scale"] = Of(Image, (graph, x) => graph.Scale(x, -0.3f)),
        ["two scales"] = Of(Features, (graph, x) => graph.Add(graph.Scale(x, 3), graph.Scale(graph.Linear(x, "linear", 6), 0.5f))),
        ["the image as it is"] = Of(Image, (graph, x) => x),
    };

    private static Graph Of(TensorShape input, Func<GraphBuilder, int, int> build)
    {
        var graph = new GraphBuilder(input);
        return graph.Build(build(graph, graph.Input));
    }

    private static int Mixed(GraphBuilder graph, int first, int second) => graph.Gather((second, 2), (first, 5), (second, 0));
}
