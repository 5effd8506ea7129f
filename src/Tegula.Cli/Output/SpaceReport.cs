using Tegula.Architectures.Custom;
using Tegula.Spaces.Custom;

namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>space check</c>.</summary>
/// <param name="Id">Name and hash of the space.</param>
/// <param name="Nodes">Nodes of a cell, input and output included.</param>
/// <param name="Edges">Its edges.</param>
/// <param name="Operations">What edges can carry.</param>
/// <param name="Cells">Cells that keep to the constraints; null where they are too many to be counted.</param>
/// <param name="Depth">Smallest and largest effective depth; null where nobody knows.</param>
/// <param name="Width">Smallest and largest effective width; null where nobody knows.</param>
/// <param name="Cheapest">The cell whose network has the fewest parameters; null where nobody knows.</param>
/// <param name="Dearest">The cell whose network has the most; null where nobody knows.</param>
/// <param name="Definition">The whole definition, as a file would say it.</param>
internal sealed record SpaceReport(
    string Id,
    int Nodes,
    IReadOnlyList<SpaceEdgeJson> Edges,
    IReadOnlyList<SpaceOperationJson> Operations,
    long? Cells,
    IReadOnlyList<double>? Depth,
    IReadOnlyList<double>? Width,
    SpaceCellJson? Cheapest,
    SpaceCellJson? Dearest,
    string Definition)
{
    /// <summary>The document of a space.</summary>
    public static SpaceReport Of(CustomSpaceSummary summary)
    {
        var definition = summary.Definition;
        return new(
            definition.Id,
            definition.Cell.Nodes,
            [.. definition.Edges.Select(edge => new SpaceEdgeJson(edge.Source, edge.Target, edge.Operations))],
            [.. summary.Operations.Select(Of)],
            summary.Count,
            summary.Extent is null ? null : [summary.Extent.MinDepth, summary.Extent.MaxDepth],
            summary.Extent is null ? null : [summary.Extent.MinWidth, summary.Extent.MaxWidth],
            summary.Cheapest is null ? null : Of(summary.Cheapest),
            summary.Dearest is null ? null : Of(summary.Dearest),
            definition.ToYaml());
    }

    private static SpaceOperationJson Of(OperationSummary item) => new(
        item.Operation.Name,
        item.Operation.Type,
        item.Operation.Settings.ToDictionary(setting => setting.Parameter, setting => setting.Value),
        [item.Shape.Channels, item.Shape.Height, item.Shape.Width],
        item.Parameters,
        item.Macs);

    private static SpaceCellJson Of(CellSummary cell) => new(cell.Cell.ToString(), cell.Parameters, cell.Macs);
}

/// <summary>An edge.</summary>
/// <param name="From">The node that it reads.</param>
/// <param name="To">The node that it feeds.</param>
/// <param name="Operations">What it can carry.</param>
internal sealed record SpaceEdgeJson(int From, int To, IReadOnlyList<string> Operations);

/// <summary>An operation.</summary>
/// <param name="Name">Its name in cells.</param>
/// <param name="Type">Its type.</param>
/// <param name="Settings">Values of all parameters of the type.</param>
/// <param name="Shape">Channels, rows and columns that it reads in the first stage.</param>
/// <param name="Parameters">Trainable numbers of one of it there.</param>
/// <param name="Macs">Multiply-accumulates of one of it there, for one image.</param>
internal sealed record SpaceOperationJson(
    string Name, string Type, IReadOnlyDictionary<string, double> Settings, IReadOnlyList<int> Shape, long Parameters, long Macs);

/// <summary>A cell with what its network costs.</summary>
/// <param name="Architecture">The cell.</param>
/// <param name="Parameters">Trainable numbers.</param>
/// <param name="Macs">Multiply-accumulates for one image.</param>
internal sealed record SpaceCellJson(string Architecture, long Parameters, long Macs);
