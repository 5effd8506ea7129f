using System.Text.Json.Serialization;
using Tegula.Spaces;

namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>filter</c>.</summary>
/// <param name="Space">Id of the space.</param>
/// <param name="Centre">Middle of the depths and widths of the space.</param>
/// <param name="Radius">How far from the centre is kept: half the span, times the fraction.</param>
/// <param name="Range">What is kept.</param>
/// <param name="Kept">Cells of the space that are kept.</param>
/// <param name="Total">Cells of the space, or as many random ones as were looked at.</param>
/// <param name="Sampled">True where kept and total count random cells; absent where they count all.</param>
/// <param name="Architectures">With <c>--list</c> or <c>--stdin</c>: the cells kept.</param>
internal sealed record FilterReport(
    string Space,
    DepthWidthJson Centre,
    DepthWidthJson Radius,
    DepthWidthRangeJson Range,
    long Kept,
    long Total,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Sampled,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Architectures)
{
    /// <summary>The document for a filter.</summary>
    public static FilterReport Of(SpaceInfo space, DepthWidthFilter filter, IReadOnlyList<string>? architectures)
    {
        var (extent, region) = (filter.Extent, filter.Region);
        return new(
            space.Id,
            new(extent.CentreDepth, extent.CentreWidth),
            new((region.MaxDepth - region.MinDepth) / 2, (region.MaxWidth - region.MinWidth) / 2),
            new([region.MinDepth, region.MaxDepth], [region.MinWidth, region.MaxWidth]),
            filter.Kept,
            filter.Total,
            space.Own?.ConnectivitySampleSize is not null,
            architectures);
    }
}
