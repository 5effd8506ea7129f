namespace Tegula.Indicators;

/// <summary>What is known of an indicator without measuring it.</summary>
/// <param name="Id">Stable id, as on the command line.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Direction">Which end promises the better trained network.</param>
/// <param name="Source">Paper file and equation.</param>
public sealed record IndicatorInfo(string Id, string Name, Direction Direction, string Source)
{
    /// <summary>
    /// Which end a search goes for when the indicator is an objective; differs from <see cref="Direction"/> for costs, which promise accuracy when they are
    /// high and are wanted low.
    /// </summary>
    public Direction ObjectiveDirection { get; init; } = Direction;

    /// <summary>Ids of the spaces that have it; empty for all.</summary>
    public IReadOnlyList<string> Spaces { get; init; } = [];

    /// <summary>Whether it can be measured on a supernet, which pruning needs.</summary>
    public bool IsDefinedOnSupernets { get; init; } = true;

    /// <summary>Whether a space has it.</summary>
    public bool IsDefinedOn(string space) => Spaces.Count == 0 || Spaces.Contains(space);
}
