namespace Tegula.Exchange.Onnx.Reading;

/// <summary>What is known of a value of a graph.</summary>
/// <param name="name">Its name in the file.</param>
internal sealed class ValueFacts(string name)
{
    /// <summary>Its name in the file.</summary>
    public string Name { get; } = name;

    /// <summary>Its sizes, -1 where one is unknown; null where not even their number is known.</summary>
    public long[]? Shape { get; set; }

    /// <summary>Its numbers where they are few and known.</summary>
    public KnownNumbers? Numbers { get; set; }

    /// <summary>Its numbers where they are also whole.</summary>
    public long?[]? Whole => Numbers?.Whole;

    /// <summary>Its numbers where they are also real.</summary>
    public double?[]? Reals => Numbers?.Reals;

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
        Numbers = tensor.Numbers,
        IsConstant = true,
        Roots = [tensor],
    };
}
