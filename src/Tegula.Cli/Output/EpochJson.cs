using System.Text.Json.Serialization;
using Tegula.Training;

namespace Tegula.Cli.Output;

/// <summary>One epoch of a training.</summary>
internal sealed record EpochJson
{
    /// <summary>From 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Mean loss while the weights were changing.</summary>
    public required double Loss { get; init; }

    /// <summary>Images classified rightly then, in percent.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Learning rate of the last step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Mean loss on the held-out images afterwards.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required double? HeldOutLoss { get; init; }

    /// <summary>Held-out images classified rightly, in percent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required double? HeldOutAccuracy { get; init; }

    /// <summary>Time that the epoch took.</summary>
    public required double Seconds { get; init; }

    /// <summary>From the library's result; a held-out loss that is no finite number has no place in JSON.</summary>
    public static EpochJson Of(EpochResult epoch) => new()
    {
        Epoch = epoch.Epoch,
        Loss = epoch.Loss,
        Accuracy = epoch.Accuracy,
        LearningRate = epoch.LearningRate,
        HeldOutLoss = epoch.HeldOutLoss is { } loss && double.IsFinite(loss) ? loss : null,
        HeldOutAccuracy = epoch.HeldOutAccuracy,
        Seconds = epoch.Seconds,
    };
}
