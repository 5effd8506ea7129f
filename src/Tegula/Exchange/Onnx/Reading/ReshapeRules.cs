namespace Tegula.Exchange.Onnx.Reading;

/// <summary>Sizes behind the operators that move, select and lay out numbers.</summary>
internal static class ReshapeRules
{
    /// <summary>Sets the shapes of a node's outputs where there is a rule.</summary>
    public static void Apply(NodeContent node, IReadOnlyList<ValueFacts?> inputs, IReadOnlyList<ValueFacts> outputs)
    {
        ValueFacts? data = ShapeRules.Input(inputs, 0);
        long?[]? second = Few(ShapeRules.Input(inputs, 1));
        outputs[0].Shape = node.Operator switch
        {
            "Shape" => data?.Shape is { } shape ? [Section(node, shape).Length] : null,
            "Size" => [],
            "Constant" or "Range" => outputs[0].Shape,
            "ConstantOfShape" => Known(Few(data)),
            "Concat" => Concatenated(node, inputs),
            "Reshape" => Reshaped(node, data?.Shape, second),
            "Flatten" => Flattened(node, data?.Shape),
            "Squeeze" => Squeezed(data?.Shape, Axes(node, inputs, 1), HasAxes(node, inputs, 1)),
            "Unsqueeze" => Unsqueezed(data?.Shape, Axes(node, inputs, 1)),
            "Transpose" => Transposed(node, data?.Shape),
            "Expand" => data?.Shape is not null && Known(second) is { } wanted ? Sizes.Broadcast(data.Shape, wanted) : null,
            "Tile" => data?.Shape is { } shape && second is not null && second.Length == shape.Length
                ? [.. shape.Zip(second, (size, times) => times is { } known ? Sizes.Product(size, known) : Sizes.Unknown)]
                : null,
            "Slice" => Sliced(node, inputs),
            "Split" => null,
            "Pad" => Padded(node, inputs),
            "Resize" or "Upsample" => Resized(node, inputs),
            "DepthToSpace" => Blocks(data?.Shape, node.Integer("blocksize", 0), isToSpace: true),
            "SpaceToDepth" => Blocks(data?.Shape, node.Integer("blocksize", 0), isToSpace: false),
            "GatherElements" => ShapeRules.Input(inputs, 1)?.Shape,
            "TopK" or "OneHot" or "GatherND" or "RandomNormal" or "RandomUniform" => null,
            _ when Operators.KindOf(node) == OperatorKind.Reduction => Reduced(node, inputs),
            _ => data?.Shape,
        };
        if (node.Operator == "Split")
            Split(node, data?.Shape, ShapeRules.Input(inputs, 1)?.Whole, outputs);
        else if (node.Operator is "Dropout")
            outputs[^1].Shape = outputs[0].Shape;
    }

    /// <summary>The part of a shape that <c>Shape</c> gives.</summary>
    public static long[] Section(NodeContent node, long[] shape)
    {
        int Bound(long place) => (int)Math.Clamp(place < 0 ? place + shape.Length : place, 0, shape.Length);
        (int start, int end) = (Bound(node.Integer("start", 0)), Bound(node.Integer("end", shape.Length)));
        return start < end ? shape[start..end] : [];
    }

    // Axes, which older files give as an attribute and newer ones as an input; null where they are not known.
    private static long[]? Axes(NodeContent node, IReadOnlyList<ValueFacts?> inputs, int place)
    {
        if (node.Integers("axes") is { } axes)
            return axes.Count <= StructureLimits.MaxRank ? [.. axes] : null;
        return Few(ShapeRules.Input(inputs, place)) is { } whole && whole.All(axis => axis is not null) ? [.. whole.Select(axis => axis!.Value)] : null;
    }

    private static bool HasAxes(NodeContent node, IReadOnlyList<ValueFacts?> inputs, int place) =>
        node.Integers("axes") is not null || ShapeRules.Input(inputs, place) is not null;

    // Numbers that stand for sizes or axes; of those no value has more.
    private static long?[]? Few(ValueFacts? value) => value?.Whole is { Length: <= StructureLimits.MaxRank } few ? few : null;

    private static long[]? Known(long?[]? whole) => whole is null || whole.Any(size => size < 0) ? null : [.. whole.Select(size => size ?? Sizes.Unknown)];

    private static long[]? Concatenated(NodeContent node, IReadOnlyList<ValueFacts?> inputs)
    {
        if (inputs.Count == 0 || inputs[0]?.Shape is not { } first || Sizes.Axis(node.Integer("axis", 0), first.Length) is not { } axis)
            return null;
        var shape = (long[])first.Clone();
        foreach (ValueFacts? input in inputs.Skip(1))
        {
            if (input?.Shape is not { } other || other.Length != shape.Length)
                return null;
            shape[axis] = shape[axis] < 0 || other[axis] < 0 ? Sizes.Unknown : checked(shape[axis] + other[axis]);
        }

        return shape;
    }

    private static long[]? Reshaped(NodeContent node, long[]? from, long?[]? to)
    {
        if (to is null)
            return null;
        var shape = new long[to.Length];
        int open = -1;
        for (int axis = 0; axis < to.Length; axis++)
        {
            bool keeps = to[axis] == 0 && node.Integer("allowzero", 0) == 0;
            shape[axis] = keeps ? (axis < (from?.Length ?? 0) ? from![axis] : Sizes.Unknown) : to[axis] ?? Sizes.Unknown;
            if (to[axis] == -1)
                open = open == -1 ? axis : -2;
        }

        if (shape.Any(size => size < Sizes.Unknown) || open == -2)
            return null;
        int unknown = shape.Count(size => size == Sizes.Unknown);
        if (from is null || unknown != 1 || Sizes.Product(from) is not (>= 0 and var total))
            return shape;

        // One size is left: given as -1, or the only one that is not known.
        int place = Array.IndexOf(shape, Sizes.Unknown);
        shape[place] = 1;
        long rest = Sizes.Product(shape);
        shape[place] = rest > 0 && total % rest == 0 ? total / rest : Sizes.Unknown;
        return shape;
    }

    private static long[]? Flattened(NodeContent node, long[]? shape)
    {
        long axis = node.Integer("axis", 1);
        if (shape is null || axis < -shape.Length || axis > shape.Length)
            return null;
        int place = (int)(axis < 0 ? axis + shape.Length : axis);
        return [Sizes.Product(shape.AsSpan(0, place)), Sizes.Product(shape.AsSpan(place))];
    }

    private static long[]? Squeezed(long[]? shape, long[]? axes, bool isGiven)
    {
        if (shape is null || (isGiven && axes is null))
            return null;
        if (!isGiven)
            return shape.Contains(Sizes.Unknown) ? null : [.. shape.Where(size => size != 1)];
        HashSet<int> dropped = [.. axes!.Select(axis => Sizes.Axis(axis, shape.Length) ?? -1)];
        return [.. shape.Where((_, axis) => !dropped.Contains(axis))];
    }

    private static long[]? Unsqueezed(long[]? shape, long[]? axes)
    {
        if (shape is null || axes is null)
            return null;
        int rank = shape.Length + axes.Length;
        HashSet<int> added = [.. axes.Select(axis => Sizes.Axis(axis, rank) ?? -1)];
        if (added.Count != axes.Length || added.Contains(-1))
            return null;
        int next = 0;
        return [.. Enumerable.Range(0, rank).Select(axis => added.Contains(axis) ? 1 : shape[next++])];
    }

    private static long[]? Transposed(NodeContent node, long[]? shape)
    {
        if (shape is null || node.Integers("perm") is not { } order)
            return shape?.Reverse().ToArray();
        return order.Count == shape.Length && order.All(axis => axis >= 0 && axis < shape.Length) ? [.. order.Select(axis => shape[axis])] : null;
    }

    private static long[]? Sliced(NodeContent node, IReadOnlyList<ValueFacts?> inputs)
    {
        if (inputs.Count == 0 || inputs[0]?.Shape is not { } from)
            return null;
        long?[]? Numbers(string name, int place) => node.Integers(name) is { Count: <= StructureLimits.MaxRank } given
            ? [.. given.Select(number => (long?)number)]
            : Few(ShapeRules.Input(inputs, place));
        long?[]? starts = Numbers("starts", 1), ends = Numbers("ends", 2), axes = Numbers("axes", 3), steps = Numbers("steps", 4);
        bool hidesAxes = axes is null && ShapeRules.Input(inputs, 3) is not null;
        var shape = (long[])from.Clone();
        for (int index = 0; index < (starts?.Length ?? shape.Length); index++)
        {
            long axisGiven = axes is null || index >= axes.Length ? index : axes[index] ?? long.MaxValue;
            if (hidesAxes || Sizes.Axis(axisGiven, shape.Length) is not { } axis)
                return null;
            bool known = starts is not null && ends is not null && index < ends.Length && from[axis] >= 0;
            long? step = steps is null ? (ShapeRules.Input(inputs, 4) is null ? 1 : null) : index < steps.Length ? steps[index] : 1;
            shape[axis] = known && starts![index] is { } start && ends![index] is { } end && step is { } walk and not 0
                ? Length(from[axis], start, end, walk)
                : Sizes.Unknown;
        }

        return shape;
    }

    /// <summary>How many places a slice takes of a size.</summary>
    public static long Length(long size, long start, long end, long step)
    {
        long first = Math.Clamp(start < 0 ? start + size : start, step < 0 ? -1 : 0, step < 0 ? size - 1 : size);
        long last = Math.Clamp(end < 0 ? Math.Max(end, -size - 1) + size : end, step < 0 ? -1 : 0, size);
        Int128 span = step > 0 ? (Int128)last - first : (Int128)first - last;
        Int128 stride = step > 0 ? step : -(Int128)step;
        return span <= 0 ? 0 : (long)((span + stride - 1) / stride);
    }

    private static long[]? Padded(NodeContent node, IReadOnlyList<ValueFacts?> inputs)
    {
        if (inputs.Count == 0 || inputs[0]?.Shape is not { } from || ShapeRules.Input(inputs, 3) is not null)
            return null;
        long?[]? pads = node.Integers("pads") is { } given && given.Count == 2 * from.Length
            ? [.. given.Select(number => (long?)number)]
            : ShapeRules.Input(inputs, 1)?.Whole;
        if (pads?.Length != 2 * from.Length)
            return null;
        return
        [
            .. from.Select((size, axis) => size < 0 || pads[axis] is not { } before || pads[axis + from.Length] is not { } behind
                ? Sizes.Unknown
                : Math.Max(checked(size + before + behind), 0)),
        ];
    }

    private static long[]? Resized(NodeContent node, IReadOnlyList<ValueFacts?> inputs)
    {
        if (inputs.Count == 0 || inputs[0]?.Shape is not { } from)
            return null;
        if (ShapeRules.Input(inputs, 3)?.Whole is { } sizes && sizes.Length == from.Length)
            return Known(sizes);
        ValueFacts? factors = ShapeRules.Input(inputs, node.Operator == "Upsample" || inputs.Count == 2 ? 1 : 2);
        double?[]? scales = factors is null && node.Attributes.TryGetValue("scales", out AttributeContent? given)
            ? KnownNumbers.Of(given.Singles).Reals
            : factors?.Reals;
        if (scales?.Length != from.Length)
            return null;
        return [.. from.Zip(scales, (size, scale) => size < 0 || !(scale > 0) || scale * size > 1e15 ? Sizes.Unknown : (long)Math.Floor(size * scale.Value))];
    }

    private static long[]? Blocks(long[]? shape, long block, bool isToSpace)
    {
        if (shape is not [var batch, var channels, var rows, var columns] || block is < 1 or > 1 << 15 || shape.Contains(Sizes.Unknown))
            return null;
        return isToSpace
            ? [batch, channels / (block * block), checked(rows * block), checked(columns * block)]
            : [batch, checked(channels * block * block), rows / block, columns / block];
    }

    private static long[]? Reduced(NodeContent node, IReadOnlyList<ValueFacts?> inputs)
    {
        if (inputs.Count == 0 || inputs[0]?.Shape is not { } shape)
            return null;
        bool keeps = node.Integer("keepdims", 1) != 0;
        bool isArgument = node.Operator.StartsWith("Arg", StringComparison.Ordinal);
        long[]? axes = isArgument ? [node.Integer("axis", 0)] : Axes(node, inputs, 1);
        if (axes is null && HasAxes(node, inputs, 1))
            return null;
        if (axes is null or { Length: 0 } && node.Integer("noop_with_empty_axes", 0) != 0)
            return shape;
        HashSet<int> reduced = axes is null or { Length: 0 }
            ? [.. Enumerable.Range(0, shape.Length)]
            : [.. axes.Select(axis => Sizes.Axis(axis, shape.Length) ?? -1)];
        return keeps
            ? [.. shape.Select((size, axis) => reduced.Contains(axis) ? 1 : size)]
            : [.. shape.Where((_, axis) => !reduced.Contains(axis))];
    }

    private static void Split(NodeContent node, long[]? shape, long?[]? lengths, IReadOnlyList<ValueFacts> outputs)
    {
        if (shape is null || Sizes.Axis(node.Integer("axis", 0), shape.Length) is not { } axis)
            return;
        IReadOnlyList<long>? given = node.Integers("split");
        bool isGiven = lengths is not null || given is not null;
        long even = shape[axis] < 0 ? Sizes.Unknown : (shape[axis] + outputs.Count - 1) / outputs.Count;
        for (int index = 0; index < outputs.Count; index++)
        {
            var part = (long[])shape.Clone();
            long? length = index < lengths?.Length ? lengths[index] : lengths is null && index < given?.Count ? given[index] : null;
            part[axis] = isGiven ? Math.Max(length ?? Sizes.Unknown, Sizes.Unknown) : even < 0 ? even : Math.Clamp(shape[axis] - (index * even), 0, even);
            outputs[index].Shape = part;
        }
    }
}
