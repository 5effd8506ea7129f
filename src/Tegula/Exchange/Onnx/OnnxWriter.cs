using System.Globalization;
using Google.Protobuf;
using Tegula.Compute.Graphs;
using Tegula.Exchange.Onnx.Internals;
using Tegula.Exchange.Onnx.Schema;

namespace Tegula.Exchange.Onnx;

/// <summary>Writes networks as ONNX models, which ONNX Runtime, Netron and most tools of deployment read.</summary>
/// <remarks>
/// <para>
/// A model computes what <see cref="ExportedNetwork.Evaluate"/> does. Its one input, <c>images</c>, has the shape (batch, channel, row, column); its one
/// output, <c>logits</c>, the shape (batch, class); both hold 32-bit floats, and the size of the batch is open.
/// </para>
/// <para>
/// A tensor of weights has the name of its parameter, the statistics of the batch norm <c>stem.bn</c> are <c>stem.bn.mean</c> and <c>stem.bn.variance</c>, and
/// the convolution of <c>stem.conv</c> is the node <c>stem.conv/convolution</c>. A node without weights is named after what it comes behind, such as
/// <c>stem.bn/relu</c>. The properties <c>architecture</c> and <c>origin</c> of the model say what it is and where its numbers come from.
/// </para>
/// <para>The same network always gives the same bytes. Field numbers and operators are those of https://onnx.ai.</para>
/// </remarks>
public static class OnnxWriter
{
    /// <summary>Version of ONNX's set of operators.</summary>
    public const int OperatorSet = 17;

    /// <summary>Version of ONNX's format.</summary>
    public const int FormatVersion = 8;

    // Protobuf counts bytes of a message in 31 bits; nodes, names and shapes need some of them, too.
    private const long MostBytesOfNumbers = int.MaxValue - (1L << 26);

    /// <summary>Writes a network as an ONNX model.</summary>
    /// <param name="network">The network; its batch norms normalise with its own statistics, dropped paths are left out.</param>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="ArgumentException">
    /// The numbers are too many for one ONNX file, which holds 2 GB, or not those of the graph; one line says what would be right.
    /// </exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Write(ExportedNetwork network, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        RequireNumbers(network);
        ModelOf(network).WriteTo(stream);
    }

    /// <summary>Refuses a network that is too large for one ONNX file, which is known before its numbers are.</summary>
    /// <param name="graph">The network.</param>
    /// <exception cref="ArgumentException">Its numbers take more than the 2 GB of a file; one line says what would be right.</exception>
    public static void RequireSize(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        long bytes = sizeof(float) * (graph.Parameters.Sum(parameter => (long)parameter.Length) + (2L * NormalisedChannels(graph)));
        if (bytes > MostBytesOfNumbers)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"the numbers of the network take {bytes >> 20:N0} MB, and an ONNX file holds at most {MostBytesOfNumbers >> 20:N0} MB; "
                + $"choose fewer channels or cells"));
        }
    }

    private static ModelProto ModelOf(ExportedNetwork network) => new()
    {
        IrVersion = FormatVersion,
        ProducerName = "tegula",
        ProducerVersion = typeof(OnnxWriter).Assembly.GetName().Version!.ToString(3),
        OpsetImport = { new OperatorSetIdProto { Domain = "", Version = OperatorSet } },
        MetadataProps =
        {
            new StringStringEntryProto { Key = "architecture", Value = network.Architecture },
            new StringStringEntryProto { Key = "origin", Value = network.Origin },
        },
        Graph = new OnnxGraphWriter(network).Write(),
    };

    private static void RequireNumbers(ExportedNetwork network)
    {
        Graph graph = network.Graph;
        RequireSize(graph);
        long normalised = NormalisedChannels(graph);
        if (network.Weights.Length != graph.ParameterLength || network.Statistics.Means.Length != normalised)
        {
            throw new ArgumentException(
                $"the network of {network.Architecture} has {graph.ParameterLength:N0} weights and {normalised:N0} normalised channels, "
                + $"{network.Weights.Length:N0} and {network.Statistics.Means.Length:N0} were given");
        }
    }

    private static long NormalisedChannels(Graph graph) =>
        graph.Nodes.Where(node => node.Operation is BatchNormOperation).Sum(node => (long)node.Shape.Channels);
}
