using System.Globalization;
using Tegula.Drawing;
using Tegula.Spaces;

namespace Tegula.Cli.Output;

/// <summary>What <c>filter</c> shows to people.</summary>
internal static class FilterView
{
    /// <summary>Prints the extent of the space and what is kept.</summary>
    public static void Write(TextWriter output, SpaceInfo space, DepthWidthFilter filter)
    {
        var (extent, region) = (filter.Extent, filter.Region);
        output.WriteLine();
        output.WriteLine($"  {space.Id}: {space.Description}");
        output.WriteLine();
        var table = new TextTable("", ">smallest", ">largest", ">centre", ">radius", ">kept from", ">to");
        void Row(string name, params double[] numbers) => table.Add([name, .. numbers.Select(Text)]);
        Row("effective depth", extent.Outer.MinDepth, extent.Outer.MaxDepth, extent.CentreDepth, extent.RadiusDepth, region.MinDepth, region.MaxDepth);
        Row("effective width", extent.Outer.MinWidth, extent.Outer.MaxWidth, extent.CentreWidth, extent.RadiusWidth, region.MinWidth, region.MaxWidth);
        output.WriteLine(table.ToString());
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  {filter.Kept:N0} of {Cells(space, filter)} are kept ({100.0 * filter.Kept / filter.Total:F1} %)."));
    }

    /// <summary>The plane of depths and widths with every class of cells, and what is kept.</summary>
    public static string Drawing(SpaceInfo space, DepthWidthFilter filter)
    {
        var points = space.Connectivity.ConnectivityClasses().Select(item => new PlanePoint(item.Paths.EffectiveDepth, item.Paths.EffectiveWidth, item.Count));
        var (outer, region) = (filter.Extent.Outer, filter.Region);
        return PlaneSvg.Write(
            points,
            region with { MaxDepth = Math.Min(region.MaxDepth, outer.MaxDepth), MaxWidth = Math.Min(region.MaxWidth, outer.MaxWidth) },
            $"Effective depth and width in {space.Id}",
            string.Create(CultureInfo.InvariantCulture, $"kept: {filter.Kept:N0} of {Cells(space, filter)}"));
    }

    private static string Cells(SpaceInfo space, DepthWidthFilter filter) =>
        string.Create(CultureInfo.InvariantCulture, $"{filter.Total:N0} {(space.Own?.ConnectivitySampleSize is null ? "" : "random ")}cells");

    private static string Text(double value) => value == double.MaxValue ? "any" : value.ToString("0.####", CultureInfo.InvariantCulture);
}
