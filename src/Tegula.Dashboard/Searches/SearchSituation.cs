namespace Tegula.Dashboard.Searches;

/// <summary>What can be done about a study from its page.</summary>
public enum SearchSituation
{
    /// <summary>It has ended by itself: nothing.</summary>
    Over,

    /// <summary>A process of this dashboard writes it: it can be stopped.</summary>
    RunsHere,

    /// <summary>A process of this dashboard is about to end.</summary>
    Stopping,

    /// <summary>Another process has written it a moment ago: it is stopped there.</summary>
    RunsElsewhere,

    /// <summary>It is said to run, and nobody has written it for a while: it can be resumed by somebody who knows that nobody will.</summary>
    Silent,

    /// <summary>It was stopped or failed: it can be resumed.</summary>
    CanResume,

    /// <summary>It is not a search: its command goes on with it.</summary>
    OtherCommand,
}
