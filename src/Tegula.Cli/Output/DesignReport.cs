using System.Text.Json.Serialization;

namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>design</c>; what was not asked for is absent.</summary>
internal sealed record DesignReport
{
    /// <summary>Id of the family.</summary>
    public required string Family { get; init; }

    /// <summary>The NN-Mass to come near to.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Target { get; init; }

    /// <summary>The network of <c>--like</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DesignCandidateJson? Reference { get; init; }

    /// <summary>Most parameters.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? MaxParams { get; init; }

    /// <summary>Most multiply-accumulates.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? MaxMacs { get; init; }

    /// <summary>The best networks within the budget, the best first.</summary>
    public required IReadOnlyList<DesignCandidateJson> Candidates { get; init; }

    /// <summary>How many networks were compared.</summary>
    public required long Examined { get; init; }

    /// <summary>How long that took.</summary>
    public required double Seconds { get; init; }

    /// <summary>Networks compared in a second.</summary>
    public required double PerSecond { get; init; }
}
