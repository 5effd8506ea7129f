namespace Tegula.Search;

/// <summary>State of <see cref="ReinforceSearch{TArchitecture}"/>.</summary>
public sealed record ReinforceState : PolicySearchState
{
    /// <summary>Settings.</summary>
    public ReinforceOptions Options { get; init; } = new();

    /// <summary>Moving average of the rewards.</summary>
    public double Baseline { get; init; }
}
