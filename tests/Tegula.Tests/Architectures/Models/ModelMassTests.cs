using Tegula.Architectures;
using Tegula.Architectures.Models;
using Tegula.Topology;

namespace Tegula.Tests.Architectures.Models;

/// <summary>NN-Mass, density and degree of the families against the paper's figures and formulas.</summary>
public sealed class ModelMassTests
{
    [Fact]
    public void The_CNN_of_Fig_9_has_mass_28() => Mass("densenet-cnn:depth=16,w=2/3/4,tc=3/4/5").ShouldBe(28, 1e-12);

    [Theory]
    [InlineData("mobilenet-v2:0.75", 975)]
    [InlineData("mobilenet-v2", 1287)]
    [InlineData("mobilenet-v2:1.4", 1807)]
    [InlineData("mobilenet-v2:blocks=2/3/4/5/4/3/1", 1654)]
    [InlineData("mobilenet-v2:width-mult=0.6,blocks=2/3/4/5/4/3/1", 1030)]
    public void MobileNets_have_the_masses_of_Table_2(string model, double mass) => Mass(model).ShouldBe(mass, 1e-9);

    [Theory]
    [InlineData("densenet-cnn:depth=40,wm=2,tc=60/130/170", 755.3, 1)]
    [InlineData("densenet-cnn:depth=37,wm=2,tc=70/140/180", 813, 0)]
    [InlineData("densenet-cnn:depth=31,wm=2,tc=85/120/205", 856, 0)]
    public void The_compressed_CNNs_of_Table_1_have_these_masses(string model, double mass, int decimals) =>
        Math.Round(Mass(model), decimals).ShouldBe(mass);

    [Theory]
    [InlineData(3, 4, 0)]
    [InlineData(3, 4, 9)]
    [InlineData(16, 8, 14)]
    [InlineData(32, 8, 5)]
    [InlineData(9, 1, 3)]
    [InlineData(12, 5, 1_000)]
    public void The_MLP_follows_equations_1_and_2(int depth, int width, int candidates)
    {
        // Written out as in the paper, on the numbers alone.
        double drawn = Enumerable.Range(2, depth - 2).Sum(layer => Math.Min(width * (layer - 1), candidates));
        NnMass found = NnMass.Of(new DenseNetMlp(depth, width, candidates).ToGraph())!;
        found.Mass.ShouldBe(2 * depth * drawn / ((depth - 1) * (depth - 2)), 1e-9);
        found.Density.ShouldBe(2 * drawn / (width * (depth - 1.0) * (depth - 2)), 1e-12);
    }

    [Theory]
    [InlineData(8, 14)]
    [InlineData(8, 40)]
    [InlineData(16, 20)]
    [InlineData(32, 200)]
    public void At_depth_64_the_average_degree_is_within_5_percent_of_Prop_1(int width, int candidates)
    {
        NnMass found = NnMass.Of(new DenseNetMlp(64, width, candidates).ToGraph())!;
        double proposition = width + (found.Mass / 2);
        found.AverageDegree!.Value.ShouldBe(proposition, 0.05 * proposition);
    }

    [Theory]
    [InlineData("vgg11")]
    [InlineData("vgg16:bn=true")]
    [InlineData("vgg19")]
    [InlineData("densenet-cnn:depth=40,wm=2,tc=0/0/0")]
    public void Without_skip_connections_mass_and_density_are_0(string model)
    {
        NnMass found = NnMass.Of(ModelRegistry.Parse(model).ToGraph())!;
        found.Mass.ShouldBe(0);
        found.Density.ShouldBe(0);
    }

    [Theory]
    [InlineData(121, 32 * (6 + 12 + 24 + 16))]
    [InlineData(161, 48 * (6 + 12 + 36 + 24))]
    [InlineData(169, 32 * (6 + 12 + 32 + 32))]
    [InlineData(201, 32 * (6 + 12 + 48 + 32))]
    public void A_standard_DenseNet_has_density_1_and_the_mass_of_all_its_layers(int layers, double mass)
    {
        NnMass found = NnMass.Of(new DenseNet(layers).ToGraph())!;
        found.Density.ShouldBe(1);
        found.Mass.ShouldBe(mass);
    }

    [Fact]
    public void All_to_all_connections_give_density_1()
    {
        NnMass found = NnMass.Of(new DenseNetCnn(31, 1, [10_000, 10_000, 10_000]).ToGraph())!;
        found.Density.ShouldBe(1);
        found.Mass.ShouldBe((16 + 32 + 64) * 9);
    }

    [Fact]
    public void A_basic_block_has_the_mass_of_its_input_and_width()
    {
        // Stages of 2 blocks with 64, 128, 256 and 512 channels; the stem has 64.
        double expected = 2 * (64 + 64) + (64 + 128) + (128 + 128) + (128 + 256) + (256 + 256) + (256 + 512) + (512 + 512);
        Mass("resnet18").ShouldBe(expected, 1e-9);
    }

    [Theory]
    [InlineData("resnet50", 1)]
    [InlineData("resnet50:width-mult=2", 2)]
    public void A_bottleneck_has_the_mass_of_Fig_2(string model, int widen)
    {
        int[] blocks = [3, 4, 6, 3];
        double expected = 0;
        int input = 64;
        for (int stage = 0; stage < blocks.Length; stage++)
        {
            double width = widen * (64 << stage);
            for (int index = 0; index < blocks[stage]; index++)
            {
                expected += input * (input + (2 * width)) / ((2 * input) + width);
                input = 256 << stage;
            }
        }

        Mass(model).ShouldBe(expected, 1e-9);
    }

    [Fact]
    public void A_wide_ResNet_has_the_mass_of_its_basic_blocks()
    {
        // 28 layers: 4 blocks a stage.
        double expected = (16 + 160) + (3 * 320) + (160 + 320) + (3 * 640) + (320 + 640) + (3 * 1280);
        Mass("wide-resnet:depth=28,width-mult=10").ShouldBe(expected, 1e-9);
    }

    [Fact]
    public void The_seed_changes_the_links_but_neither_mass_nor_cost()
    {
        var first = new DenseNetCnn(31, 1, [20, 40, 80]);
        DenseNetCnn second = first with { Seed = 1 };
        (ulong[] seeds, int layer) = ([first.Seed, second.Seed], 5);
        seeds.Select(seed => string.Join(' ', ConcatenationLinks.Draw(seed, 0, layer, 16, 20))).Distinct().Count().ShouldBe(2);
        Mass(second).ShouldBe(Mass(first));
        second.ToGraph().Parameters.ShouldBe(first.ToGraph().Parameters);
        second.ToGraph().Macs.ShouldBe(first.ToGraph().Macs);
        second.ToGraph().Edges.SequenceEqual(first.ToGraph().Edges).ShouldBeFalse();
        (second with { Seed = 0 }).ToGraph().Edges.SequenceEqual(first.ToGraph().Edges).ShouldBeTrue();
    }

    [Fact]
    public void The_separable_variant_has_the_same_topology()
    {
        NnMass regular = NnMass.Of(ModelRegistry.Parse("densenet-cnn:depth=40,wm=2,tc=60/130/170").ToGraph())!;
        NnMass separable = NnMass.Of(ModelRegistry.Parse("densenet-cnn-dsconv:depth=40,wm=2,tc=60/130/170").ToGraph())!;
        separable.ShouldBe(regular);
    }

    private static double Mass(string model) => Mass(ModelRegistry.Parse(model));

    private static double Mass(IArchitecture architecture) => ArchitectureTopology.Of(architecture).Mass!.Mass;
}
