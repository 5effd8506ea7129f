namespace Tegula.Drawing;

/// <summary>A rectangle in the plane of effective depth and width; its sides belong to it.</summary>
/// <param name="LeastDepth">Left side.</param>
/// <param name="MostDepth">Right side, at least the left one.</param>
/// <param name="LeastWidth">Lower side.</param>
/// <param name="MostWidth">Upper side, at least the lower one.</param>
public readonly record struct PlaneRange(double LeastDepth, double MostDepth, double LeastWidth, double MostWidth)
{
    /// <summary>Whether a point lies within.</summary>
    public bool Contains(PlanePoint point) =>
        point.Depth >= LeastDepth && point.Depth <= MostDepth && point.Width >= LeastWidth && point.Width <= MostWidth;
}
