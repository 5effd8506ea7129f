using Tegula.Indicators;

namespace Tegula.Analysis;

/// <summary>One step of a search, as far as its course is concerned.</summary>
/// <param name="Computation">Key of the computation; outside a store, steps that share it share their score.</param>
/// <param name="Score">The architecture asked for, and what was measured.</param>
/// <param name="IsCached">True when the same computation had been asked for before.</param>
/// <param name="Spread">Policy entropy or population diversity after the step; null where it was not asked for, and for a method without.</param>
/// <param name="TurnedAway">Architectures that filter and budget had turned away by then.</param>
/// <param name="Evaluation">Number under which a store keeps the score, above 0; steps that share it share their score. Null outside a store.</param>
public sealed record CourseStep(string Computation, ArchitectureScore Score, bool IsCached, double? Spread = null, long TurnedAway = 0, long? Evaluation = null)
{
    /// <summary>The architecture asked for, as its space prints it.</summary>
    public string Architecture => Score.Architecture;

    /// <summary>The value of an indicator; null where there is none.</summary>
    /// <param name="indicator">Id of the indicator.</param>
    public double? Value(string indicator) => Score.Indicators.TryGetValue(indicator, out var value) ? value.Value : null;
}
