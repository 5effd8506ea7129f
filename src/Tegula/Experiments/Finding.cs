namespace Tegula.Experiments;

/// <summary>One statement of a paper, and whether it holds here.</summary>
/// <param name="Claim">What the paper says, in one line.</param>
/// <param name="Paper">The paper's figure, in its own terms.</param>
/// <param name="Measured">What was measured here.</param>
/// <param name="Holds">Whether the statement holds for what was measured.</param>
public sealed record Finding(string Claim, string Paper, string Measured, bool Holds);
