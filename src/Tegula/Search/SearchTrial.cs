using Tegula.Indicators;

namespace Tegula.Search;

/// <summary>One step of a search.</summary>
/// <param name="Number">Number of the proposal.</param>
/// <param name="Key">Key of its computation.</param>
/// <param name="Score">Its indicators, under the architecture's text.</param>
/// <param name="Cached">True when this search had asked for the same computation before.</param>
public sealed record SearchTrial(int Number, string Key, ArchitectureScore Score, bool Cached)
{
    /// <summary>Steps from one <see cref="Spread"/> to the next.</summary>
    public const int StepsBetweenSpreads = 16;

    /// <summary>The architecture proposed, as the space prints it.</summary>
    public string Architecture => Score.Architecture;

    /// <summary>Whose measurement the score is; null when cached.</summary>
    public ScoreOrigin? Origin { get; init; }

    /// <summary>True when the score was measured for somebody else: an evaluation of this search nevertheless.</summary>
    public bool Borrowed => Origin == ScoreOrigin.Borrowed;

    /// <summary>Wall time in seconds of the whole machine that the measurement took, or had taken where it was not made now; 0 when cached.</summary>
    public double Seconds { get; init; }

    /// <summary>Architectures that filter and budget had turned away by the end of the step.</summary>
    public long TurnedAway { get; init; }

    /// <summary>
    /// Policy entropy or population diversity after the step; null but for every <see cref="StepsBetweenSpreads"/>th step, since asking costs time, and for a
    /// method without.
    /// </summary>
    public double? Spread { get; init; }

    /// <summary>What the method would have answered after this step, as text; null while there was nothing to answer. Kept where a run is asked to.</summary>
    public string? Incumbent { get; init; }
}
