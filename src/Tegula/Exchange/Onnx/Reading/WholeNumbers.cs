namespace Tegula.Exchange.Onnx.Reading;

/// <summary>Computes the few whole numbers that shapes are made of, as far as they are known.</summary>
internal static class WholeNumbers
{
    private const int Most = 4_096;

    /// <summary>The numbers of a node's first output; null where they are not known.</summary>
    /// <param name="node">A known node.</param>
    /// <param name="inputs">What it reads.</param>
    /// <param name="shape">Sizes of the output.</param>
    public static long?[]? Of(NodeContent node, IReadOnlyList<ValueFacts?> inputs, long[]? shape)
    {
        ValueFacts? data = ShapeRules.Input(inputs, 0);
        if (node.Operator == "Shape")
            return data?.Shape is { } sizes ? [.. ReshapeRules.Section(node, sizes).Select(size => size < 0 ? null : (long?)size)] : null;
        if (node.Operator == "Size")
            return data?.Shape is { } all && Sizes.Product(all) is >= 0 and var total ? [total] : null;
        if (shape is null || shape.Length > 4 || Sizes.Product(shape) is not (>= 0 and <= Most and var count))
            return null;
        return node.Operator switch
        {
            "ConstantOfShape" => Filled(node, count),
            "Concat" => inputs.All(input => input?.Whole is not null) && shape.Length == 1 ? [.. inputs.SelectMany(input => input!.Whole!)] : null,
            "Gather" => Gathered(data, ShapeRules.Input(inputs, 1)),
            "Slice" => shape.Length == 1 ? Sliced(node, inputs, count) : null,
            "Identity" or "Cast" or "Floor" or "Ceil" or "Reshape" or "Squeeze" or "Unsqueeze" or "Flatten" => data?.Whole?.Length == count ? data.Whole : null,
            "Neg" => data?.Whole is { } numbers ? [.. numbers.Select(number => -number)] : null,
            "Abs" => data?.Whole is { } numbers ? [.. numbers.Select(number => number is > long.MinValue ? (long?)Math.Abs(number.Value) : null)] : null,
            "Expand" => data?.Whole is [var one] ? [.. Enumerable.Repeat(one, (int)count)] : null,
            "ReduceProd" => data?.Whole is { } numbers && count == 1 && numbers.All(number => number is not null)
                ? [Sizes.Product([.. numbers.Select(number => number!.Value)])]
                : null,
            "Where" => Chosen(inputs, count),
            "Add" or "Sub" or "Mul" or "Div" or "Mod" or "Min" or "Max" or "Equal" or "Less" or "Greater" => Combined(node.Operator, inputs, count),
            _ => null,
        };
    }

    private static long?[]? Filled(NodeContent node, long count)
    {
        if (!node.Attributes.TryGetValue("value", out AttributeContent? given))
            return [.. Enumerable.Repeat((long?)0, (int)count)];
        return given.Tensor is { } tensor && ValueFacts.Of("", tensor).Whole is [{ } value] ? [.. Enumerable.Repeat((long?)value, (int)count)] : null;
    }

    private static long?[]? Gathered(ValueFacts? data, ValueFacts? places)
    {
        if (data?.Whole is not { } from || data.Rank != 1 || places?.Whole is not { } wanted)
            return null;
        return [.. wanted.Select(place => place is { } known && Sizes.Axis(known, from.Length) is { } found ? from[found] : null)];
    }

    private static long?[]? Sliced(NodeContent node, IReadOnlyList<ValueFacts?> inputs, long count)
    {
        if (inputs[0]?.Whole is not { } from)
            return null;
        long? start = node.Integers("starts") is [var fixedStart, ..] ? fixedStart : ShapeRules.Input(inputs, 1)?.Whole is [var given, ..] ? given : null;
        long? step = ShapeRules.Input(inputs, 4) is not { } steps ? 1 : steps.Whole is [var walk, ..] ? walk : null;
        if (start is not { } first || step is not { } stride || count > from.Length || Math.Abs(stride) > from.Length)
            return null;
        first = Math.Clamp(first < 0 ? first + from.Length : first, 0, from.Length - 1);
        var numbers = new long?[count];
        for (int index = 0; index < numbers.Length; index++)
        {
            long place = first + (index * stride);
            if (place < 0 || place >= from.Length)
                return null;
            numbers[index] = from[place];
        }

        return numbers;
    }

    private static long?[]? Chosen(IReadOnlyList<ValueFacts?> inputs, long count)
    {
        if (inputs.Count != 3 || inputs.Any(input => input?.Whole is null))
            return null;
        var chosen = new long?[count];
        for (int index = 0; index < chosen.Length; index++)
        {
            bool isKnown = Number(inputs, 0, index, count, out long? condition);
            if (!Number(inputs, 1, index, count, out long? yes) || !Number(inputs, 2, index, count, out long? no) || !isKnown)
                return null;
            chosen[index] = condition is null ? null : condition != 0 ? yes : no;
        }

        return chosen;
    }

    private static long?[]? Combined(string operation, IReadOnlyList<ValueFacts?> inputs, long count)
    {
        if (inputs.Count != 2 || inputs[0]?.Whole is null || inputs[1]?.Whole is null)
            return null;
        var numbers = new long?[count];
        for (int index = 0; index < numbers.Length; index++)
        {
            if (!Number(inputs, 0, index, count, out long? left) || !Number(inputs, 1, index, count, out long? right))
                return null;
            numbers[index] = left is { } a && right is { } b ? Combined(operation, a, b) : null;
        }

        return numbers;
    }

    private static long? Combined(string operation, long a, long b) => operation switch
    {
        "Add" => checked(a + b),
        "Sub" => checked(a - b),
        "Mul" => checked(a * b),
        "Div" => b is 0 or -1 ? null : a / b,
        "Mod" => b is 0 or -1 ? null : ((a % b) + b) % b,
        "Min" => Math.Min(a, b),
        "Max" => Math.Max(a, b),
        "Equal" => a == b ? 1 : 0,
        "Less" => a < b ? 1 : 0,
        _ => a > b ? 1 : 0,
    };

    // The number at a place, where one number stands for all places.
    private static bool Number(IReadOnlyList<ValueFacts?> inputs, int input, int place, long count, out long? number)
    {
        number = null;
        if (ShapeRules.Input(inputs, input)?.Whole is not { } whole || (whole.Length != 1 && whole.Length != count))
            return false;
        number = whole[whole.Length == 1 ? 0 : place];
        return true;
    }
}
