using Tegula.Architectures.Graphs;
using Tegula.Architectures.Models;

namespace Tegula.Tests.Architectures.Models;

/// <summary>
/// Parameters and MACs against the published figures; the last digits were counted by hooks on the same networks built from PyTorch's modules.
/// </summary>
public sealed class ModelCostTests
{
    [Theory]
    [InlineData("resnet18", 11_689_512, 1_814_073_344)]
    [InlineData("resnet34", 21_797_672, 3_663_761_408)]
    [InlineData("resnet50", 25_557_032, 4_089_184_256)]
    [InlineData("resnet101", 44_549_160, 7_801_405_440)]
    [InlineData("resnet152", 60_192_808, 11_513_626_624)]
    [InlineData("resnet50:width-mult=2", 68_883_240, 11_398_021_120)]
    [InlineData("resnet101:width-mult=2", 126_886_696, 22_753_050_624)]
    [InlineData("mobilenet-v2", 3_504_872, 300_774_272)]
    [InlineData("mobilenet-v2:0.5", 1_968_680, 97_131_840)]
    [InlineData("mobilenet-v2:0.75", 2_636_424, 209_069_792)]
    [InlineData("mobilenet-v2:1.4", 6_108_776, 582_195_824)]
    [InlineData("mobilenet-v2:0.15", 1_415_496, 30_567_888)]
    [InlineData("mobilenet-v2:blocks=2/3/4/5/4/3/1", 3_701_560, 375_523_968)]
    [InlineData("mobilenet-v2:width-mult=0.6,blocks=2/3/4/5/4/3/1", 2_295_160, 186_910_032)]
    [InlineData("vgg11", 132_863_336, 7_609_090_048)]
    [InlineData("vgg13", 133_047_848, 11_308_466_176)]
    [InlineData("vgg16", 138_357_544, 15_470_264_320)]
    [InlineData("vgg19", 143_667_240, 19_632_062_464)]
    [InlineData("vgg11:bn=true", 132_868_840, 7_609_090_048)]
    [InlineData("vgg16:bn=true", 138_365_992, 15_470_264_320)]
    [InlineData("densenet121", 7_978_856, 2_834_161_664)]
    [InlineData("densenet161", 28_681_000, 7_727_907_072)]
    [InlineData("densenet169", 14_149_480, 3_359_843_328)]
    [InlineData("densenet201", 20_013_928, 4_291_365_888)]
    public void Networks_for_ImageNet_cost_what_is_published(string model, long parameters, long macs)
    {
        ArchitectureGraph graph = ModelRegistry.Parse(model).ToGraph();
        graph.Parameters.ShouldBe(parameters);
        graph.Macs.ShouldBe(macs);
    }

    [Theory]
    [InlineData("resnet34:width-mult=1.5", 48.6)]
    [InlineData("resnet18:width-mult=1.5", 25.9)]
    [InlineData("resnet18:width-mult=2", 45.6)]
    [InlineData("resnet18:width-mult=3", 101.8)]
    public void Wide_ResNets_for_ImageNet_have_the_published_millions_of_parameters(string model, double millions) =>
        Math.Round(ModelRegistry.Parse(model).ToGraph().Parameters / 1e6, 1).ShouldBe(millions);

    [Theory]
    [InlineData("wide-resnet:depth=28,width-mult=10", 36_479_194, 5_243_328_768)]
    [InlineData("wide-resnet:depth=40,width-mult=4", 8_949_210, 1_298_582_016)]
    [InlineData("wide-resnet:depth=16,width-mult=8", 10_961_370, 1_548_145_664)]
    [InlineData("wide-resnet:depth=40,width-mult=1", 563_930, 83_280_512)]
    [InlineData("resnet20", 269_722, 40_551_040)]
    [InlineData("resnet32", 464_154, 68_862_592)]
    [InlineData("resnet44", 658_586, 97_174_144)]
    [InlineData("resnet56", 853_018, 125_485_696)]
    [InlineData("resnet110", 1_727_962, 252_887_680)]
    public void Networks_for_CIFAR_cost_what_is_published(string model, long parameters, long macs)
    {
        ArchitectureGraph graph = ModelRegistry.Parse(model).ToGraph();
        graph.Parameters.ShouldBe(parameters);
        graph.Macs.ShouldBe(macs);
    }

    [Theory]
    [InlineData("densenet-cnn:depth=40,wm=2,tc=60/130/170", 5_019_894, 794_345_472)]
    [InlineData("densenet-cnn:depth=37,wm=2,tc=70/140/180", 4_691_430, 754_679_808)]
    [InlineData("densenet-cnn:depth=31,wm=2,tc=85/120/205", 3_818_008, 606_191_616)]
    [InlineData("densenet-cnn-dsconv:depth=40,wm=2,tc=60/130/170", 855_914, 135_348_224)]
    [InlineData("densenet-cnn-dsconv:depth=40,wm=2,tc=60/130/170,expansion=6", 5_102_154, 812_089_344)]
    public void DenseNet_type_CNNs_have_these_parameters_and_MACs_of_convolutions(string model, long parameters, long macs)
    {
        ArchitectureGraph graph = ModelRegistry.Parse(model).ToGraph();
        graph.Parameters.ShouldBe(parameters);
        graph.Macs.ShouldBe(macs);
    }
}
