using System.Collections.Immutable;
using Tegula.Architectures.Graphs;

namespace Tegula.Architectures.Models.Internals;

/// <summary>A residual block as a layered cell: a chain of convolutions, and a shortcut that is added to its end.</summary>
/// <param name="Name">Prefix of its nodes.</param>
/// <param name="Size">Rows and columns of the feature map that it reads.</param>
/// <param name="Stride">Stride of one of its convolutions, and of the shortcut.</param>
internal sealed record ResidualBlock(string Name, int Size, int Stride)
{
    /// <summary>Rows and columns of the feature map that it writes.</summary>
    public int SizeAfter => ConvolutionCost.SizeAfter(Size, Stride);

    /// <summary>Adds the block behind a node.</summary>
    /// <param name="builder">Receives nodes, edges and the layered cell.</param>
    /// <param name="input">The node it reads.</param>
    /// <param name="projection">Convolution of the shortcut; null where the input is added as it is.</param>
    /// <param name="strided">Which convolution has the stride, from 0.</param>
    /// <param name="chain">The convolutions in order.</param>
    /// <returns>Its output node.</returns>
    public int AddTo(ArchitectureGraphBuilder builder, int input, ConvolutionCost? projection, int strided, params ReadOnlySpan<ConvolutionCost> chain)
    {
        var layers = ImmutableArray.CreateBuilder<int>(chain.Length + 1);
        layers.Add(input);
        for (int index = 0; index < chain.Length; index++)
        {
            ConvolutionCost convolution = chain[index];
            layers.Add(builder.Add($"{Name}.layer{index + 1}", channels: convolution.OutputChannels));
            builder.Connect(layers[index], layers[^1], Operation(convolution, index < strided ? Size : SizeAfter, index == strided));
        }

        builder.Connect(input, layers[^1], projection is null ? EdgeOperation.Identity : Operation(projection, SizeAfter, isStrided: true));
        builder.AddCell(new(layers.ToImmutable(), layers.ToImmutable(), SkipConnectionType.Addition));
        return layers[^1];
    }

    private EdgeOperation Operation(ConvolutionCost convolution, int size, bool isStrided) =>
        convolution.At($"conv {convolution.Kernel}x{convolution.KernelWidth}{(isStrided && Stride > 1 ? $" /{Stride}" : "")}", size);
}
