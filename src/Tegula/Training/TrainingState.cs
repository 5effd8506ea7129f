using Tegula.Compute.Plans;

namespace Tegula.Training;

/// <summary>Everything that a training goes on from, between two steps; with the same network, data and options it ends with the same bits.</summary>
public sealed record TrainingState
{
    /// <summary>Steps made, over all epochs.</summary>
    public required int Step { get; init; }

    /// <summary>Flat parameters in the graph's order.</summary>
    public required float[] Weights { get; init; }

    /// <summary>What the optimiser remembers.</summary>
    public required IReadOnlyList<float[]> OptimizerMemory { get; init; }

    /// <summary>Running statistics of the batch norms.</summary>
    public required BatchNormStatistics Statistics { get; init; }

    /// <summary>The epochs run to their end.</summary>
    public required IReadOnlyList<EpochResult> Epochs { get; init; }

    /// <summary>Loss of the very first step; null before it.</summary>
    public double? FirstLoss { get; init; }

    /// <summary>Sum of the losses of the steps of the epoch under way.</summary>
    public double LossSum { get; init; }

    /// <summary>Images of the epoch under way that were classified rightly.</summary>
    public int Correct { get; init; }

    /// <summary>Seconds that the epoch under way has taken.</summary>
    public double Seconds { get; init; }

    /// <summary>What the best epoch left, under a patience; null without one or before its first epoch.</summary>
    public BestEpoch? Best { get; init; }
}
