namespace Tegula.Drawing;

/// <summary>The rectangle of a node in a <see cref="GraphLayout"/>, in pixels from the upper left corner of the drawing.</summary>
/// <param name="Node">Index of the node in its graph.</param>
/// <param name="Layer">Layer from the left, at least 0: the most edges on a path to the node.</param>
/// <param name="Row">Row from the top, at least 0.</param>
/// <param name="X">Left side.</param>
/// <param name="Y">Upper side.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
public sealed record NodeBox(int Node, int Layer, int Row, double X, double Y, double Width, double Height)
{
    /// <summary>Right side.</summary>
    public double Right => X + Width;

    /// <summary>Lower side.</summary>
    public double Bottom => Y + Height;
}
