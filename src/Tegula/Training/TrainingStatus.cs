namespace Tegula.Training;

/// <summary>How a training ended.</summary>
public enum TrainingStatus
{
    /// <summary>All epochs were run.</summary>
    Completed,

    /// <summary>The loss or a weight was no longer a finite number.</summary>
    Diverged,
}
