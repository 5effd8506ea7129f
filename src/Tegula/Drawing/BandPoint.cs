namespace Tegula.Drawing;

/// <summary>A point of a <see cref="BandCurve"/>.</summary>
/// <param name="X">Its place.</param>
/// <param name="Mean">Its height; one that is not finite leaves a gap.</param>
/// <param name="Sd">Half the height of the band around it, at least 0.</param>
public readonly record struct BandPoint(double X, double Mean, double Sd = 0);
