using Tegula.Architectures;
using Tegula.Architectures.Models;
using Tegula.Compute.Graphs;
using Tegula.Datasets;
using Tegula.Exchange.Onnx;
using Tegula.Exchange.Tests.Networks;
using Tegula.Networks;
using Tegula.Topology;

namespace Tegula.Exchange.Tests.Onnx;

/// <summary>What Tegula writes, Tegula reads, with the same numbers.</summary>
public sealed class OwnExportsTests
{
    [Theory]
    [InlineData("resnet20")]
    [InlineData("resnet18:width-mult=0.25,classes=10,image=32")]
    [InlineData("resnet50:width-mult=0.25,classes=10,image=32")]
    [InlineData("mobilenet-v2:width-mult=0.5,classes=10,image=32")]
    [InlineData("wide-resnet:depth=16,width-mult=1.5")]
    [InlineData("densenet121:classes=10,image=32")]
    public void A_model_keeps_its_numbers(string text)
    {
        IArchitecture architecture = ModelRegistry.Parse(text);
        OnnxModel model = RoundTrip(DrawnNetworks.Of(architecture, new ImageShape(3, 32, 32), 10, new NetworkOptions()));
        (ArchitectureTopology found, ArchitectureTopology known) = (ArchitectureTopology.Of(model), ArchitectureTopology.Of(architecture));

        model.Parameters.ShouldBe(architecture.ToGraph().Parameters);
        model.Macs.ShouldBe(architecture.ToGraph().Macs);
        found.Paths!.Paths.ShouldBe(known.Paths!.Paths);
        found.Paths.EffectiveDepth.ShouldBe(known.Paths.EffectiveDepth);
        found.Paths.EffectiveWidth.ShouldBe(known.Paths.EffectiveWidth);
        found.Mass.ShouldBe(known.Mass);
        model.UnknownOperators.ShouldBeEmpty();
        model.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void Networks_of_random_cells_keep_parameters_and_MACs()
    {
        foreach (ExportedNetwork network in DrawnNetworks.NasBench201(30))
        {
            OnnxModel model = RoundTrip(network);
            model.Parameters.ShouldBe(network.Graph.Parameters.Sum(parameter => (long)parameter.Length), network.Architecture);
            model.Macs.ShouldBe(network.Graph.Nodes.Sum(Macs), network.Architecture);
            model.UnknownOperators.ShouldBeEmpty();
        }
    }

    private static long Macs(Node node) =>
        node.Operation is ConvolutionOperation convolution ? (long)convolution.Weight.Length * node.Shape.Height * node.Shape.Width : 0;

    private static OnnxModel RoundTrip(ExportedNetwork network)
    {
        using var stream = new MemoryStream();
        OnnxWriter.Write(network, stream);
        stream.Position = 0;
        return OnnxModel.Read("written.onnx", stream);
    }
}
