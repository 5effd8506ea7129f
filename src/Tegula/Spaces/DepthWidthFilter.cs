using Tegula.Architectures;
using Tegula.Topology;

namespace Tegula.Spaces;

/// <summary>
/// The filter that turns away architectures of extreme effective depth or width before anything is evaluated. Source: 000_47980149b45a68e2.txt, Sec. 5.3.
/// </summary>
/// <param name="Extent">How far depth and width reach in the space.</param>
/// <param name="Region">What the filter keeps.</param>
/// <param name="Kept">Cells of the space that it keeps.</param>
/// <param name="Total">Cells of the space.</param>
public sealed record DepthWidthFilter(DepthWidthExtent Extent, DepthWidthRegion Region, long Kept, long Total)
{
    /// <summary>The paper's fraction of the radius.</summary>
    public const double DefaultFraction = 0.5;

    /// <summary>Whether an architecture of a space has a depth above 0; where none has, there is no filter.</summary>
    public static bool IsDefinedOn(IConnectivityClasses space)
    {
        ArgumentNullException.ThrowIfNull(space);
        return space.ConnectivityClasses().Any(item => item.Paths.TotalDepth > 0);
    }

    /// <summary>The filter of a space at a fraction of the radius.</summary>
    /// <param name="space">The space, looked at whole.</param>
    /// <param name="fraction">In (0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not in (0, 1].</exception>
    /// <exception cref="ArgumentException">It is not defined on the space.</exception>
    public static DepthWidthFilter Of(IConnectivityClasses space, double fraction = DefaultFraction) => Of(space, extent => extent.Region(fraction));

    /// <summary>The filter of a space with borders chosen by hand.</summary>
    /// <exception cref="ArgumentException">It is not defined on the space.</exception>
    public static DepthWidthFilter Of(IConnectivityClasses space, DepthWidthRegion region) => Of(space, _ => region);

    /// <summary>
    /// True for an architecture that the filter lets through. For a supernet its <see cref="ExpectedPathStatistics"/> are what counts, so that the filter can
    /// stand in front of pruning.
    /// </summary>
    public bool Keeps(IArchitecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return architecture is ISupernet supernet
            ? Region.Contains(ExpectedPathStatistics.Of(supernet))
            : Region.Contains(PathStatistics.Of(architecture.ToGraph()));
    }

    private static DepthWidthFilter Of(IConnectivityClasses space, Func<DepthWidthExtent, DepthWidthRegion> choose)
    {
        ArgumentNullException.ThrowIfNull(space);
        (PathStatistics Paths, long Count)[] classes = [.. space.ConnectivityClasses()];
        DepthWidthExtent extent = DepthWidthExtent.Of(classes.Select(item => item.Paths));
        DepthWidthRegion region = choose(extent);
        return new(extent, region, classes.Where(item => region.Contains(item.Paths)).Sum(item => item.Count), classes.Sum(item => item.Count));
    }
}
