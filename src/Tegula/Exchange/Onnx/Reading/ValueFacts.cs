namespace Tegula.Exchange.Onnx.Reading;

/// <summary>What is known of a value of a graph.</summary>
/// <param name="name">Its name in the file.</param>
internal sealed class ValueFacts(string name)
{
    /// <summary>Its name in the file.</summary>
    public string Name { get; } = name;

    /// <summary>Its sizes, -1 where one is unknown; null where not even their number is known.</summary>
    public long[]? Shape { get; set; }

    /// <summary>Its numbers where they are whole, few and known, null in place of a single one that is not.</summary>
    public long?[]? Whole { get; set; }

    /// <summary>Its numbers of single precision where they are few.</summary>
    public float[]? Singles { get; set; }

    /// <summary>True where it does not depend on what the network is given.</summary>
    public bool IsConstant { get; set; }

    /// <summary>The stored tensors that it is made of, where it is constant.</summary>
    public IReadOnlyList<TensorContent> Roots { get; set; } = [];

    /// <summary>Number of its sizes; -1 where unknown.</summary>
    public int Rank => Shape?.Length ?? -1;

    /// <summary>A constant.</summary>
    public static ValueFacts Of(string name, TensorContent tensor) => new(name)
    {
        Shape = tensor.Shape,
        Whole = tensor.Integers is { } whole ? [.. whole.Select(number => (long?)number)] : WholeOf(tensor.Singles),
        Singles = tensor.Singles,
        IsConstant = true,
        Roots = [tensor],
    };

    // Shapes are at times computed in floating point, with factors such as 2.
    private static long?[]? WholeOf(float[]? singles) =>
        singles is not null && Array.TrueForAll(singles, number => float.IsInteger(number) && MathF.Abs(number) < 1e9f)
            ? [.. singles.Select(number => (long?)(long)number)]
            : null;
}
