namespace Tegula.Drawing;

/// <summary>One row of a <see cref="RankingSvg"/>.</summary>
/// <param name="Name">What stands to its left.</param>
/// <param name="IsHollow">Whether its bars are outlines: what is compared with, rather than what is studied.</param>
public sealed record RankingRow(string Name, bool IsHollow);
