namespace Tegula.Topology;

/// <summary>A rectangle of effective depth and effective width; its borders belong to it.</summary>
/// <param name="MinDepth">Smallest effective depth.</param>
/// <param name="MaxDepth">Largest effective depth.</param>
/// <param name="MinWidth">Smallest effective width.</param>
/// <param name="MaxWidth">Largest effective width.</param>
public sealed record DepthWidthRegion(double MinDepth, double MaxDepth, double MinWidth, double MaxWidth)
{
    // Depths and widths are quotients of small integers; a border that is one of them must not be missed by its last bit.
    private const double Slack = 1e-12;

    /// <summary>True for paths whose effective depth and width both lie in the rectangle. What has too many paths to count (null) does not.</summary>
    public bool Contains(PathStatistics? paths) => paths is not null && Contains(paths.EffectiveDepth, paths.EffectiveWidth);

    /// <summary>True for a supernet's mean paths whose effective depth and width both lie in the rectangle.</summary>
    public bool Contains(ExpectedPathStatistics paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return Contains(paths.EffectiveDepth, paths.EffectiveWidth);
    }

    /// <summary>True for a depth and a width in the rectangle.</summary>
    public bool Contains(double depth, double width) => IsWithin(depth, MinDepth, MaxDepth) && IsWithin(width, MinWidth, MaxWidth);

    private static bool IsWithin(double value, double min, double max) => value >= min - Slack && value <= max + Slack;
}
