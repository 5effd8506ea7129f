namespace Tegula.Drawing.Internals;

/// <summary>How a line of a diagram is drawn.</summary>
/// <param name="Net">What belongs together: lines of one net join where they meet, others cross.</param>
/// <param name="Look">The kind of its operation.</param>
/// <param name="IsUsed">Whether it lies on a path from an input to the output.</param>
internal readonly record struct DiagramStroke(int Net, DiagramLook Look, bool IsUsed);
