using System.Collections.Immutable;
using Tegula.Architectures;
using Tegula.Architectures.Graphs;
using Tegula.Architectures.Models;
using Tegula.Architectures.Models.Internals;

namespace Tegula.Design.Internals;

/// <summary>All MobileNet-v2 of the design space: width multipliers times block counts of each stage.</summary>
/// <param name="request">Width multipliers, classes and image.</param>
internal sealed class MobileNetV2Designs(DesignRequest request)
{
    private const int FewerBlocks = 1;
    private const int MoreBlocks = 3;

    // In hundredths, so that 0.15, 0.2, ... are the nearest doubles to these numbers.
    private static readonly ImmutableArray<double> StandardMultipliers = [.. Enumerable.Range(3, 26).Select(step => step * 5 / 100.0)];

    private readonly record struct Sum(double Mass, long Parameters, long Macs)
    {
        public static Sum operator +(Sum left, Sum right) => new(left.Mass + right.Mass, left.Parameters + right.Parameters, left.Macs + right.Macs);
    }

    private sealed record Point(MobileNetV2 Base, ulong Blocks, Sum Total) : DesignPoint(Base.WidthMultiplier, Total.Mass, Total.Parameters, Total.Macs)
    {
        protected override IArchitecture Build() =>
            Base with { Blocks = [.. Enumerable.Range(0, MobileNetV2.StandardBlocks.Length).Select(stage => (int)(byte)(Blocks >> (8 * stage)))] };
    }

    /// <summary>Every network once; of multipliers that round to the same channels, the first.</summary>
    public IEnumerable<DesignPoint> Points()
    {
        ImmutableArray<double> multipliers = request.WidthMultipliers.IsEmpty ? StandardMultipliers : request.WidthMultipliers;
        return multipliers.Select(Network).DistinctBy(Layout).SelectMany(Points);
    }

    private static string Layout(MobileNetV2 network) =>
        $"{network.Stem} {network.Head} {string.Join(' ', Enumerable.Range(0, network.Blocks.Length).Select(stage => network.Block(stage, isFirst: true)))}";

    private static Sum Cost(InvertedResidual block, int size)
    {
        double input = block.Input;
        double mass = block.IsResidual ? input * (input + (2 * block.Hidden)) / ((2 * input) + block.Hidden) : 0;
        return new(mass, block.Parameters, block.Macs(size));
    }

    private MobileNetV2 Network(double multiplier) => new(multiplier)
    {
        Classes = request.Classes ?? MobileNetV2.DefaultClasses,
        Image = request.Image ?? MobileNetV2.DefaultImage,
    };

    private static IEnumerable<DesignPoint> Points(MobileNetV2 network)
    {
        int stages = network.Blocks.Length;
        (var first, var repeated) = (new Sum[stages], new Sum[stages]);
        int size = ConvolutionCost.SizeAfter(network.Image, 2);
        EdgeOperation stem = network.Stem.At("", size);
        for (int stage = 0; stage < stages; stage++)
        {
            InvertedResidual block = network.Block(stage, isFirst: true);
            first[stage] = Cost(block, size);
            size = ConvolutionCost.SizeAfter(size, block.Stride);
            repeated[stage] = Cost(network.Block(stage, isFirst: false), size);
        }

        EdgeOperation head = network.Head.At("", size);
        EdgeOperation classifier = ConvolutionCost.Linear(network.Head.OutputChannels, network.Classes);
        var ends = new Sum(0, stem.Parameters + head.Parameters + classifier.Parameters, stem.Macs + head.Macs + classifier.Macs);
        IEnumerable<(Sum Total, ulong Blocks)> partial = [(ends, 0)];
        for (int index = 0; index < stages; index++)
        {
            int stage = index;
            partial = partial.SelectMany(start => Counts(stage).Select(count => (
                start.Total + first[stage] + Times(repeated[stage], count - 1),
                start.Blocks | ((ulong)count << (8 * stage)))));
        }

        return partial.Select(end => new Point(network, end.Blocks, end.Total));
    }

    private static IEnumerable<int> Counts(int stage)
    {
        int standard = MobileNetV2.StandardBlocks[stage];
        int least = Math.Max(1, standard - FewerBlocks);
        return Enumerable.Range(least, standard + MoreBlocks - least + 1);
    }

    private static Sum Times(Sum sum, int count) => new(sum.Mass * count, sum.Parameters * count, sum.Macs * count);
}
