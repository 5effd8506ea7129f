using Tegula.Architectures.Graphs;

namespace Tegula.Architectures.Models.Internals;

/// <summary>
/// The block of MobileNet-v2: 1x1 convolution to the hidden channels (absent where they are as many as the input's), 3x3 depthwise convolution, 1x1
/// convolution to the output; a batch norm behind each; an addition-type skip connection where stride is 1 and input and output have equal channels.
/// </summary>
/// <param name="Input">Channels it reads.</param>
/// <param name="Output">Channels it writes.</param>
/// <param name="Stride">Stride of the depthwise convolution.</param>
/// <param name="Expansion">Hidden channels in units of the input's.</param>
internal sealed record InvertedResidual(int Input, int Output, int Stride, int Expansion)
{
    /// <summary>Channels of the two hidden layers.</summary>
    public int Hidden => Input * Expansion;

    /// <summary>True when the input is added to the output.</summary>
    public bool IsResidual => Stride == 1 && Input == Output;

    private ConvolutionCost? Expand => Expansion == 1 ? null : new(Input, Hidden) { BatchNorm = BatchNormPlace.Output };

    private ConvolutionCost Depthwise => ConvolutionCost.Depthwise(Hidden, 3) with { BatchNorm = BatchNormPlace.Output };

    private ConvolutionCost Project => new(Hidden, Output) { BatchNorm = BatchNormPlace.Output };

    /// <summary>Trainable numbers.</summary>
    public long Parameters => (Expand?.Parameters ?? 0) + Depthwise.Parameters + Project.Parameters;

    /// <summary>MACs for one input.</summary>
    /// <param name="size">Rows and columns of the feature map that it reads.</param>
    public long Macs(int size)
    {
        int after = ConvolutionCost.SizeAfter(size, Stride);
        return (Expand?.Macs(size) ?? 0) + Depthwise.Macs(after) + Project.Macs(after);
    }

    /// <summary>Adds the block behind a node, as a layered cell where it has a skip connection.</summary>
    /// <param name="builder">Receives nodes, edges and the layered cell.</param>
    /// <param name="name">Prefix of its nodes.</param>
    /// <param name="input">The node it reads.</param>
    /// <param name="size">Rows and columns of the feature map that it reads.</param>
    /// <returns>Its output node.</returns>
    public int AddTo(ArchitectureGraphBuilder builder, string name, int input, int size)
    {
        int after = ConvolutionCost.SizeAfter(size, Stride);
        int expanded = builder.Add($"{name}.expand", channels: Hidden);
        int filtered = builder.Add($"{name}.depthwise", channels: Hidden);
        int output = builder.Add($"{name}.project", channels: Output);

        // Without an expansion its layer is still there, as a copy: the published masses of networks with several such blocks count it.
        builder.Connect(input, expanded, Expand?.At("conv 1x1", size) ?? EdgeOperation.Identity);
        builder.Connect(expanded, filtered, Depthwise.At(Stride == 2 ? "depthwise 3x3 /2" : "depthwise 3x3", after));
        builder.Connect(filtered, output, Project.At("conv 1x1", after));
        if (!IsResidual)
            return output;
        builder.Connect(input, output, EdgeOperation.Identity);
        builder.AddCell(new([input, expanded, filtered, output], [input, expanded, filtered, output], SkipConnectionType.Addition));
        return output;
    }
}
