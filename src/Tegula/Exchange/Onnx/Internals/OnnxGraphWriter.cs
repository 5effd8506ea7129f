using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Exchange.Onnx.Schema;

namespace Tegula.Exchange.Onnx.Internals;

/// <summary>Turns a graph of the engine into one of ONNX.</summary>
/// <remarks>
/// ONNX's linear layer works on (batch, feature), its convolutions and pools on (batch, channel, row, column). A value of one position a channel may have
/// either form; it is brought into the other one where that is needed, once.
/// </remarks>
internal sealed partial class OnnxGraphWriter
{
    private readonly ExportedNetwork _network;
    private readonly Graph _engine;
    private readonly OnnxNames _names;
    private readonly GraphProto _graph = new() { Name = "network" };
    private readonly Dictionary<string, string> _constants = [];

    // By the engine's index of a node: what it is called, in each of the two forms as far as it has them, and the layer that it comes behind.
    private readonly string?[] _grids;
    private readonly string?[] _rows;
    private readonly string[] _layers;
    private int _statistics;

    public OnnxGraphWriter(ExportedNetwork network)
    {
        _network = network;
        _engine = network.Graph;
        _names = new OnnxNames(_engine);
        _grids = new string?[_engine.Nodes.Length];
        _rows = new string?[_engine.Nodes.Length];
        _layers = new string[_engine.Nodes.Length];
    }

    /// <summary>Writes the whole graph.</summary>
    public GraphProto Write()
    {
        TensorShape image = _engine.Input.Shape;
        _graph.Input.Add(OnnxTensors.Batch(OnnxNames.Images, image.Channels, image.Height, image.Width));
        _graph.Output.Add(OnnxTensors.Batch(OnnxNames.Logits, _engine.Output.Shape.Length));
        foreach (Node node in _engine.Nodes)
        {
            _layers[node.Index] = LayerOf(node);
            Write(node);
        }

        Finish();
        return _graph;
    }

    private string LayerOf(Node node) => node.Operation switch
    {
        InputOperation => OnnxNames.Images,
        ConvolutionOperation convolution => OnnxNames.LayerOf(convolution.Weight),
        BatchNormOperation norm => OnnxNames.LayerOf(norm.Scale),
        _ => _layers[node.Inputs.Max()],
    };

    // What is computed last as (batch, class) is called logits already; anything else is brought there.
    private void Finish()
    {
        int last = _engine.Output.Index;
        if (_rows[last] == OnnxNames.Logits) return;
        string layer = _layers[last];
        if (_rows[last] is { } rows) Append("Identity", _names.Take($"{layer}/identity"), OnnxNames.Logits, [rows]);
        else Append("Flatten", _names.Take($"{layer}/flatten"), OnnxNames.Logits, [Grid(last)], OnnxTensors.Single("axis", 1));
    }

    private bool IsRow(int node) => _grids[node] is null;

    // A value of one position a channel is a row if it was computed from one.
    private bool BecomesRow(Node node) => node.Inputs.Any(IsRow);

    private string Value(int node, bool asRow) => asRow ? Row(node) : Grid(node);

    private string Grid(int node)
    {
        if (_grids[node] is { } known) return known;
        string name = _names.Take($"{_layers[node]}/unsqueeze");
        Append("Unsqueeze", name, name, [_rows[node]!, Constant("spatial_axes", chosen => OnnxTensors.Wholes(chosen, [2, 3]))]);
        return _grids[node] = name;
    }

    private string Row(int node)
    {
        if (_rows[node] is { } known) return known;
        string name = _names.Take($"{_layers[node]}/flatten");
        Append("Flatten", name, name, [_grids[node]!], OnnxTensors.Single("axis", 1));
        return _rows[node] = name;
    }

    // A node whose value is that of the engine's node.
    private void Result(Node node, string type, string word, bool asRow, ReadOnlySpan<string> inputs, params ReadOnlySpan<AttributeProto> attributes)
    {
        string name = _names.Take($"{_layers[node.Index]}/{word}");
        string output = asRow && node.Index == _engine.Output.Index ? OnnxNames.Logits : name;
        Append(type, name, output, inputs, attributes);
        (asRow ? _rows : _grids)[node.Index] = output;
    }

    private void Append(string type, string name, string output, ReadOnlySpan<string> inputs, params ReadOnlySpan<AttributeProto> attributes)
    {
        var node = new NodeProto { Name = name, OpType = type, Output = { output } };
        foreach (string input in inputs) node.Input.Add(input);
        foreach (AttributeProto attribute in attributes) node.Attribute.Add(attribute);
        _graph.Node.Add(node);
    }

    // A constant that several nodes may share.
    private string Constant(string wanted, Func<string, TensorProto> make)
    {
        if (_constants.TryGetValue(wanted, out string? known)) return known;
        string name = Own(wanted, make);
        _constants.Add(wanted, name);
        return name;
    }

    // A constant of one node.
    private string Own(string wanted, Func<string, TensorProto> make)
    {
        string name = _names.Take(wanted);
        _graph.Initializer.Add(make(name));
        return name;
    }
}
