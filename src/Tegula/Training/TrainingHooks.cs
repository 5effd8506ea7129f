namespace Tegula.Training;

/// <summary>What goes on beside a training: progress, saved states, and the state to go on from.</summary>
public sealed record TrainingHooks
{
    /// <summary>Told of every step; null for nobody.</summary>
    public Action<TrainingProgress>? OnStep { get; init; }

    /// <summary>
    /// Given the state at the end of every epoch, or every <see cref="SaveSteps"/> steps, at the end, and when the training is cancelled; null to save nothing.
    /// </summary>
    public Action<TrainingState>? Save { get; init; }

    /// <summary>Steps from one saved state to the next, at least 1; null for whole epochs.</summary>
    public int? SaveSteps
    {
        get;
        init => field = value is null or >= 1 ? value : throw new ArgumentException($"{nameof(SaveSteps)} is {value}, expected at least 1");
    }

    /// <summary>The state of the same training to go on from; null to begin.</summary>
    public TrainingState? ResumeFrom { get; init; }
}
