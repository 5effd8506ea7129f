namespace Tegula.Cli.Output;

/// <summary>A statement of a paper in the JSON of <c>experiment</c>.</summary>
/// <param name="Claim">What the paper says.</param>
/// <param name="Paper">Its figure.</param>
/// <param name="Measured">What was measured.</param>
/// <param name="Holds">Whether the statement holds for it.</param>
internal sealed record FindingJson(string Claim, string Paper, string Measured, bool Holds);
