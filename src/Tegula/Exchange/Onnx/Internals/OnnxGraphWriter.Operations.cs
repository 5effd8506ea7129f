using System.Collections.Immutable;
using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Exchange.Onnx.Schema;

namespace Tegula.Exchange.Onnx.Internals;

/// <content>What each operation is in ONNX.</content>
internal sealed partial class OnnxGraphWriter
{
    private void Write(Node node)
    {
        switch (node.Operation)
        {
            case InputOperation:
                _grids[node.Index] = OnnxNames.Images;
                break;
            case ConvolutionOperation { Weight.Kind: ParameterKind.Linear } linear:
                WriteLinear(node, linear);
                break;
            case ConvolutionOperation convolution:
                WriteConvolution(node, convolution);
                break;
            case BatchNormOperation norm:
                WriteBatchNorm(node, norm);
                break;
            case ReluOperation:
                WriteEach(node, "Relu", "relu", []);
                break;
            case Relu6Operation:
                WriteEach(node, "Clip", "relu6", [Shared("relu6.min", 0), Shared("relu6.max", 6)]);
                break;
            case EluOperation:
                WriteEach(node, "Elu", "elu", [], OnnxTensors.Single("alpha", 1f));
                break;
            case ScaleOperation scale:
                WriteEach(node, "Mul", "scale", [Own($"{_layers[node.Index]}/scale.factor", name => OnnxTensors.Number(name, scale.Factor))]);
                break;
            case AveragePoolOperation pool when IsGlobal(pool.Geometry):
                Result(node, "GlobalAveragePool", "global_average_pool", asRow: false, [Grid(node.Inputs[0])]);
                break;
            case AveragePoolOperation pool:
                Result(
                    node,
                    "AveragePool",
                    "average_pool",
                    asRow: false,
                    [Grid(node.Inputs[0])],
                    [.. Window(pool.Geometry), OnnxTensors.Single("count_include_pad", 0)]);
                break;
            case MaxPoolOperation pool:
                Result(node, "MaxPool", "max_pool", asRow: false, [Grid(node.Inputs[0])], Window(pool.Geometry));
                break;
            case AddOperation:
                WriteJoint(node, node.Inputs.Length == 2 ? "Add" : "Sum", "sum");
                break;
            case ConcatOperation:
                WriteJoint(node, "Concat", "concat", OnnxTensors.Single("axis", 1));
                break;
            case GatherOperation gather:
                WriteGather(node, gather);
                break;
            case PadChannelsOperation padding:
                WritePadding(node, padding);
                break;
            case CropOperation crop:
                WriteCrop(node, crop);
                break;
            case FlattenOperation:
                _rows[node.Index] = Row(node.Inputs[0]);
                break;
            case DropPathOperation:
                _grids[node.Index] = _grids[node.Inputs[0]];
                _rows[node.Index] = _rows[node.Inputs[0]];
                break;
            default:
                throw new NotSupportedException($"{node.Operation.GetType().Name} is not known to the ONNX writer");
        }
    }

    private static bool IsGlobal(WindowGeometry window) => window.Kernel == window.Input && window.Padding == default;

    // A window that does not fit any more at the end is left out, which is ONNX's default (ceil_mode is 0), too.
    private static AttributeProto[] Window(WindowGeometry window) =>
    [
        OnnxTensors.Attribute("kernel_shape", window.Kernel.Y, window.Kernel.X),
        OnnxTensors.Attribute("strides", window.Stride.Y, window.Stride.X),
        OnnxTensors.Attribute("pads", window.Padding.Y, window.Padding.X, window.Padding.Y, window.Padding.X),
    ];

    private void WriteConvolution(Node node, ConvolutionOperation convolution)
    {
        WindowGeometry window = convolution.Geometry;
        int inputs = _engine.Nodes[node.Inputs[0]].Shape.Channels / convolution.Groups;
        string weight = Weights(convolution.Weight, node.Shape.Channels, inputs, window.Kernel.Y, window.Kernel.X);
        string[] sources = convolution.Bias is { } bias
            ? [Grid(node.Inputs[0]), weight, Weights(bias, node.Shape.Channels)]
            : [Grid(node.Inputs[0]), weight];
        Result(
            node,
            "Conv",
            "convolution",
            asRow: false,
            sources,
            [.. Window(window), OnnxTensors.Attribute("dilations", window.Dilation.Y, window.Dilation.X), OnnxTensors.Single("group", convolution.Groups)]);
    }

    private void WriteLinear(Node node, ConvolutionOperation linear)
    {
        string weight = Weights(linear.Weight, node.Shape.Channels, _engine.Nodes[node.Inputs[0]].Shape.Length);
        string[] sources = linear.Bias is { } bias
            ? [Row(node.Inputs[0]), weight, Weights(bias, node.Shape.Channels)]
            : [Row(node.Inputs[0]), weight];
        Result(node, "Gemm", "linear", asRow: true, sources, OnnxTensors.Single("transB", 1));
    }

    private void WriteBatchNorm(Node node, BatchNormOperation norm)
    {
        int channels = node.Shape.Channels;
        string layer = _layers[node.Index];
        string scale = Weights(norm.Scale, channels);
        string shift = Weights(norm.Shift, channels);
        string mean = Statistic($"{layer}.mean", _network.Statistics.Means, channels);
        string variance = Statistic($"{layer}.variance", _network.Statistics.Variances, channels);
        _statistics += channels;
        bool asRow = BecomesRow(node);
        Result(
            node,
            "BatchNormalization",
            "batch_norm",
            asRow,
            [Value(node.Inputs[0], asRow), scale, shift, mean, variance],
            OnnxTensors.Single("epsilon", norm.Epsilon));
    }

    // A function of each value by itself; further inputs are constants.
    private void WriteEach(Node node, string type, string word, ReadOnlySpan<string> constants, params ReadOnlySpan<AttributeProto> attributes)
    {
        bool asRow = BecomesRow(node);
        Result(node, type, word, asRow, [Value(node.Inputs[0], asRow), .. constants], attributes);
    }

    private void WriteJoint(Node node, string type, string word, params ReadOnlySpan<AttributeProto> attributes)
    {
        bool asRow = BecomesRow(node);
        Result(node, type, word, asRow, [.. node.Inputs.Select(input => Value(input, asRow))], attributes);
    }

    // Where each input is asked once, only the channels asked for are copied; where they are mixed, they are sorted out from all inputs in a row.
    private void WriteGather(Node node, GatherOperation gather)
    {
        bool asRow = BecomesRow(node);
        List<(int Input, List<long> Channels)> runs = [];
        foreach ((int input, int channel) in gather.Channels)
        {
            if (runs.Count == 0 || runs[^1].Input != input) runs.Add((input, []));
            runs[^1].Channels.Add(channel);
        }

        if (runs.Count > node.Inputs.Length)
        {
            WriteMixedGather(node, gather, asRow);
            return;
        }

        if (runs.Count == 1)
        {
            Select(node, Value(node.Inputs[0], asRow), runs[0].Channels, asRow);
            return;
        }

        AttributeProto axis = OnnxTensors.Single("axis", 1);
        string[] parts = [.. runs.Select(run =>
        {
            Node source = _engine.Nodes[node.Inputs[run.Input]];
            string value = Value(source.Index, asRow);
            if (run.Channels.SequenceEqual(Enumerable.Range(0, source.Shape.Channels).Select(channel => (long)channel))) return value;
            string name = _names.Take($"{_layers[source.Index]}/gather");
            Append("Gather", name, name, [value, Own($"{name}.channels", chosen => OnnxTensors.Wholes(chosen, [.. run.Channels]))], axis);
            return name;
        })];
        Result(node, "Concat", "concat", asRow, parts, axis);
    }

    private void WriteMixedGather(Node node, GatherOperation gather, bool asRow)
    {
        var first = new long[node.Inputs.Length];
        for (int i = 1; i < first.Length; i++) first[i] = first[i - 1] + _engine.Nodes[node.Inputs[i - 1]].Shape.Channels;
        string all = _names.Take($"{_layers[node.Index]}/concat");
        Append("Concat", all, all, [.. node.Inputs.Select(input => Value(input, asRow))], OnnxTensors.Single("axis", 1));
        Select(node, all, [.. gather.Channels.Select(channel => first[channel.Input] + channel.Channel)], asRow);
    }

    private void Select(Node node, string source, List<long> channels, bool asRow)
    {
        string indices = Own($"{_layers[node.Index]}/gather.channels", name => OnnxTensors.Wholes(name, [.. channels]));
        Result(node, "Gather", "gather", asRow, [source, indices], OnnxTensors.Single("axis", 1));
    }

    private void WritePadding(Node node, PadChannelsOperation padding)
    {
        // How much is added: in front of each axis, then behind each.
        bool asRow = BecomesRow(node);
        long[] sides = asRow ? [0, 0, 0, padding.Added] : [0, 0, 0, 0, 0, padding.Added, 0, 0];
        string amounts = Own($"{_layers[node.Index]}/pad_channels.amounts", name => OnnxTensors.Wholes(name, sides));
        Result(node, "Pad", "pad_channels", asRow, [Value(node.Inputs[0], asRow), amounts]);
    }

    private void WriteCrop(Node node, CropOperation crop)
    {
        TensorShape source = _engine.Nodes[node.Inputs[0]].Shape;
        string layer = _layers[node.Index];
        string starts = Own($"{layer}/crop.starts", name => OnnxTensors.Wholes(name, [crop.Dropped.Y, crop.Dropped.X]));
        string ends = Own($"{layer}/crop.ends", name => OnnxTensors.Wholes(name, [source.Height, source.Width]));
        string axes = Constant("spatial_axes", name => OnnxTensors.Wholes(name, [2, 3]));
        Result(node, "Slice", "crop", asRow: false, [Grid(node.Inputs[0]), starts, ends, axes]);
    }

    private string Weights(Parameter parameter, params ReadOnlySpan<long> shape)
    {
        string name = _names.Of(parameter);
        _graph.Initializer.Add(OnnxTensors.Floats(name, _network.Weights.AsSpan(parameter.Offset, parameter.Length), shape));
        return name;
    }

    private string Statistic(string wanted, double[] values, int channels)
    {
        ImmutableArray<float> numbers = [.. values.AsSpan(_statistics, channels).ToArray().Select(value => (float)value)];
        return Own(wanted, name => OnnxTensors.Floats(name, numbers.AsSpan(), numbers.Length));
    }

    private string Shared(string wanted, float value) => Constant(wanted, name => OnnxTensors.Number(name, value));
}
