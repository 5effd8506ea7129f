using Tegula.Studies;

namespace Tegula.Dashboard.Searches;

/// <summary>What can be done about a study.</summary>
internal static class SearchSituations
{
    /// <summary>How long a search may say nothing before it counts as silent; a single measurement may take as long.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    /// <summary>What can be done.</summary>
    /// <param name="study">The study as it stands now.</param>
    /// <param name="process">Where the dashboard's own process for it stands; null without one.</param>
    /// <param name="ended">When that process ended; null without one and while it runs.</param>
    /// <param name="now">The time (UTC).</param>
    public static SearchSituation Of(Study study, SearchProcessState? process, DateTimeOffset? ended, DateTimeOffset now) =>
        (Concerned(study, process, ended), study.Status) switch
        {
            (SearchProcessState.Running, _) => SearchSituation.RunsHere,
            (SearchProcessState.Stopping, _) => SearchSituation.Stopping,
            (_, StudyStatus.Done) => SearchSituation.Over,

            // A process of this dashboard that has ended does not write any more, whatever it left behind.
            (null, StudyStatus.Running) when now - study.Updated < Silence => SearchSituation.RunsElsewhere,
            _ when study.Definition.Command != StudySearch.Command => SearchSituation.OtherCommand,
            (null, StudyStatus.Running) => SearchSituation.Silent,
            _ => SearchSituation.CanResume,
        };

    /// <summary>What can be done.</summary>
    /// <param name="study">The study as it stands now.</param>
    /// <param name="process">The dashboard's own newest process for it; null without one.</param>
    /// <param name="now">The time (UTC).</param>
    public static SearchSituation Of(Study study, SearchProcess? process, DateTimeOffset now) => Of(study, process?.State, process?.EndTime, now);

    /// <summary>A length of time that has passed, in words.</summary>
    public static string Ago(TimeSpan time) => time switch
    {
        { TotalSeconds: < 2 } => "a moment ago",
        { TotalMinutes: < 2 } => $"{time.TotalSeconds:0} seconds ago",
        { TotalHours: < 2 } => $"{time.TotalMinutes:0} minutes ago",
        { TotalDays: < 2 } => $"{time.TotalHours:0} hours ago",
        _ => $"{time.TotalDays:0} days ago",
    };

    // Whoever has written the study since that process ended is another one.
    private static SearchProcessState? Concerned(Study study, SearchProcessState? process, DateTimeOffset? ended) => study.Updated > ended ? null : process;
}
