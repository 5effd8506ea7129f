using System.Collections.Immutable;
using Tegula.Architectures.Custom;
using Tegula.Architectures.Custom.Internals;
using Tegula.Compute;
using Tegula.Topology;

namespace Tegula.Spaces.Custom;

/// <summary>What an own space is, in numbers: for people who want to see whether their file says what they meant.</summary>
/// <param name="Definition">The space.</param>
/// <param name="Operations">Its operations, each with what one of them costs.</param>
/// <param name="Count">Cells that keep to the constraints; null where they are too many to be counted.</param>
/// <param name="Extent">
/// Smallest and largest effective depth and width of cells with a path; null where no cell has one, or the cells are too many to be looked at.
/// </param>
/// <param name="Cheapest">
/// The cell whose network has the fewest parameters; among equals that with the fewest multiply-accumulates, and then the first. Null where constraints turn it
/// away and the cells are too many to be looked at.
/// </param>
/// <param name="Dearest">The cell whose network has the most parameters; null as before.</param>
public sealed record CustomSpaceSummary(
    CustomSpaceDefinition Definition,
    ImmutableArray<OperationSummary> Operations,
    long? Count,
    DepthWidthRegion? Extent,
    CellSummary? Cheapest,
    CellSummary? Dearest)
{
    /// <summary>Looks at a space; where its cells are counted, at every one of them.</summary>
    public static CustomSpaceSummary Of(CustomSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        var definition = space.Definition;
        var costs = CustomCosts.Of(definition);
        var (cheapest, dearest) = space.Count is null ? Bounds(space, costs) : Extremes(space.Enumerate().Select(cell => Summary(cell, costs)));
        return new(
            definition,
            [.. definition.ResolvedOperations.Select(operation => OperationOf(operation, definition.Skeleton))],
            space.Count,
            ExtentOf(space),
            cheapest,
            dearest);
    }

    private static OperationSummary OperationOf(ResolvedOperation operation, CustomSkeleton skeleton)
    {
        var shape = new TensorShape(skeleton.Channels, skeleton.Image.Height / skeleton.StemStride, skeleton.Image.Width / skeleton.StemStride);
        var cost = operation.CostAt(shape);
        return new(operation.Operation, shape, cost.Parameters, cost.Macs);
    }

    private static DepthWidthRegion? ExtentOf(CustomSpace space)
    {
        if (space.Count is null)
            return null;
        var paths = space.ConnectivityClasses().Select(item => item.Paths).Where(item => item.TotalDepth > 0).ToList();
        return paths.Count == 0 ? null : DepthWidthExtent.Of(paths).Outer;
    }

    private static (CellSummary? Cheapest, CellSummary? Dearest) Extremes(IEnumerable<CellSummary> cells)
    {
        CellSummary? cheapest = null, dearest = null;
        foreach (var cell in cells)
        {
            if (cheapest is null || Size(cell).CompareTo(Size(cheapest)) < 0)
                cheapest = cell;
            if (dearest is null || Size(cell).CompareTo(Size(dearest)) > 0)
                dearest = cell;
        }

        return (cheapest, dearest);
    }

    private static (long Parameters, long Macs) Size(CellSummary cell) => (cell.Parameters, cell.Macs);

    // What a cell costs is a sum over its edges, so that each can be looked at alone, unless constraints turn the result away.
    private static (CellSummary? Cheapest, CellSummary? Dearest) Bounds(CustomSpace space, CustomCosts costs)
    {
        var definition = space.Definition;
        return (Allowed(Cell(edge => edge.MinBy(Cost))), Allowed(Cell(edge => edge.MaxBy(Cost))));

        CustomCell Cell(Func<ImmutableArray<int>, int> choose) => new(definition, definition.Candidates.Select(choose));

        (long Parameters, long Macs) Cost(int operation) => (costs.OfOperation(operation).Parameters, costs.OfOperation(operation).Macs);

        CellSummary? Allowed(CustomCell cell) => space.Admits(cell) ? Summary(cell, costs) : null;
    }

    private static CellSummary Summary(CustomCell cell, CustomCosts costs)
    {
        var cost = costs.Of(cell);
        return new(cell, cost.Parameters, cost.Macs);
    }
}
