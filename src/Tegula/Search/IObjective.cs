using Tegula.Indicators;

namespace Tegula.Search;

/// <summary>What a search minimises: a cost for each member of a group of scored architectures, relative to that group.</summary>
/// <remarks>A cost may depend on the whole group (a rank does), so costs of two groups must not be compared.</remarks>
public interface IObjective
{
    /// <summary>The indicators looked at; never empty.</summary>
    IReadOnlyList<CombinationTerm> Terms { get; }

    /// <summary>Whether one of the indicators looked at is missing or could not be measured.</summary>
    bool HasFailed(ArchitectureScore score);

    /// <summary>One cost per member of the group, in the same order; lower is better, and every failed member costs more than every measured one.</summary>
    /// <param name="group">Scores to compare with each other; may be empty.</param>
    double[] Costs(IReadOnlyList<ArchitectureScore> group);
}
