namespace Tegula.Cli.Output;

/// <summary>A range of effective depths and one of effective widths, smallest first.</summary>
/// <param name="Depth">Effective depths.</param>
/// <param name="Width">Effective widths.</param>
internal sealed record DepthWidthRangeJson(IReadOnlyList<double> Depth, IReadOnlyList<double> Width);
