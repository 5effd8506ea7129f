namespace Tegula.Exchange.Onnx.Reading;

/// <summary>The few numbers of a value that shapes are made of: whole or real, with null in place of a single one that is not known.</summary>
internal sealed class KnownNumbers
{
    private KnownNumbers(long?[]? whole, double?[]? reals, bool isSingle) => (Whole, Reals, IsSingle) = (whole, reals, isSingle);

    /// <summary>The numbers where they are whole by their type; otherwise null.</summary>
    public long?[]? Whole { get; }

    /// <summary>The numbers where they are floating-point by their type; otherwise null.</summary>
    public double?[]? Reals { get; }

    /// <summary>True where real numbers have single precision, to which each result is rounded.</summary>
    public bool IsSingle { get; }

    /// <summary>How many there are.</summary>
    public int Count => Whole?.Length ?? Reals!.Length;

    /// <summary>Whole numbers.</summary>
    public static KnownNumbers Of(long?[] numbers) => new(numbers, null, isSingle: false);

    /// <summary>Whole numbers that are all known.</summary>
    public static KnownNumbers Of(IEnumerable<long> numbers) => Of([.. numbers.Select(number => (long?)number)]);

    /// <summary>Numbers of single precision that are all known.</summary>
    public static KnownNumbers Of(IEnumerable<float> numbers) => Of([.. numbers.Select(number => (double?)number)], isSingle: true);

    /// <summary>Real numbers.</summary>
    public static KnownNumbers Of(double?[] numbers, bool isSingle) =>
        new(null, isSingle ? [.. numbers.Select(number => (double?)(float?)number)] : numbers, isSingle);

    /// <summary>The numbers in another type; null where nothing is known of it.</summary>
    public KnownNumbers? As(long type)
    {
        bool isReal = type is ElementType.Single or ElementType.Double;
        if (isReal)
            return Of(Reals ?? [.. Whole!.Select(number => (double?)number)], type == ElementType.Single);
        if (ElementType.IsFloating(type))
            return null;
        if (type == ElementType.Bool)
            return Of(Whole is not null ? [.. Whole.Select(number => Truth(number is null ? null : number != 0))] : [.. Reals!.Select(number => Truth(number is null ? null : number != 0))]);
        return Whole is not null ? this : Of([.. Reals!.Select(Truncated)]);
    }

    /// <summary>As whole numbers, that is 1 and 0.</summary>
    public static long? Truth(bool? value) => value is { } known ? (known ? 1 : 0) : null;

    private static long? Truncated(double? number) => number is > long.MinValue and < long.MaxValue and { } known ? (long)known : null;
}
