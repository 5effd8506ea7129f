using System.Collections.Immutable;
using Tegula.Architectures;
using Tegula.Architectures.Graphs;
using Tegula.Exchange.Onnx.Reading;

namespace Tegula.Exchange.Onnx;

/// <summary>
/// A network out of an ONNX file: its topology, sizes and costs. Weights are not read. Convolutions and dense layers are the edges with parameters;
/// activations, norms and changes of shape belong to the edge they follow; sums and concatenations are nodes.
/// </summary>
/// <remarks>
/// MACs are those of one input: a free first size counts as 1. Parameters are the stored numbers that layers and norms read, each tensor once; the
/// statistics of batch norms are none. <c>docs/onnx.md</c> has all the rules.
/// </remarks>
public sealed class OnnxModel : IArchitecture
{
    private const int MostNamed = 3;

    private readonly ArchitectureGraph _graph;

    private OnnxModel(string file, ArchitectureGraph graph, ImmutableArray<OnnxOperatorCount> unknown, ImmutableArray<string> notes)
    {
        File = file;
        _graph = graph;
        UnknownOperators = unknown;
        Notes = notes;
    }

    /// <summary>The file, as it was named.</summary>
    public string File { get; }

    /// <summary>Operators that this version does not know, by name; they hand on what they read, and their MACs are not counted.</summary>
    public ImmutableArray<OnnxOperatorCount> UnknownOperators { get; }

    /// <summary>What a reader of the numbers should know, one sentence each, such as why there is no NN-Mass.</summary>
    public ImmutableArray<string> Notes { get; }

    /// <summary>Stored numbers that layers and norms read, at least 0.</summary>
    public long Parameters => _graph.Parameters;

    /// <summary>Multiply-accumulate operations for one input, at least 0.</summary>
    public long Macs => _graph.Macs;

    /// <summary>Edges without weights that pass over layers with weights, in the order of their targets.</summary>
    public IReadOnlyList<OnnxSkip> Skips => field ??= SkipConnections.Of(_graph);

    /// <summary>Reads a file. Takes memory for nodes and names, not for weights, which may be gigabytes inside the file or beside it.</summary>
    /// <param name="file">Path of the file. Files of weights beside it must lie in its folder; they may be missing.</param>
    /// <param name="sizes">Sizes that the file leaves free, by their names, such as <c>height</c>, each at least 1; null for none.</param>
    /// <exception cref="OnnxException">The file is no ONNX model, is broken or too large, or names weights outside its folder.</exception>
    /// <exception cref="IOException">The file cannot be read, or is not there.</exception>
    public static OnnxModel Read(string file, IReadOnlyDictionary<string, long>? sizes = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        using FileStream stream = System.IO.File.OpenRead(file);
        return Read(file, stream, sizes);
    }

    /// <summary>Reads a model out of a stream.</summary>
    /// <param name="file">What messages call it; files of weights must lie in its folder.</param>
    /// <param name="stream">The bytes; must be able to seek.</param>
    /// <param name="sizes">Sizes that the model leaves free, by their names, each at least 1; null for none.</param>
    /// <exception cref="OnnxException">The bytes are no ONNX model, are broken or too many, or name weights outside the folder.</exception>
    public static OnnxModel Read(string file, Stream stream, IReadOnlyDictionary<string, long>? sizes = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(stream);
        var files = new ExternalFiles(file);
        try
        {
            var wire = new WireReader(stream, file);
            ModelContent model = new ModelReader(wire, new TensorReader(wire, files)).Model();
            IReadOnlyList<NodeContent> nodes = new FunctionInlining(file, model).Flatten();
            var network = new NetworkReading(file, sizes ?? ImmutableDictionary<string, long>.Empty);
            network.Read(model.Graph, NodeOrder.Of(file, model.Graph, nodes));
            return Finish(file, network, nodes, files);
        }
        catch (OverflowException)
        {
            throw new OnnxException($"{file}: a size, a number of parameters or a number of MACs is more than 64 bits can count; expected those of a network");
        }
    }

    /// <inheritdoc/>
    public ArchitectureGraph ToGraph() => _graph;

    /// <summary>The file, as it was named.</summary>
    public override string ToString() => File;

    private static OnnxModel Finish(string file, NetworkReading network, IReadOnlyList<NodeContent> nodes, ExternalFiles files)
    {
        network.Draft.Prune();
        IReadOnlyList<LayeredCell> cells = new CellRecognition(network.Draft.Nodes).Cells(out string? stranger);
        if (stranger is not null)
            network.Notes.Add($"there is no NN-Mass: {stranger} joins values in another way than a residual block or a dense block");
        if (files.Missing.Count > 0)
        {
            string more = files.Missing.Count > MostNamed ? $" and {files.Missing.Count - MostNamed} more" : "";
            network.Notes.Add($"files of weights are missing: {string.Join(", ", files.Missing.Take(MostNamed))}{more}");
        }

        ImmutableArray<OnnxOperatorCount> unknown =
        [
            .. nodes.Where(node => Operators.KindOf(node) == OperatorKind.Unknown)
                .CountBy(node => NodeContent.Shortened(node.Domain is "" or "ai.onnx" ? node.Operator : $"{node.Domain}.{node.Operator}"))
                .OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new OnnxOperatorCount(pair.Key, pair.Value)),
        ];
        return new(file, network.Draft.Build(cells), unknown, [.. network.Notes]);
    }
}
