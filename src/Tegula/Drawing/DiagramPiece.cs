namespace Tegula.Drawing;

/// <summary>Neighbouring characters of one look.</summary>
/// <param name="Text">The characters, each one column wide.</param>
/// <param name="Look">What they belong to.</param>
public sealed record DiagramPiece(string Text, DiagramLook Look);
