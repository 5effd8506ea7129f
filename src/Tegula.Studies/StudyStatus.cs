namespace Tegula.Studies;

/// <summary>Where a study stands.</summary>
public enum StudyStatus
{
    /// <summary>Begun and not ended: it runs, or the process that ran it was killed.</summary>
    Running,

    /// <summary>Cancelled in an orderly way; it can go on.</summary>
    Stopped,

    /// <summary>Ended by itself; there is nothing left to compute.</summary>
    Done,

    /// <summary>Ended by an error, which <see cref="Study.Error"/> tells; it can go on.</summary>
    Failed,
}
