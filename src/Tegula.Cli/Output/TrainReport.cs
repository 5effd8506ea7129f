using System.Text.Json.Serialization;

namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>train</c>.</summary>
internal sealed record TrainReport
{
    /// <summary>The architecture, with the sizes of the data where it has sizes of its own.</summary>
    public required string Architecture { get; init; }

    /// <summary>The data as the user wrote it.</summary>
    public required string Data { get; init; }

    /// <summary>Trainable numbers of the network.</summary>
    public required int Parameters { get; init; }

    /// <summary>Images trained on.</summary>
    public required int Images { get; init; }

    /// <summary>Images evaluated on after every epoch.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required int? HeldOutImages { get; init; }

    /// <summary>Images tested on at the end.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required int? TestImages { get; init; }

    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary><c>completed</c> or <c>stopped early</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Steps that the checkpoint had made from which the training went on.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required int? ResumedAtStep { get; init; }

    /// <summary>All epochs, those before a resume among them.</summary>
    public required IReadOnlyList<EpochJson> Epochs { get; init; }

    /// <summary>The epoch that the weights are from, with <c>--early-stop</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required int? BestEpoch { get; init; }

    /// <summary>Mean loss on the test images.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required double? TestLoss { get; init; }

    /// <summary>Test images classified rightly, in percent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required double? TestAccuracy { get; init; }

    /// <summary>SHA-256 of the weights, as little-endian singles in their order, and of the running means and variances, as doubles.</summary>
    public required string WeightsHash { get; init; }
}
