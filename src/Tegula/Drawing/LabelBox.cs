namespace Tegula.Drawing;

/// <summary>The rectangle of an edge's label, in pixels from the upper left corner of the drawing.</summary>
/// <param name="Text">The name of the operation, shortened where it is very long.</param>
/// <param name="X">Left side.</param>
/// <param name="Y">Upper side.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
public sealed record LabelBox(string Text, double X, double Y, double Width, double Height);
