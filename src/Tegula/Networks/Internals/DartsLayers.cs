using Tegula.Architectures;
using Tegula.Compute;
using Tegula.Compute.Graphs;

namespace Tegula.Networks.Internals;

/// <summary>
/// The operations of DARTS networks, put into one graph. Convolutions have no bias, batch norms scale and shift, and every convolution keeps rows and
/// columns at stride 1 and halves them, rounded up, at stride 2.
/// </summary>
/// <param name="graph">Where everything goes.</param>
internal sealed class DartsLayers(GraphBuilder graph)
{
    private readonly List<int> _rectified = [];

    /// <summary>The values that rectifiers read, each once, in the order in which they were first read.</summary>
    public IReadOnlyList<int> Rectified => _rectified;

    /// <summary>One operation of a cell, from as many channels as it reads to as many.</summary>
    /// <param name="operation">Any but <c>none</c>.</param>
    /// <param name="source">What it reads.</param>
    /// <param name="name">Prefix of its parameters.</param>
    /// <param name="stride">1 or 2.</param>
    public int Apply(DartsOperation operation, int source, string name, int stride) => operation switch
    {
        DartsOperation.MaxPool3x3 => graph.MaxPool(source, Extent.Square(3), Extent.Square(stride), Extent.Square(1)),
        DartsOperation.AvgPool3x3 => graph.AveragePool(source, Extent.Square(3), Extent.Square(stride), Extent.Square(1)),
        DartsOperation.SkipConnect => stride == 1 ? source : FactorizedReduction(source, name, Channels(source)),
        DartsOperation.SepConv3x3 => Separable(source, name, 3, stride),
        DartsOperation.SepConv5x5 => Separable(source, name, 5, stride),
        DartsOperation.SepConv7x7 => Separable(source, name, 7, stride),
        DartsOperation.DilConv3x3 => Depthwise(source, name, string.Empty, 3, stride, 2),
        DartsOperation.DilConv5x5 => Depthwise(source, name, string.Empty, 5, stride, 2),
        DartsOperation.Conv7x1x1x7 => Asymmetric(source, name, stride),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "the operation leaves no value to put into a graph"),
    };

    /// <summary>ReLU, 1x1 convolution, batch norm.</summary>
    public int Projection(int source, string name, int channels) =>
        graph.BatchNorm(graph.Convolution(Relu(source), name + ".conv", channels, Extent.Square(1)), name + ".bn");

    /// <summary>
    /// ReLU, two 1x1 convolutions with stride 2 side by side, batch norm over both. The first begins at the first row and column, the second at the
    /// second: it runs over the image padded by one, and what saw padding alone is cropped. Where rows or columns are odd, the last window of the second
    /// lies on zeros below or right of the image; DARTS itself is defined for even ones only, where the two fit without.
    /// </summary>
    public int FactorizedReduction(int source, string name, int channels)
    {
        int relu = Relu(source);
        Extent one = Extent.Square(1);
        int first = graph.Convolution(relu, name + ".conv0", channels / 2, one, Extent.Square(2));
        int second = graph.Convolution(relu, name + ".conv1", channels - (channels / 2), one, Extent.Square(2), padding: one);
        return graph.BatchNorm(graph.Concat(first, graph.Crop(second, one)), name + ".bn");
    }

    /// <summary>3x3 convolution, batch norm, without ReLU in front: the parts of a stem.</summary>
    public int NormalisedConvolution(int source, string name, int channels, int stride) =>
        graph.BatchNorm(graph.Convolution(source, name + ".conv", channels, Extent.Square(3), Extent.Square(stride), Extent.Square(1)), name + ".bn");

    /// <summary>A rectifier.</summary>
    public int Relu(int source)
    {
        if (!_rectified.Contains(source))
            _rectified.Add(source);
        return graph.Relu(source);
    }

    private int Channels(int source) => graph.ShapeOf(source).Channels;

    private int Separable(int source, string name, int kernel, int stride) =>
        Depthwise(Depthwise(source, name, "0", kernel, stride, 1), name, "1", kernel, 1, 1);

    private int Depthwise(int source, string name, string part, int kernel, int stride, int dilation)
    {
        int channels = Channels(source);
        int depthwise = graph.Convolution(
            Relu(source),
            $"{name}.depthwise{part}",
            channels,
            Extent.Square(kernel),
            Extent.Square(stride),
            Extent.Square(dilation * (kernel / 2)),
            Extent.Square(dilation),
            channels);
        return graph.BatchNorm(graph.Convolution(depthwise, $"{name}.pointwise{part}", channels, Extent.Square(1)), $"{name}.bn{part}");
    }

    private int Asymmetric(int source, string name, int stride)
    {
        int channels = Channels(source);
        int across = graph.Convolution(Relu(source), name + ".across", channels, new Extent(1, 7), new Extent(1, stride), new Extent(0, 3));
        return graph.BatchNorm(graph.Convolution(across, name + ".down", channels, new Extent(7, 1), new Extent(stride, 1), new Extent(3, 0)), name + ".bn");
    }
}
