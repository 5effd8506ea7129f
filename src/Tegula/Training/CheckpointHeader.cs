namespace Tegula.Training;

/// <summary>The part of a checkpoint that is text: everything but the vectors, whose lengths it tells.</summary>
internal sealed record CheckpointHeader
{
    /// <summary>What is trained.</summary>
    public required TrainingSetup Setup { get; init; }

    /// <summary>Number of weights.</summary>
    public required int Weights { get; init; }

    /// <summary>Vectors that the optimiser remembers.</summary>
    public required int MemoryVectors { get; init; }

    /// <summary>Channels of all batch norms.</summary>
    public required int NormChannels { get; init; }

    /// <summary>Steps made.</summary>
    public required int Step { get; init; }

    /// <summary>The epochs run to their end.</summary>
    public required IReadOnlyList<EpochResult> Epochs { get; init; }

    /// <summary>Loss of the very first step.</summary>
    public required double? FirstLoss { get; init; }

    /// <summary>Sum of the losses of the epoch under way.</summary>
    public required double LossSum { get; init; }

    /// <summary>Images of the epoch under way that were classified rightly.</summary>
    public required int Correct { get; init; }

    /// <summary>Seconds that the epoch under way has taken.</summary>
    public required double Seconds { get; init; }

    /// <summary>The best epoch under a patience.</summary>
    public required int? BestEpoch { get; init; }

    /// <summary>Its held-out loss.</summary>
    public required double? BestLoss { get; init; }
}
