namespace Tegula.Drawing;

/// <summary>One bar of a <see cref="RankingSvg"/>.</summary>
/// <param name="Value">Where the bar ends, such as a correlation in [-1, 1]; null for no bar.</param>
/// <param name="Low">Lower end of its interval; at most <paramref name="High"/>.</param>
/// <param name="High">Upper end of its interval.</param>
public sealed record RankingBar(double? Value, double Low, double High);
