using Tegula.Architectures.Graphs;
using Tegula.Architectures.Models.Internals;

namespace Tegula.Architectures.Models;

/// <summary>
/// Wide-ResNet-d-k for CIFAR: 6n + 4 layers, three stages of n basic blocks with 16k, 32k and 64k channels; batch norm and ReLU in front of each
/// convolution, a 1x1 convolution as shortcut where the shape changes. NN-Mass of a block: input channels + width. Source:
/// 001_20c8c2cd2fe38226.txt, Remark 2.
/// </summary>
public sealed record WideResNet : ImageClassifier
{
    /// <summary>Id in the registry.</summary>
    public const string Id = "wide-resnet";

    /// <summary>Classes unless said otherwise: CIFAR-10.</summary>
    public const int DefaultClasses = 10;

    /// <summary>Rows and columns of the image unless said otherwise.</summary>
    public const int DefaultImage = 32;

    /// <summary>Channels of the stem.</summary>
    internal const int StemChannels = 16;

    /// <summary>Parts of equal width; the second and the third begin with stride 2.</summary>
    internal const int Stages = 3;

    private const int LayersPerBlock = 2 * Stages;
    private const int LayersOutsideBlocks = 4;
    private const int MaxDepth = 2_000;
    private const int MinImage = 8;

    /// <summary>Creates one.</summary>
    /// <param name="depth">d = 6n + 4, from 10 to 2,000.</param>
    /// <param name="widthMultiplier">k, above 0.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public WideResNet(int depth, double widthMultiplier)
        : base(DefaultClasses, DefaultImage, MinImage)
    {
        Require.Within(depth, LayersPerBlock + LayersOutsideBlocks, MaxDepth, "depth");
        int below = depth - ((depth - LayersOutsideBlocks) % LayersPerBlock);
        Depth = below == depth
            ? depth
            : throw new ArgumentException($"depth {depth} is not 6n + {LayersOutsideBlocks}; the nearest that are: {below} and {below + LayersPerBlock}");
        WidthMultiplier = Require.Multiplier(widthMultiplier, "width-mult");
    }

    /// <summary>d, convolutions with the three shortcuts that change the shape.</summary>
    public int Depth { get; }

    /// <summary>k.</summary>
    public double WidthMultiplier { get; }

    /// <summary>n.</summary>
    internal int BlocksPerStage => (Depth - LayersOutsideBlocks) / LayersPerBlock;

    /// <inheritdoc/>
    public override ArchitectureGraph ToGraph()
    {
        var builder = new ArchitectureGraphBuilder();
        int size = Image;
        int input = StemChannels;
        int node = builder.Append(builder.AddImage(), "stem", input, new ConvolutionCost(NetworkEnds.ImageChannels, input, 3).At("conv 3x3", size));
        for (int stage = 0; stage < Stages; stage++)
        {
            int width = WidthOf(stage);
            for (int index = 0; index < BlocksPerStage; index++)
            {
                var block = new ResidualBlock($"stage{stage + 1}.block{index + 1}", size, stage > 0 && index == 0 ? 2 : 1);
                ConvolutionCost? projection = block.Stride > 1 || input != width ? new(input, width) : null;
                node = block.AddTo(builder, node, projection, 0, Convolution(input, width), Convolution(width, width));
                (size, input) = (block.SizeAfter, width);
            }
        }

        builder.AddClassifier(node, input, Classes, normalizes: true);
        return builder.Build();
    }

    /// <summary>The text that <see cref="ModelRegistry.Parse"/> reads.</summary>
    public override string ToString() => new SpecificationText(Id).With("depth", Depth).With("width-mult", WidthMultiplier)
        .Unless("classes", Classes, DefaultClasses).Unless("image", Image, DefaultImage).ToString();

    /// <summary>Channels of a stage, counted from 0.</summary>
    internal int WidthOf(int stage) => Channels.Whole(StemChannels << stage, WidthMultiplier);

    private static ConvolutionCost Convolution(int input, int output) => new(input, output, 3) { BatchNorm = BatchNormPlace.Input };
}
