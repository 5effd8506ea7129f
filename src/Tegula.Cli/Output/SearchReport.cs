using System.Text.Json.Serialization;

namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>search</c>.</summary>
internal sealed record SearchReport
{
    /// <summary>The cell found, as an arch string.</summary>
    public required string Architecture { get; init; }

    /// <summary>Id of the space.</summary>
    public required string Space { get; init; }

    /// <summary>Id of the method.</summary>
    public required string Method { get; init; }

    /// <summary>Indicators whose ranks were summed.</summary>
    public required IReadOnlyList<string> Objective { get; init; }

    /// <summary>The data as asked for.</summary>
    public required string Data { get; init; }

    /// <summary><c>reference</c> or <c>fast</c>.</summary>
    public required string Fidelity { get; init; }

    /// <summary>Initialisations averaged over.</summary>
    public required int Repeats { get; init; }

    /// <summary>Images in a minibatch.</summary>
    public required int Batch { get; init; }

    /// <summary>Seed of everything random.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Steps done.</summary>
    public required int Steps { get; init; }

    /// <summary>Steps whose computation was really scored.</summary>
    public required int Evaluations { get; init; }

    /// <summary>Steps whose computation had been scored before.</summary>
    public required int Cached { get; init; }

    /// <summary>Evaluations that could not be measured.</summary>
    public required int Failed { get; init; }

    /// <summary>Architectures that the filter turned away; they took no step.</summary>
    public required long Filtered { get; init; }

    /// <summary>True when stopped before the last step; the architecture is the best so far.</summary>
    public required bool Cancelled { get; init; }

    /// <summary>Wall time of the search.</summary>
    public required double Seconds { get; init; }

    /// <summary>The cell's indicators.</summary>
    public required Dictionary<string, IndicatorJson> Indicators { get; init; }

    /// <summary>The cell's place in each indicator.</summary>
    public required Dictionary<string, RankJson> Ranks { get; init; }

    /// <summary>Parameters of the benchmark's CIFAR-10 network (C = 16, N = 5).</summary>
    public required long Params { get; init; }

    /// <summary>Multiply-accumulates of that network for one image.</summary>
    public required long Macs { get; init; }

    /// <summary>Test accuracy in percent after 200 epochs by data set; absent without a table that holds the cell.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, double>? Accuracy { get; init; }
}
