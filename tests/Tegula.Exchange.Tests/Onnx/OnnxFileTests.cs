using System.Runtime.InteropServices;
using Tegula.Architectures;
using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Exchange.Onnx;
using Tegula.Exchange.Onnx.Schema;
using Tegula.Exchange.Tests.Networks;
using Tegula.Exchange.Tests.Runtimes;

namespace Tegula.Exchange.Tests.Onnx;

public sealed class OnnxFileTests
{
    private const string Cell = "|nor_conv_3x3~0|+|skip_connect~0|nor_conv_1x1~1|+|none~0|avg_pool_3x3~1|nor_conv_3x3~2|";
    private static readonly ExportedNetwork Network = DrawnNetworks.Of(NasBench201Cell.Parse(Cell), new(3, 8, 8), 10, new() { Channels = 4, Cells = 1 }, 7);

    [Fact]
    public void A_model_says_what_it_is_and_who_wrote_it()
    {
        ModelProto model = OnnxStructure.Check(OnnxComparison.Write(Network));

        model.ProducerName.ShouldBe("tegula");
        Version.Parse(model.ProducerVersion).ShouldBeGreaterThanOrEqualTo(new Version(0, 1, 0));
        model.MetadataProps.Select(property => (property.Key, property.Value)).ShouldBe([("architecture", Cell), ("origin", "drawn with seed 7")]);
    }

    [Fact]
    public void Every_parameter_is_a_tensor_of_its_name_and_numbers()
    {
        Dictionary<string, TensorProto> tensors = OnnxStructure.Check(OnnxComparison.Write(Network)).Graph.Initializer.ToDictionary(tensor => tensor.Name);

        foreach (Parameter parameter in Network.Graph.Parameters)
        {
            MemoryMarshal.Cast<byte, float>(tensors[parameter.Name].RawData.Span).ToArray()
                .ShouldBe(Network.Weights.AsSpan(parameter.Offset, parameter.Length).ToArray(), parameter.Name);
        }

        tensors["stem.conv"].Dims.ShouldBe([4, 3, 3, 3]);
        tensors["classifier.weight"].Dims.ShouldBe([10, 16]);
        MemoryMarshal.Cast<byte, float>(tensors["stem.bn.mean"].RawData.Span).ToArray().ShouldBe(Network.Statistics.Means[..4].Select(mean => (float)mean));
        MemoryMarshal.Cast<byte, float>(tensors["stem.bn.variance"].RawData.Span).ToArray()
            .ShouldBe(Network.Statistics.Variances[..4].Select(value => (float)value));
    }

    [Fact]
    public void A_tensor_with_other_numbers_gives_other_outputs()
    {
        float[] images = DrawnNetworks.Images(Network.Graph, 4);
        float[] expected = Network.Evaluate(images, 4);
        foreach (Parameter parameter in Network.Graph.Parameters)
        {
            float[] weights = [.. Network.Weights];
            foreach (ref float weight in weights.AsSpan(parameter.Offset, parameter.Length)) weight += 0.1f;
            Differ(Network with { Weights = weights }, parameter.Name);
        }

        for (int channel = 0; channel < Network.Statistics.Means.Length; channel += 4)
        {
            BatchNormStatistics means = Copy(), variances = Copy();
            for (int i = channel; i < channel + 4; i++)
            {
                means.Means[i] += 0.5;
                variances.Variances[i] += 0.5;
            }

            Differ(Network with { Statistics = means }, $"mean {channel}");
            Differ(Network with { Statistics = variances }, $"variance {channel}");
        }

        void Differ(ExportedNetwork other, string name)
        {
            float[] actual = OnnxRuntime.Evaluate(OnnxComparison.Write(other), new OnnxBatch(images, 4, 3, 8, 8)).Answers[0].Values;
            OnnxComparison.DifferenceOf(actual, expected).ShouldBeGreaterThan(1e-3, name);
        }

        BatchNormStatistics Copy()
        {
            var copy = new BatchNormStatistics(Network.Statistics.Means.Length);
            Network.Statistics.Means.CopyTo(copy.Means.AsSpan());
            Network.Statistics.Variances.CopyTo(copy.Variances.AsSpan());
            return copy;
        }
    }

    [Fact]
    public void Nodes_are_called_after_their_layer()
    {
        string[] names = [.. OnnxStructure.Check(OnnxComparison.Write(Network)).Graph.Node.Select(node => node.Name)];

        names[..3].ShouldBe(["stem.conv/convolution", "stem.bn/batch_norm", "stem.bn/relu"]);
        names[^3..].ShouldBe(["last.bn/global_average_pool", "last.bn/flatten", "classifier/linear"]);
    }

    [Fact]
    public void The_same_network_gives_the_same_bytes_and_leaves_the_stream_open()
    {
        using var stream = new MemoryStream();
        OnnxWriter.Write(Network, stream);
        long length = stream.Position;
        OnnxWriter.Write(Network, stream);

        byte[] both = stream.ToArray();
        both[..(int)length].ShouldBe(both[(int)length..]);
    }

    [Fact]
    public void Parameters_with_names_that_a_model_needs_itself_get_others()
    {
        var graph = new GraphBuilder(new(2, 5, 5));
        int value = graph.Convolution(graph.Input, "images", 3, new(3, 3), hasBias: true);
        value = graph.BatchNorm(graph.BatchNorm(value, "logits"), "images");
        value = graph.Convolution(graph.Relu(value), "images.mean", 4, new(2, 2));
        value = graph.Convolution(graph.Relu(value), "logits/relu", 4, new(2, 2));
        value = graph.Linear(value, "logits", 2);
        OnnxComparison.ShouldBeTheSame(DrawnNetworks.Of(graph.Build(value)), "names");
    }

    [Fact]
    public void More_numbers_than_a_file_holds_are_refused_before_any_is_written()
    {
        var graph = new GraphBuilder(new(30_000, 1, 1));
        var network = new ExportedNetwork("a wide layer", graph.Build(graph.Linear(graph.Input, "wide", 30_000)), [], new BatchNormStatistics(0), "nowhere");

        Should.Throw<ArgumentException>(() => OnnxComparison.Write(network)).Message.ShouldBe(
            "the numbers of the network take 3,433 MB, and an ONNX file holds at most 1,983 MB; choose fewer channels or cells");
    }

    [Fact]
    public void Numbers_of_another_network_are_refused()
    {
        int length = Network.Graph.ParameterLength;
        Should.Throw<ArgumentException>(() => OnnxComparison.Write(Network with { Weights = Network.Weights[1..] })).Message.ShouldEndWith(
            $"has {length:N0} weights and {Network.Statistics.Means.Length} normalised channels, "
            + $"{length - 1:N0} and {Network.Statistics.Means.Length} were given");
        Should.Throw<ArgumentException>(() => OnnxComparison.Write(Network with { Statistics = new BatchNormStatistics(3) }))
            .Message.ShouldEndWith("and 3 were given");
    }

    [Fact]
    public void The_page_on_ONNX_names_every_operator()
    {
        string page = File.ReadAllText(Checkout.PathOf("docs", "onnx.md"));
        OnnxStructure.KnownOperators.ShouldAllBe(type => page.Contains($"`{type}`"));
    }

    [Fact]
    public void The_engine_answers_sample_by_sample()
    {
        // More than one of its batches.
        float[] images = DrawnNetworks.Images(Network.Graph, 70);

        float[] together = Network.Evaluate(images, 70);

        float[] single = [.. images.Chunk(Network.Graph.Input.Shape.Length).SelectMany(image => Network.Evaluate(image, 1))];
        OnnxComparison.DifferenceOf(together, single).ShouldBeLessThan(1e-5);
        Should.Throw<ArgumentException>(() => Network.Evaluate(images, 69)).Message.ShouldBe("69 images of 3x8x8 have 13248 values, 13440 were given");
        Should.Throw<ArgumentOutOfRangeException>(() => Network.Evaluate([], 0));
    }
}
