namespace Tegula.Drawing;

/// <summary>Bars of one colour in every category of every panel.</summary>
/// <param name="Name">What stands in the legend.</param>
/// <param name="IsReference">Drawn hollow, as what the others are to be compared with.</param>
public sealed record BarSeries(string Name, bool IsReference = false);
