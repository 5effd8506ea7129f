using System.Collections.Immutable;

namespace Tegula.Drawing;

/// <summary>One column of a <see cref="RankingSvg"/>, such as a data set.</summary>
/// <param name="Name">What stands above it.</param>
/// <param name="Bars">One bar for each row of the drawing.</param>
/// <param name="Mark">A value that all bars are held against, drawn as a line through the rows; null for none.</param>
public sealed record RankingPanel(string Name, ImmutableArray<RankingBar> Bars, double? Mark);
