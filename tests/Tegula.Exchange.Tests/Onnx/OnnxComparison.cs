using Tegula.Exchange.Onnx;
using Tegula.Exchange.Onnx.Schema;
using Tegula.Exchange.Tests.Networks;
using Tegula.Exchange.Tests.Runtimes;

namespace Tegula.Exchange.Tests.Onnx;

/// <summary>A network's ONNX model beside the engine.</summary>
internal static class OnnxComparison
{
    private const double Tolerance = 1e-4;

    /// <summary>The bytes of the model.</summary>
    public static byte[] Write(ExportedNetwork network)
    {
        using var stream = new MemoryStream();
        OnnxWriter.Write(network, stream);
        return stream.ToArray();
    }

    /// <summary>Checks that the model is well formed and that ONNX Runtime computes with it what the engine does, to 1e-4 of the largest output.</summary>
    /// <param name="network">The network.</param>
    /// <param name="name">What it is, for the message.</param>
    /// <param name="batches">Sizes of the batches that one and the same model is asked for; 3 without any.</param>
    public static void ShouldBeTheSame(ExportedNetwork network, string name, params int[] batches)
    {
        if (batches.Length == 0) batches = [3];
        int[] image = [network.Graph.Input.Shape.Channels, network.Graph.Input.Shape.Height, network.Graph.Input.Shape.Width];
        float[][] images = [.. batches.Select(batch => DrawnNetworks.Images(network.Graph, batch, (ulong)batch))];

        OnnxAnswer answer = OnnxRuntime.Evaluate(
            stream =>
            {
                OnnxWriter.Write(network, stream);
                stream.Position = 0;
                OnnxStructure.Check(ModelProto.Parser.ParseFrom(stream));
            },
            batches.Zip(images, (batch, values) => new OnnxBatch(values, [batch, .. image])));

        int classes = network.Graph.Output.Shape.Length;
        answer.Inputs.ShouldHaveSingleItem().Shape.ShouldBe(["batch", .. image.Select(size => $"{size}")], name);
        answer.Outputs.ShouldHaveSingleItem().Shape.ShouldBe(["batch", $"{classes}"], name);
        for (int run = 0; run < batches.Length; run++)
        {
            float[] expected = network.Evaluate(images[run], batches[run]);
            answer.Answers[run].Shape.ShouldBe([batches[run], classes], name);
            DifferenceOf(answer.Answers[run].Values, expected).ShouldBeLessThan(Tolerance, name);
        }
    }

    /// <summary>The largest difference in units of the largest output.</summary>
    public static double DifferenceOf(float[] actual, float[] expected)
    {
        // A number that is none would compare as smaller than any.
        actual.Length.ShouldBe(expected.Length);
        actual.Concat(expected).ShouldAllBe(value => float.IsFinite(value));
        double size = expected.Max(value => Math.Abs((double)value));
        double difference = actual.Zip(expected).Max(pair => Math.Abs((double)pair.First - pair.Second));
        return difference == 0 ? 0 : difference / size;
    }
}
