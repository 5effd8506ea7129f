namespace Tegula.Topology;

/// <summary>
/// How far effective depth and width reach in a space, over its architectures of depth above 0. Source: 000_47980149b45a68e2.txt, Sec. 5.3.
/// </summary>
/// <param name="Outer">The smallest rectangle that holds all of them.</param>
public sealed record DepthWidthExtent(DepthWidthRegion Outer)
{
    /// <summary>Middle of the depths.</summary>
    public double CentreDepth => (Outer.MaxDepth + Outer.MinDepth) / 2;

    /// <summary>Middle of the widths.</summary>
    public double CentreWidth => (Outer.MaxWidth + Outer.MinWidth) / 2;

    /// <summary>Half of what the depths span.</summary>
    public double RadiusDepth => (Outer.MaxDepth - Outer.MinDepth) / 2;

    /// <summary>Half of what the widths span.</summary>
    public double RadiusWidth => (Outer.MaxWidth - Outer.MinWidth) / 2;

    /// <summary>Finds the extremes.</summary>
    /// <exception cref="ArgumentException">No architecture has a depth above 0.</exception>
    public static DepthWidthExtent Of(IEnumerable<PathStatistics> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        DepthWidthRegion? outer = null;
        foreach (PathStatistics item in paths.Where(item => item.TotalDepth > 0))
        {
            (double depth, double width) = (item.EffectiveDepth, item.EffectiveWidth);
            outer = outer is null
                ? new(depth, depth, width, width)
                : new(
                    Math.Min(outer.MinDepth, depth), Math.Max(outer.MaxDepth, depth), Math.Min(outer.MinWidth, width), Math.Max(outer.MaxWidth, width));
        }

        return outer is not null
            ? new(outer)
            : throw new ArgumentException("no architecture has a parameterised operation on a path; depth and width have no range", nameof(paths));
    }

    /// <summary>The rectangle around the centre that reaches this fraction of the radius.</summary>
    /// <param name="fraction">In (0, 1]; the paper's choice is 0.5.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not in (0, 1].</exception>
    public DepthWidthRegion Region(double fraction)
    {
        if (fraction is not (> 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "the fraction of the radius must be above 0 and at most 1");
        (double depth, double width) = (fraction * RadiusDepth, fraction * RadiusWidth);
        return new(CentreDepth - depth, CentreDepth + depth, CentreWidth - width, CentreWidth + width);
    }
}
