namespace Tegula.Training;

/// <summary>What one epoch of training saw, under batch statistics and while the weights were changing.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Loss">Mean loss of the network's own logits over the epoch's images, with label smoothing where that is asked for.</param>
/// <param name="Accuracy">Images classified rightly, in percent.</param>
/// <param name="Seconds">Time that the epoch took, without the evaluation.</param>
public sealed record EpochResult(int Epoch, double Loss, double Accuracy, double Seconds)
{
    /// <summary>Learning rate of the epoch's last step.</summary>
    public double LearningRate { get; init; }

    /// <summary>Mean loss on the held-out images after the epoch, under running statistics; null without held-out images.</summary>
    public double? HeldOutLoss { get; init; }

    /// <summary>Held-out images classified rightly after the epoch, in percent; null without held-out images.</summary>
    public double? HeldOutAccuracy { get; init; }
}
