namespace Tegula.Search;

/// <summary>Measures everything in this process.</summary>
public sealed class LocalScoring : IScoreProvider
{
    /// <summary>The one provider of this kind.</summary>
    public static LocalScoring Instance { get; } = new();

    private LocalScoring()
    {
    }

    /// <inheritdoc/>
    public IScoreSource<TArchitecture> Open<TArchitecture>(ScoringRequest<TArchitecture> request)
        where TArchitecture : class
    {
        ArgumentNullException.ThrowIfNull(request);
        return new LocalScores<TArchitecture>(request);
    }
}
