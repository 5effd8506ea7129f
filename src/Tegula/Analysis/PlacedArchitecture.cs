using Tegula.Indicators;

namespace Tegula.Analysis;

/// <summary>An architecture with its place in a plane.</summary>
/// <param name="X">Coordinate along the first principal component.</param>
/// <param name="Y">Coordinate along the second.</param>
/// <param name="Score">Its indicators, under its text.</param>
public sealed record PlacedArchitecture(double X, double Y, ArchitectureScore Score);
