namespace Tegula.Cli.Output;

/// <summary>Neighbouring characters of one kind.</summary>
/// <param name="Text">The characters.</param>
/// <param name="Style">Their kind.</param>
internal sealed record DiagramPiece(string Text, DiagramStyle Style);
