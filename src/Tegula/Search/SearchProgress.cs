using Tegula.Indicators;

namespace Tegula.Search;

/// <summary>Where a running search stands.</summary>
/// <param name="Done">Steps done.</param>
/// <param name="Total">Steps allowed.</param>
/// <param name="Evaluations">Steps whose computation was really scored.</param>
/// <param name="Failed">Evaluations that could not be measured.</param>
/// <param name="Elapsed">Time since the start.</param>
/// <param name="Remaining">Time left if the steps go on at the pace of the last ones.</param>
/// <param name="Best">
/// Score of what the method would answer now; looked up when asked for, null while there is nothing to answer or it is not scored yet.
/// </param>
public sealed record SearchProgress(
    int Done, int Total, int Evaluations, int Failed, TimeSpan Elapsed, TimeSpan Remaining, Func<ArchitectureScore?> Best);
