using System.Collections.Immutable;
using Tegula.Architectures.Graphs;
using Tegula.Architectures.Models.Internals;

namespace Tegula.Architectures.Models;

/// <summary>
/// MobileNet-v2 with any width multiplier and any number of inverted residual blocks in each of its seven stages. Channels are rounded to multiples of
/// 8: halves up, never more than 10 % below the product. Source: 001_20c8c2cd2fe38226.txt, Remark 2, App. G.3.
/// </summary>
/// <remarks>
/// NN-Mass 975 at 0.75, 1287 at 1 and 1807 at 1.4 (Table 2), 1654 with blocks 2/3/4/5/4/3/1 (network A), 1030 with these at 0.6 (network B).
/// </remarks>
public sealed record MobileNetV2 : ImageClassifier
{
    /// <summary>Id in the registry.</summary>
    public const string Id = "mobilenet-v2";

    /// <summary>Classes unless said otherwise: ImageNet.</summary>
    public const int DefaultClasses = 1_000;

    /// <summary>Rows and columns of the image unless said otherwise.</summary>
    public const int DefaultImage = 224;

    /// <summary>Most blocks of a stage.</summary>
    public const int MaxBlocks = 200;

    private const int StemChannels = 32;
    private const int LastChannels = 1_280;
    private const int MinImage = 8;
    private static readonly int[] StageChannels = [16, 24, 32, 64, 96, 160, 320];
    private static readonly int[] StageStrides = [1, 2, 2, 2, 1, 2, 1];
    private static readonly int[] StageExpansions = [1, 6, 6, 6, 6, 6, 6];

    /// <summary>Creates one.</summary>
    /// <param name="widthMultiplier">Above 0.</param>
    /// <exception cref="ArgumentException">It is not above 0, or above 64.</exception>
    public MobileNetV2(double widthMultiplier = 1)
        : base(DefaultClasses, DefaultImage, MinImage) => WidthMultiplier = Require.Multiplier(widthMultiplier, "width-mult");

    /// <summary>Blocks of each stage as published, 17 in all.</summary>
    public static ImmutableArray<int> StandardBlocks { get; } = [1, 2, 3, 4, 3, 3, 1];

    /// <summary>Factor on all channels but the classes; the last convolution never has fewer than 1,280.</summary>
    public double WidthMultiplier { get; }

    /// <summary>Blocks of each of the seven stages, at least 1; N_c is their sum.</summary>
    /// <exception cref="ArgumentException">There are not seven, or one is less than 1 or more than 200.</exception>
    public ImmutableArray<int> Blocks
    {
        get;
        init => field = value.Length == StageChannels.Length
            ? Require.Within(value, 1, MaxBlocks, "blocks")
            : throw new ArgumentException(
                $"blocks has {value.Length} numbers; it needs one for each of the {StageChannels.Length} stages, such as {string.Join('/', StandardBlocks)}");
    }
    = StandardBlocks;

    /// <summary>The first convolution.</summary>
    internal ConvolutionCost Stem =>
        new(NetworkEnds.ImageChannels, Channels.MultipleOf8(StemChannels, WidthMultiplier), 3) { BatchNorm = BatchNormPlace.Output };

    /// <summary>The last convolution.</summary>
    internal ConvolutionCost Head => new(
        Channels.MultipleOf8(StageChannels[^1], WidthMultiplier), Channels.MultipleOf8(LastChannels, Math.Max(1, WidthMultiplier)))
    {
        BatchNorm = BatchNormPlace.Output,
    };

    /// <inheritdoc/>
    public override ArchitectureGraph ToGraph()
    {
        var builder = new ArchitectureGraphBuilder();
        int size = ConvolutionCost.SizeAfter(Image, 2);
        int node = builder.Append(builder.AddImage(), "stem", Stem.OutputChannels, Stem.At("conv 3x3 /2", size));
        for (int stage = 0; stage < Blocks.Length; stage++)
        {
            for (int index = 0; index < Blocks[stage]; index++)
            {
                InvertedResidual block = Block(stage, isFirst: index == 0);
                node = block.AddTo(builder, $"stage{stage + 1}.block{index + 1}", node, size);
                size = ConvolutionCost.SizeAfter(size, block.Stride);
            }
        }

        node = builder.Append(node, "head", Head.OutputChannels, Head.At("conv 1x1", size));
        builder.AddClassifier(node, Head.OutputChannels, Classes);
        return builder.Build();
    }

    /// <summary>True when the other has the same numbers.</summary>
    public bool Equals(MobileNetV2? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The text that <see cref="ModelRegistry.Parse"/> reads; <c>mobilenet-v2:1.4</c> where only the width is not the standard one.</summary>
    public override string ToString()
    {
        bool onlyWidth = Blocks.SequenceEqual(StandardBlocks) && Classes == DefaultClasses && Image == DefaultImage;
        if (onlyWidth)
            return WidthMultiplier == 1 ? Id : $"{Id}:{SpecificationText.Number(WidthMultiplier)}";
        SpecificationText text = new SpecificationText(Id).Unless("width-mult", WidthMultiplier, 1);
        if (!Blocks.SequenceEqual(StandardBlocks))
            text.With("blocks", Blocks);
        return text.Unless("classes", Classes, DefaultClasses).Unless("image", Image, DefaultImage).ToString();
    }

    /// <summary>A block of a stage, counted from 0; all but the first of a stage are alike.</summary>
    internal InvertedResidual Block(int stage, bool isFirst)
    {
        int output = Channels.MultipleOf8(StageChannels[stage], WidthMultiplier);
        int before = stage == 0 ? Stem.OutputChannels : Channels.MultipleOf8(StageChannels[stage - 1], WidthMultiplier);
        return new(isFirst ? before : output, output, isFirst ? StageStrides[stage] : 1, StageExpansions[stage]);
    }
}
