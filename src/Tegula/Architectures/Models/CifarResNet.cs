using Tegula.Architectures.Graphs;
using Tegula.Architectures.Models.Internals;

namespace Tegula.Architectures.Models;

/// <summary>
/// ResNet for CIFAR: 6n + 2 layers, three stages of n basic blocks with 16, 32 and 64 channels; shortcuts without parameters, the missing channels
/// filled with zeros. NN-Mass of a block: input channels + width. Source: 001_20c8c2cd2fe38226.txt, Remark 2.
/// </summary>
public sealed record CifarResNet : ImageClassifier
{
    /// <summary>Classes unless said otherwise: CIFAR-10.</summary>
    public const int DefaultClasses = 10;

    /// <summary>Rows and columns of the image unless said otherwise.</summary>
    public const int DefaultImage = 32;

    /// <summary>Channels of the stem.</summary>
    internal const int StemChannels = 16;

    /// <summary>Parts of equal width; the second and the third begin with stride 2.</summary>
    internal const int Stages = 3;

    private const int LayersPerBlock = 2 * Stages;
    private const int MaxLayers = 2_000;
    private const int MinImage = 8;

    /// <summary>Creates one.</summary>
    /// <param name="layers">6n + 2, from 8 to 2,000.</param>
    /// <exception cref="ArgumentException">It is not.</exception>
    public CifarResNet(int layers)
        : base(DefaultClasses, DefaultImage, MinImage) => Layers = layers % LayersPerBlock == 2 && layers is > LayersPerBlock and <= MaxLayers
        ? layers
        : throw new ArgumentException($"there is no ResNet-{layers} for CIFAR; its layers are 6n + 2, such as 20 or 56");

    /// <summary>The numbers of layers that have a name in the registry.</summary>
    public static IReadOnlyList<int> Variants { get; } = [20, 32, 44, 56, 110];

    /// <summary>Convolutions on the longest path and the dense layer.</summary>
    public int Layers { get; }

    /// <summary>n.</summary>
    internal int BlocksPerStage => Layers / LayersPerBlock;

    /// <inheritdoc/>
    public override ArchitectureGraph ToGraph()
    {
        var builder = new ArchitectureGraphBuilder();
        int size = Image;
        int input = StemChannels;
        int node = builder.Append(builder.AddImage(), "stem", input, Convolution(NetworkEnds.ImageChannels, input).At("conv 3x3", size));
        for (int stage = 0; stage < Stages; stage++)
        {
            int width = WidthOf(stage);
            for (int index = 0; index < BlocksPerStage; index++)
            {
                var block = new ResidualBlock($"stage{stage + 1}.block{index + 1}", size, stage > 0 && index == 0 ? 2 : 1);
                node = block.AddTo(builder, node, null, 0, Convolution(input, width), Convolution(width, width));
                (size, input) = (block.SizeAfter, width);
            }
        }

        builder.AddClassifier(node, input, Classes);
        return builder.Build();
    }

    /// <summary>The text that <see cref="ModelRegistry.Parse"/> reads, for the layers that have a name there.</summary>
    public override string ToString() => new SpecificationText($"resnet{Layers}")
        .Unless("classes", Classes, DefaultClasses).Unless("image", Image, DefaultImage).ToString();

    /// <summary>Channels of a stage, counted from 0.</summary>
    internal static int WidthOf(int stage) => StemChannels << stage;

    private static ConvolutionCost Convolution(int input, int output) => new(input, output, 3) { BatchNorm = BatchNormPlace.Output };
}
