namespace Tegula.Search;

/// <summary>State of <see cref="FpNasSearch{TArchitecture}"/>.</summary>
public sealed record FpNasState : PolicySearchState
{
    /// <summary>Settings.</summary>
    public FpNasOptions Options { get; init; } = new();

    /// <summary>Updates begun, finished or not.</summary>
    public int Begun { get; init; }

    /// <summary>Updates begun and not finished, in the order of asking.</summary>
    public IReadOnlyList<FpNasRoundState> Rounds { get; init; } = [];
}
