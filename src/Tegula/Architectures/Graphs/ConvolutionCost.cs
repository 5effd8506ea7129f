namespace Tegula.Architectures.Graphs;

/// <summary>
/// What a two-dimensional convolution costs: trainable numbers, and multiply-accumulate operations for one input. One multiplication with its addition is one
/// MAC; batch norms, biases and activations add none.
/// </summary>
/// <param name="InputChannels">Channels it reads, at least 1, divisible by <see cref="Groups"/>.</param>
/// <param name="OutputChannels">Channels it writes, at least 1, divisible by <see cref="Groups"/>.</param>
/// <param name="Kernel">Rows of the kernel, at least 1; its columns as well unless <see cref="KernelWidth"/> says otherwise.</param>
public sealed record ConvolutionCost(int InputChannels, int OutputChannels, int Kernel = 1)
{
    /// <summary>Columns of the kernel, at least 1.</summary>
    public int KernelWidth { get; init; } = Kernel;

    /// <summary>Groups of channels that are convolved apart; as many as input channels for a depthwise convolution.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>True when each output channel has a bias.</summary>
    public bool HasBias { get; init; }

    /// <summary>Where its batch norm stands.</summary>
    public BatchNormPlace BatchNorm { get; init; }

    /// <summary>Weights, biases, and two numbers for each channel of the batch norm.</summary>
    public long Parameters => Weights + (HasBias ? OutputChannels : 0) + BatchNorm switch
    {
        BatchNormPlace.Input => 2L * InputChannels,
        BatchNormPlace.Output => 2L * OutputChannels,
        _ => 0,
    };

    private long Weights => (long)InputChannels / Groups * OutputChannels * Kernel * KernelWidth;

    /// <summary>A depthwise convolution: each channel is convolved alone.</summary>
    /// <param name="channels">Channels it reads and writes, at least 1.</param>
    /// <param name="kernel">Rows and columns of the kernel, at least 1.</param>
    public static ConvolutionCost Depthwise(int channels, int kernel) => new(channels, channels, kernel) { Groups = channels };

    /// <summary>Rows (or columns) of a feature map after a convolution or pooling that pads by half its kernel.</summary>
    /// <param name="size">Rows in front of it, at least 1.</param>
    /// <param name="stride">Its stride, at least 1.</param>
    public static int SizeAfter(int size, int stride) => ((size - 1) / stride) + 1;

    /// <summary>One operation made of several convolutions, such as a separable one; its costs are their sums.</summary>
    /// <param name="name">The name of the whole.</param>
    /// <param name="size">Rows and columns of the feature map that each of them writes.</param>
    /// <param name="parts">The convolutions.</param>
    public static EdgeOperation Chain(string name, int size, params ReadOnlySpan<ConvolutionCost> parts)
    {
        long parameters = 0, macs = 0;
        foreach (ConvolutionCost part in parts)
        {
            parameters += part.Parameters;
            macs += part.Macs(size);
        }

        return new(name, OperationKind.Convolution, parameters, macs);
    }

    /// <summary>A dense layer.</summary>
    /// <param name="inputs">Numbers it reads, at least 1.</param>
    /// <param name="outputs">Numbers it writes, at least 1.</param>
    /// <param name="hasBias">True when each output has a bias.</param>
    public static EdgeOperation Linear(int inputs, int outputs, bool hasBias = true) =>
        new("linear", OperationKind.Linear, ((long)inputs * outputs) + (hasBias ? outputs : 0), (long)inputs * outputs);

    /// <summary>MACs for one input.</summary>
    /// <param name="size">Rows and columns of the feature map it writes, at least 1.</param>
    public long Macs(int size) => Weights * size * size;

    /// <summary>The convolution as the operation of an edge.</summary>
    /// <param name="name">Its name, such as <c>conv 3x3</c>.</param>
    /// <param name="size">Rows and columns of the feature map it writes, at least 1.</param>
    public EdgeOperation At(string name, int size) => new(name, OperationKind.Convolution, Parameters, Macs(size));
}
