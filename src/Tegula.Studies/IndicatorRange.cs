namespace Tegula.Studies;

/// <summary>Bounds of one indicator, both included.</summary>
/// <param name="Indicator">Id of the indicator.</param>
/// <param name="Low">Least value; null for none.</param>
/// <param name="High">Greatest value; null for none.</param>
public sealed record IndicatorRange(string Indicator, double? Low, double? High);
