namespace Tegula.Drawing;

/// <summary>Architectures of equal effective depth and width.</summary>
/// <param name="Depth">Effective depth, finite.</param>
/// <param name="Width">Effective width, finite.</param>
/// <param name="Count">How many architectures stand there, at least 1.</param>
public readonly record struct PlanePoint(double Depth, double Width, long Count = 1);
