namespace Tegula.Drawing;

/// <summary>A mean with its spread.</summary>
/// <param name="Mean">Finite.</param>
/// <param name="Sd">At least 0, finite.</param>
public readonly record struct SpreadPoint(double Mean, double Sd);
