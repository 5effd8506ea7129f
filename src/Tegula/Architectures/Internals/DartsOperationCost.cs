using Tegula.Architectures.Graphs;

namespace Tegula.Architectures.Internals;

/// <summary>The operations of a DARTS network with their parameters and MACs.</summary>
internal static class DartsOperationCost
{
    private const int PointwiseConvolutionsOfReduction = 2;

    /// <summary>An operation on feature maps of some channels.</summary>
    /// <param name="operation">Any but <c>none</c>.</param>
    /// <param name="channels">Channels it reads and writes.</param>
    /// <param name="size">Height and width of what it writes.</param>
    /// <param name="stride">1 or 2.</param>
    public static EdgeOperation Of(DartsOperation operation, int channels, int size, int stride)
    {
        string name = stride == 1 ? operation.Name() : $"{operation.Name()} /{stride}";
        return operation switch
        {
            DartsOperation.SkipConnect when stride > 1 => FactorizedReduction(channels, channels, size) with { Name = name, Kind = OperationKind.Identity },
            DartsOperation.SepConv3x3 => Separable(name, channels, size, 3, 2),
            DartsOperation.SepConv5x5 => Separable(name, channels, size, 5, 2),
            DartsOperation.SepConv7x7 => Separable(name, channels, size, 7, 2),
            DartsOperation.DilConv3x3 => Separable(name, channels, size, 3, 1),
            DartsOperation.DilConv5x5 => Separable(name, channels, size, 5, 1),
            DartsOperation.Conv7x1x1x7 => Asymmetric(name, channels, size, stride),
            _ => new(name, operation.Kind()),
        };
    }

    /// <summary>ReLU, 1x1 convolution, batch norm.</summary>
    public static EdgeOperation Projection(int inputChannels, int outputChannels, int size) =>
        Normalised(inputChannels, outputChannels, 1).At("conv 1x1", size);

    /// <summary>ReLU, two 1x1 convolutions with stride 2 on alternating pixels, each to half of the channels, batch norm over both.</summary>
    /// <exception cref="ArgumentException">The output channels are odd.</exception>
    public static EdgeOperation FactorizedReduction(int inputChannels, int outputChannels, int size) => outputChannels % PointwiseConvolutionsOfReduction == 0
        ? Normalised(inputChannels, outputChannels, 1).At("factorized_reduce /2", size)
        : throw new ArgumentException($"a reduction to {outputChannels} channels cannot be halved between its two convolutions; the channels must be even");

    /// <summary>A convolution with batch norm behind it.</summary>
    public static ConvolutionCost Normalised(int inputChannels, int outputChannels, int kernel) =>
        new(inputChannels, outputChannels, kernel) { BatchNorm = BatchNormPlace.Output };

    private static EdgeOperation Separable(string name, int channels, int size, int kernel, int times)
    {
        ConvolutionCost[] once = [ConvolutionCost.Depthwise(channels, kernel), Normalised(channels, channels, 1)];
        return ConvolutionCost.Chain(name, size, [.. Enumerable.Repeat(once, times).SelectMany(parts => parts)]);
    }

    private static EdgeOperation Asymmetric(string name, int channels, int size, int stride)
    {
        var across = new ConvolutionCost(channels, channels, 1) { KernelWidth = 7 };
        ConvolutionCost down = Normalised(channels, channels, 7) with { KernelWidth = 1 };

        // The first convolution has the stride across columns only, and still writes all rows.
        return new(name, OperationKind.Convolution, across.Parameters + down.Parameters, (across.Macs(size) * stride) + down.Macs(size));
    }
}
