namespace Tegula.Indicators;

/// <summary>What is known of an indicator without measuring it.</summary>
/// <param name="Id">Stable id, as on the command line.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Direction">Which end is better.</param>
/// <param name="Source">Paper file and equation.</param>
public sealed record IndicatorInfo(string Id, string Name, Direction Direction, string Source);
