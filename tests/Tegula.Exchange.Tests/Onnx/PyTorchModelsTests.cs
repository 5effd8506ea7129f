using Tegula.Architectures.Graphs;
using Tegula.Architectures.Models;
using Tegula.Drawing;
using Tegula.Exchange.Onnx;
using Tegula.Topology;

namespace Tegula.Exchange.Tests.Onnx;

/// <summary>Files of PyTorch's exporter, compared with PyTorch's count of parameters and with Tegula's own description of the same networks.</summary>
public sealed class PyTorchModelsTests(PyTorchModels models) : IClassFixture<PyTorchModels>
{
    [Theory]
    [InlineData("resnet18", "resnet18:image=64")]
    [InlineData("resnet18-view", "resnet18:image=64,classes=10")]
    [InlineData("resnet18-batch8", "resnet18:image=64")]
    [InlineData("resnet50", "resnet50:image=64")]
    [InlineData("mobilenet-v2-0.75", "mobilenet-v2:width-mult=0.75,image=64")]
    [InlineData("mobilenet-v2-1", "mobilenet-v2:image=64")]
    [InlineData("mobilenet-v2-1.4", "mobilenet-v2:width-mult=1.4,image=64")]
    [InlineData("densenet121", "densenet121:image=64")]
    [InlineData("densenet121-one-tensor", "densenet121:image=64")]
    public void A_network_has_the_numbers_of_the_built_in_one(string name, string specification)
    {
        OnnxModel model = Read(name);
        ArchitectureGraph builtIn = ModelRegistry.Parse(specification).ToGraph();
        (ArchitectureTopology found, ArchitectureTopology known) = (ArchitectureTopology.Of(model), ArchitectureTopology.Of(builtIn));

        model.Parameters.ShouldBe(builtIn.Parameters);
        model.Parameters.ShouldBe(models.Parameters[name]);
        model.Macs.ShouldBe(builtIn.Macs);
        found.Paths!.Paths.ShouldBe(known.Paths!.Paths);
        found.Paths.EffectiveDepth.ShouldBe(known.Paths.EffectiveDepth);
        found.Paths.EffectiveWidth.ShouldBe(known.Paths.EffectiveWidth);
        found.Mass.ShouldBe(known.Mass);
        model.UnknownOperators.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("mobilenet-v2-0.75", 975)]
    [InlineData("mobilenet-v2-1", 1287)]
    [InlineData("mobilenet-v2-1.4", 1807)]
    public void MobileNet_v2_has_the_published_mass(string name, double mass) => NnMass.Of(Read(name).ToGraph())!.Mass.ShouldBe(mass);

    [Fact]
    public void A_norm_that_the_exporter_merged_into_its_convolution_counts_one_number_a_channel_instead_of_two()
    {
        (OnnxModel plain, OnnxModel merged) = (Read("resnet18"), Read("resnet18-fused"));
        const int normalised = 64 * 5 + 128 * 5 + 256 * 5 + 512 * 5;

        (plain.Parameters - merged.Parameters).ShouldBe(normalised);
        merged.Macs.ShouldBe(plain.Macs);
        ArchitectureTopology.Of(merged).ShouldBe(ArchitectureTopology.Of(plain));
    }

    [Fact]
    public void Free_sizes_are_named_and_can_be_given()
    {
        OnnxModel open = Read("resnet18-free");
        open.Parameters.ShouldBe(models.Parameters["resnet18-free"]);
        open.Notes.ShouldContain(note => note.Contains("height, width", StringComparison.Ordinal));

        var sizes = new Dictionary<string, long> { ["height"] = 224, ["width"] = 224 };
        OnnxModel.Read(models.PathOf("resnet18-free"), sizes).Macs.ShouldBe(new ResNet(18).ToGraph().Macs);
    }

    [Theory]
    [InlineData("transformer-13")]
    [InlineData("transformer-13-folded")]
    [InlineData("transformer-17")]
    [InlineData("transformer-17-folded")]
    [InlineData("transformer-gated")]
    public void A_transformer_has_paths_through_query_key_and_value_and_no_mass(string name)
    {
        OnnxModel model = Read(name);
        ArchitectureTopology topology = ArchitectureTopology.Of(model);

        model.Parameters.ShouldBe(models.Parameters[name]);
        model.UnknownOperators.ShouldBeEmpty();

        // Each of two blocks: 1 + 3 ways past or through attention, 1 + 1 past or through the dense layers.
        topology.Paths!.Paths.ShouldBe((1 + 3) * (1 + 1) * (1 + 3) * (1 + 1));
        topology.Mass.ShouldBeNull();

        // On 10 tokens of 32 numbers: four projections, scores and their sums in each of 4 heads of 8, two dense layers.
        const int attention = (4 * 10 * 32 * 32) + (2 * 4 * 10 * 10 * 8);
        int dense = 10 * 32 * 128 + 10 * 32 * (name == "transformer-gated" ? 64 : 128);
        model.Macs.ShouldBe(2 * (attention + dense));
        model.Skips.Count.ShouldBe(4);
    }

    [Fact]
    public void Gates_resizes_transposed_convolutions_and_two_outputs_are_read()
    {
        OnnxModel model = Read("squeezed");

        model.Parameters.ShouldBe(models.Parameters["squeezed"]);
        model.Macs.ShouldBe((32 * 32 * 16 * 27) + (32 * 32 * 16 * 25) + 64 + 64 + (32 * 32 * 16 * 8 * 4) + (32 * 32 * 6 * 11 * 9));
        model.UnknownOperators.ShouldBeEmpty();
        PathStatistics.Of(model.ToGraph())!.Paths.ShouldBe(3 + 3 + 1, "through or past gate and body to both outputs, and from the image to one");
    }

    [Theory]
    [InlineData("resnet18")]
    [InlineData("densenet121")]
    [InlineData("transformer-17")]
    public void A_network_can_be_drawn(string name)
    {
        OnnxModel model = Read(name);
        string svg = GraphSvg.Write(model.ToGraph(), name);
        svg.ShouldStartWith("<svg");
        model.ToGraph().Nodes.Select(node => node.Name).ShouldBeUnique();
    }

    private OnnxModel Read(string name) => OnnxModel.Read(models.PathOf(name));
}
