namespace Tegula.Studies;

/// <summary>Who measures what a study asks for.</summary>
public sealed record StudyScoringOptions
{
    /// <summary>True to leave all measurements to workers, which take them from the store's queue; false to measure in this process.</summary>
    public bool UsesQueue { get; init; }
}
