namespace Tegula.Training;

/// <summary>How a training ended.</summary>
public enum TrainingStatus
{
    /// <summary>All epochs were run.</summary>
    Completed,

    /// <summary>The loss or a weight was no longer a finite number, or the loss was far above what it began with: see <see cref="Divergence"/>.</summary>
    Diverged,

    /// <summary>The held-out loss had not become better for <see cref="TrainingOptions.Patience"/> epochs.</summary>
    StoppedEarly,
}
