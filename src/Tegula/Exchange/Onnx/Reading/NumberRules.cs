using System.Numerics;

namespace Tegula.Exchange.Onnx.Reading;

/// <summary>Computes the few numbers that shapes are made of, as far as they are known.</summary>
internal static class NumberRules
{
    // Computed numbers stand for sizes, of which no value has more.
    private const int Most = StructureLimits.MaxRank;

    /// <summary>The numbers of a node's first output; null where they are not known.</summary>
    /// <param name="node">A known node.</param>
    /// <param name="inputs">What it reads.</param>
    /// <param name="shape">Sizes of the output.</param>
    public static KnownNumbers? Of(NodeContent node, IReadOnlyList<ValueFacts?> inputs, long[]? shape)
    {
        ValueFacts? data = ShapeRules.Input(inputs, 0);
        if (node.Operator == "Shape")
            return data?.Shape is { } sizes ? KnownNumbers.Of([.. ReshapeRules.Section(node, sizes).Select(size => size < 0 ? null : (long?)size)]) : null;
        if (node.Operator == "Size")
            return data?.Shape is { } all && Sizes.Product(all) is >= 0 and var total ? KnownNumbers.Of([total]) : null;
        if (shape is null || shape.Length > 4 || Sizes.Product(shape) is not (>= 0 and <= StructureLimits.MaxNumbers and var count))
            return null;
        KnownNumbers? same = data?.Numbers is { } numbers && numbers.Count == count ? numbers : null;
        return node.Operator switch
        {
            "Identity" or "Reshape" or "Squeeze" or "Unsqueeze" or "Flatten" => same,
            "Cast" => same?.As(node.Integer("to", 0)),
            _ when count > Most => null,
            "ConstantOfShape" => Filled(node, (int)count),
            "Floor" or "Ceil" or "Round" => same is { Reals: { } reals, IsSingle: var isSingle }
                ? KnownNumbers.Of([.. reals.Select(number => Rounded(node.Operator, number))], isSingle)
                : null,
            "Equal" or "Less" or "Greater" =>
                Known(Compared(node.Operator, inputs, value => value.Whole, count) ?? Compared(node.Operator, inputs, value => value.Reals, count)),
            _ => Known(Of(node, inputs, value => value.Whole, shape, count)) ?? Real(Of(node, inputs, value => value.Reals, shape, count), inputs),
        };
    }

    private static KnownNumbers? Known(long?[]? numbers) => numbers is null ? null : KnownNumbers.Of(numbers);

    private static KnownNumbers? Real(double?[]? numbers, IReadOnlyList<ValueFacts?> inputs) =>
        numbers is null ? null : KnownNumbers.Of(numbers, inputs.Any(input => input?.Numbers?.IsSingle == true));

    private static double? Rounded(string operation, double? number) => number is not { } known ? null : operation switch
    {
        "Floor" => Math.Floor(known),
        "Ceil" => Math.Ceiling(known),
        _ => Math.Round(known, MidpointRounding.ToEven),
    };

    private static KnownNumbers? Filled(NodeContent node, int count)
    {
        if (!node.Attributes.TryGetValue("value", out AttributeContent? given))
            return KnownNumbers.Of(Enumerable.Repeat(0f, count));
        return given.Tensor?.Numbers switch
        {
            { Whole: [{ } whole] } => KnownNumbers.Of(Enumerable.Repeat(whole, count)),
            { Reals: [{ } real] } => KnownNumbers.Of([.. Enumerable.Repeat((double?)real, count)], isSingle: true),
            _ => null,
        };
    }

    // The rules that hold for whole and for real numbers alike.
    private static T?[]? Of<T>(NodeContent node, IReadOnlyList<ValueFacts?> inputs, Func<ValueFacts, T?[]?> numbersOf, long[] shape, long count)
        where T : struct, INumber<T>
    {
        T?[]? numbers = ShapeRules.Input(inputs, 0) is { } data ? numbersOf(data) : null;
        T?[]? same = numbers?.Length == count ? numbers : null;
        switch (node.Operator)
        {
            case "Concat" when shape.Length == 1 && inputs.All(input => input is not null && numbersOf(input) is not null):
                return [.. inputs.SelectMany(input => numbersOf(input!)!)];
            case "Gather":
                return numbers is not null && inputs[0]!.Rank == 1 ? Gathered(numbers, ShapeRules.Input(inputs, 1)?.Whole, count) : null;
            case "Slice" when shape.Length == 1:
                return Sliced(node, inputs, numbers, count);
            case "Neg":
                return same is null ? null : [.. same.Select(number => -number)];
            case "Abs":
                return same is null ? null : [.. same.Select(number => number is { } known && (known >= T.Zero || -known > T.Zero) ? (T?)T.Abs(known) : null)];
            case "Expand":
                return numbers is [var one] ? [.. Enumerable.Repeat(one, (int)count)] : null;
            case "ReduceProd":
                return count == 1 && numbers is { Length: <= Most } ? [numbers.Aggregate((T?)T.One, Product)] : null;
            case "Where":
                return Chosen(inputs, numbersOf, count);
            case "Add" or "Sub" or "Mul" or "Div" or "Mod" or "Min" or "Max":
                return Combined(inputs, numbersOf, count, (left, right) => Combined(node, left, right));
            default:
                return null;
        }
    }

    private static T? Product<T>(T? left, T? right)
        where T : struct, INumber<T> => left is { } a && right is { } b ? checked(a * b) : null;

    private static T?[]? Gathered<T>(T?[] from, long?[]? places, long count)
        where T : struct =>
        places?.Length == count ? [.. places.Select(place => place is { } known && Sizes.Axis(known, from.Length) is { } found ? from[found] : null)] : null;

    private static T?[]? Sliced<T>(NodeContent node, IReadOnlyList<ValueFacts?> inputs, T?[]? from, long count)
        where T : struct
    {
        long? start = node.Integers("starts") is [var fixedStart, ..] ? fixedStart : ShapeRules.Input(inputs, 1)?.Whole is [var given, ..] ? given : null;
        long? step = ShapeRules.Input(inputs, 4) is not { } steps ? 1 : steps.Whole is [var walk, ..] ? walk : null;
        if (from is not { Length: > 0 } || start is not { } first || step is not { } stride || stride == 0)
            return null;
        if (count > from.Length || stride > from.Length || stride < -from.Length)
            return null;
        first = Math.Clamp(first < 0 ? first + from.Length : first, 0, from.Length - 1);
        var numbers = new T?[count];
        for (int index = 0; index < numbers.Length; index++)
        {
            long place = first + (index * stride);
            if (place < 0 || place >= from.Length)
                return null;
            numbers[index] = from[place];
        }

        return numbers;
    }

    private static T?[]? Chosen<T>(IReadOnlyList<ValueFacts?> inputs, Func<ValueFacts, T?[]?> numbersOf, long count)
        where T : struct
    {
        if (inputs.Count != 3 || inputs[0]?.Whole is not { } conditions || Fitting(inputs[1], numbersOf, count) is not { } yes)
            return null;
        if ((conditions.Length != 1 && conditions.Length != count) || Fitting(inputs[2], numbersOf, count) is not { } no)
            return null;
        var chosen = new T?[count];
        for (int index = 0; index < chosen.Length; index++)
            chosen[index] = At(conditions, index) is { } condition ? (condition != 0 ? At(yes, index) : At(no, index)) : null;
        return chosen;
    }

    private static long?[]? Compared<T>(string operation, IReadOnlyList<ValueFacts?> inputs, Func<ValueFacts, T?[]?> numbersOf, long count)
        where T : struct, INumber<T> => Combined(inputs, numbersOf, count, (left, right) => KnownNumbers.Truth(operation switch
        {
            "Equal" => left == right,
            "Less" => left < right,
            _ => left > right,
        }));

    // One number on a side stands for all places.
    private static TResult?[]? Combined<T, TResult>(
        IReadOnlyList<ValueFacts?> inputs, Func<ValueFacts, T?[]?> numbersOf, long count, Func<T, T, TResult?> combine)
        where T : struct
        where TResult : struct
    {
        if (inputs.Count != 2 || Fitting(inputs[0], numbersOf, count) is not { } left || Fitting(inputs[1], numbersOf, count) is not { } right)
            return null;
        var numbers = new TResult?[count];
        for (int index = 0; index < numbers.Length; index++)
            numbers[index] = At(left, index) is { } a && At(right, index) is { } b ? combine(a, b) : null;
        return numbers;
    }

    private static T? Combined<T>(NodeContent node, T a, T b)
        where T : struct, INumber<T> => node.Operator switch
        {
            "Add" => checked(a + b),
            "Sub" => checked(a - b),
            "Mul" => checked(a * b),
            "Min" => T.Min(a, b),
            "Max" => T.Max(a, b),
            _ when b == T.Zero || b == -T.One => null,
            "Div" => a / b,
            _ => node.Integer("fmod", 0) != 0 ? a % b : ((a % b) + b) % b,
        };

    private static T?[]? Fitting<T>(ValueFacts? input, Func<ValueFacts, T?[]?> numbersOf, long count)
        where T : struct => input is not null && numbersOf(input) is { } numbers && (numbers.Length == 1 || numbers.Length == count) ? numbers : null;

    private static T? At<T>(T?[] numbers, int index)
        where T : struct => numbers[numbers.Length == 1 ? 0 : index];
}
