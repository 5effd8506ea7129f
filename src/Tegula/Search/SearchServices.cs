namespace Tegula.Search;

/// <summary>What stands around a search: where its scores come from, and who is told of its steps.</summary>
public sealed record SearchServices
{
    /// <summary>Where scores come from.</summary>
    public IScoreProvider Scores { get; init; } = LocalScoring.Instance;

    /// <summary>Told of every step on the searching thread, in order; null for nobody.</summary>
    public Action<SearchStep>? OnStep { get; init; }
}
