namespace Tegula.Dashboard.Searches;

/// <summary>Where a search stands that was started from a page.</summary>
public enum SearchProcessState
{
    /// <summary>Its process is at work.</summary>
    Running,

    /// <summary>It was asked to stop, and ends what it is at.</summary>
    Stopping,

    /// <summary>Its process has ended.</summary>
    Ended,
}
