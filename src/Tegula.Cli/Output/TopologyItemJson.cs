using System.Text.Json.Serialization;
using Tegula.Exchange.Onnx;

namespace Tegula.Cli.Output;

/// <summary>What connectivity tells about one architecture; a field is absent where it is not defined.</summary>
internal sealed record TopologyItemJson
{
    /// <summary>The architecture as it was named.</summary>
    public required string Architecture { get; init; }

    /// <summary>Paths from the inputs to the output; absent with <see cref="PathsOverflow"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Paths { get; init; }

    /// <summary>True when there are more paths than 64 bits can count.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool PathsOverflow { get; init; }

    /// <summary>Mean number of parameterised operations on a path.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? EffectiveDepth { get; init; }

    /// <summary>Parameterised paths divided by the effective depth.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? EffectiveWidth { get; init; }

    /// <summary>Most edges on a path from an input of the cell to its output.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? CellDepth { get; init; }

    /// <summary>Intermediate nodes weighted by what they read from inputs, in units of c.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? CellWidth { get; init; }

    /// <summary>Mean cell density, in [0, 1].</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Density { get; init; }

    /// <summary>NN-Mass.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? NnMass { get; init; }

    /// <summary>Links between neurons divided by neurons.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? AverageDegree { get; init; }

    /// <summary>Parameters of the network.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Params { get; init; }

    /// <summary>Multiply-accumulates of the network for one image.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Macs { get; init; }

    /// <summary>Parameters on a path from input to output, where that is counted apart.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? LiveParams { get; init; }

    /// <summary>Multiply-accumulates on a path from input to output, where that is counted apart.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? LiveMacs { get; init; }

    /// <summary>The network that was counted, where the architecture is only a part of it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Network { get; init; }

    /// <summary>Skip connections of a network out of a file.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SkipJson>? Skips { get; init; }

    /// <summary>Operators of a file that are not known, by name, with how many nodes have them; their MACs are not counted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<OnnxOperatorCount>? UnknownOperators { get; init; }

    /// <summary>What a reader of the numbers of a file should know, one sentence each.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Notes { get; init; }
}
