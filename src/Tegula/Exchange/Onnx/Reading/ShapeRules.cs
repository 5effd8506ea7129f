namespace Tegula.Exchange.Onnx.Reading;

/// <summary>Sizes of what a node computes, by the rules of ONNX's operators; what no rule gives stays unknown.</summary>
internal sealed class ShapeRules(string file)
{
    /// <summary>Sets the shapes of a node's outputs.</summary>
    /// <param name="node">A known node.</param>
    /// <param name="inputs">What it reads, null where an input is left out.</param>
    /// <param name="outputs">What it computes.</param>
    /// <exception cref="OnnxException">Sizes contradict each other.</exception>
    /// <exception cref="OverflowException">64 bits do not hold a size.</exception>
    public void Apply(NodeContent node, IReadOnlyList<ValueFacts?> inputs, IReadOnlyList<ValueFacts> outputs)
    {
        if (outputs.Count == 0)
            return;
        ValueFacts? first = inputs.Count > 0 ? inputs[0] : null;
        outputs[0].Shape = node.Operator switch
        {
            "Conv" or "ConvInteger" => Convolution(node, first, Input(inputs, 1)),
            "QLinearConv" => Convolution(node, first, Input(inputs, 3)),
            "ConvTranspose" => Transposed(node, first, Input(inputs, 1)),
            "Gemm" => Gemm(node, first, Input(inputs, 1)),
            "MatMul" or "MatMulInteger" => MatMul(node, first, Input(inputs, 1)),
            "QLinearMatMul" => MatMul(node, first, Input(inputs, 3)),
            "Einsum" => EinsteinSum.Of(node, inputs)?.Shape,
            "LSTM" or "GRU" or "RNN" => Recurrent(node, first),
            "MaxPool" or "AveragePool" or "LpPool" => Pool(node, first),
            "GlobalAveragePool" or "GlobalMaxPool" or "GlobalLpPool" => first?.Shape is [var batch, var channels, .. var rest]
                ? [batch, channels, .. rest.Select(_ => 1L)]
                : null,
            "Gather" => Gathered(node, first, Input(inputs, 1)),
            _ => null,
        };
        if (outputs[0].Shape is null && Operators.KindOf(node) is OperatorKind.Elementwise)
            outputs[0].Shape = Broadcast(inputs);
        else if (outputs[0].Shape is null)
            ReshapeRules.Apply(node, inputs, outputs);
        if (outputs.Any(output => output.Rank > StructureLimits.MaxRank))
            throw new OnnxException($"{file}: {node.Title} gives a value with more than {StructureLimits.MaxRank} sizes");
    }

    /// <summary>An input; null where it is left out.</summary>
    public static ValueFacts? Input(IReadOnlyList<ValueFacts?> inputs, int place) => place < inputs.Count ? inputs[place] : null;

    private static long[]? Broadcast(IReadOnlyList<ValueFacts?> inputs)
    {
        long[]? shape = [];
        foreach (ValueFacts? input in inputs)
            shape = input is null ? shape : Sizes.Broadcast(shape, input.Shape);
        return shape;
    }

    private long[]? Convolution(NodeContent node, ValueFacts? data, ValueFacts? kernel)
    {
        if (data?.Shape is not { Length: >= 3 } shape || kernel?.Shape is not { } weights || weights.Length != shape.Length)
            return null;
        long groups = node.Integer("group", 1);
        if (groups < 1 || (shape[1] >= 0 && weights[1] >= 0 && checked(weights[1] * groups) != shape[1]))
            throw Contradiction(node, $"its weights are for {weights[1]} x {groups} channels and it reads {shape[1]}");
        return Windows(node, shape, weights[0], weights[2..], roundsUp: false);
    }

    private long[]? Transposed(NodeContent node, ValueFacts? data, ValueFacts? kernel)
    {
        if (data?.Shape is not { Length: >= 3 } shape || kernel?.Shape is not { } weights || weights.Length != shape.Length)
            return null;
        if (shape[1] >= 0 && weights[0] >= 0 && shape[1] != weights[0])
            throw Contradiction(node, $"its weights are for {weights[0]} channels and it reads {shape[1]}");
        var result = new long[shape.Length];
        (result[0], result[1]) = (shape[0], Sizes.Product(weights[1], node.Integer("group", 1)));
        IReadOnlyList<long>? given = node.Integers("output_shape");
        for (int axis = 0; axis < shape.Length - 2; axis++)
        {
            long stride = At(node.Integers("strides"), axis, 1);
            long reach = checked(((weights[axis + 2] - 1) * Dilation(node, axis)) + 1);
            (long front, long back) = Padding(node, axis, shape.Length - 2);
            long size = shape[axis + 2];
            if (given is not null && given.Count > 0)
                result[axis + 2] = At(given, given.Count - (shape.Length - 2) + axis, Sizes.Unknown);
            else if (size < 0 || node.Text("auto_pad").StartsWith("SAME", StringComparison.Ordinal))
                result[axis + 2] = size < 0 ? Sizes.Unknown : checked(size * stride);
            else
                result[axis + 2] = checked(((size - 1) * stride) + reach - front - back + At(node.Integers("output_padding"), axis, 0));
            if (result[axis + 2] < Sizes.Unknown)
                throw Contradiction(node, $"it gives the size {result[axis + 2]}");
        }

        return result;
    }

    private static long[]? Pool(NodeContent node, ValueFacts? data) =>
        data?.Shape is { Length: >= 3 } shape && node.Integers("kernel_shape") is { } kernel && kernel.Count == shape.Length - 2
            ? Windows(node, shape, shape[1], [.. kernel], node.Integer("ceil_mode", 0) != 0)
            : null;

    private static long[] Windows(NodeContent node, long[] shape, long channels, long[] kernel, bool roundsUp)
    {
        var result = new long[shape.Length];
        (result[0], result[1]) = (shape[0], channels);
        string padding = node.Text("auto_pad");
        for (int axis = 0; axis < kernel.Length; axis++)
        {
            long stride = At(node.Integers("strides"), axis, 1);
            long size = shape[axis + 2];
            (long front, long back) = Padding(node, axis, kernel.Length);
            if (padding.StartsWith("SAME", StringComparison.Ordinal))
                result[axis + 2] = size < 0 || stride < 1 ? Sizes.Unknown : ((size - 1) / stride) + 1;
            else
                result[axis + 2] = Sizes.Window(size, kernel[axis], stride, front, back, Dilation(node, axis), roundsUp);
        }

        return result;
    }

    private static long Dilation(NodeContent node, int axis) => At(node.Integers("dilations"), axis, 1);

    private static (long Front, long Back) Padding(NodeContent node, int axis, int axes)
    {
        IReadOnlyList<long>? pads = node.Text("auto_pad") == "VALID" ? null : node.Integers("pads");
        return (At(pads, axis, 0), At(pads, axis + axes, 0));
    }

    private long[]? Gemm(NodeContent node, ValueFacts? left, ValueFacts? right)
    {
        if (left?.Shape is not [var a0, var a1] || right?.Shape is not [var b0, var b1])
            return null;
        (long rows, long inner) = node.Integer("transA", 0) != 0 ? (a1, a0) : (a0, a1);
        (long other, long columns) = node.Integer("transB", 0) != 0 ? (b1, b0) : (b0, b1);
        if (inner >= 0 && other >= 0 && inner != other)
            throw Contradiction(node, $"its weights are for {other} numbers and it reads {inner}");
        return [rows, columns];
    }

    private long[]? MatMul(NodeContent node, ValueFacts? left, ValueFacts? right)
    {
        if (left?.Shape is not { Length: > 0 } a || right?.Shape is not { Length: > 0 } b)
            return null;
        long inner = b.Length == 1 ? b[0] : b[^2];
        if (a[^1] >= 0 && inner >= 0 && a[^1] != inner)
            throw Contradiction(node, $"it multiplies {a[^1]} columns with {inner} rows");
        long[]? batches = Sizes.Broadcast(a.Length > 2 ? a[..^2] : [], b.Length > 2 ? b[..^2] : []);
        return batches is null ? null : [.. batches, .. a.Length > 1 ? a[^2..^1] : [], .. b.Length > 1 ? b[^1..] : []];
    }

    private static long[]? Recurrent(NodeContent node, ValueFacts? data) =>
        data?.Shape is [var steps, var batch, _] && node.Integer("layout", 0) == 0
            ? [steps, node.Text("direction") == "bidirectional" ? 2 : 1, batch, Math.Max(node.Integer("hidden_size", Sizes.Unknown), Sizes.Unknown)]
            : null;

    private static long[]? Gathered(NodeContent node, ValueFacts? data, ValueFacts? indices) =>
        data?.Shape is { } shape && indices?.Shape is { } places && Sizes.Axis(node.Integer("axis", 0), shape.Length) is { } axis
            ? [.. shape[..axis], .. places, .. shape[(axis + 1)..]]
            : null;

    private static long At(IReadOnlyList<long>? numbers, int place, long otherwise) =>
        numbers is not null && place >= 0 && place < numbers.Count ? numbers[place] : otherwise;

    private OnnxException Contradiction(NodeContent node, string what) => new($"{file}: {node.Title}: {what}; sizes must fit");
}
