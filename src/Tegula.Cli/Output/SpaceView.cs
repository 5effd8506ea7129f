using System.Globalization;
using Tegula.Architectures.Custom;
using Tegula.Spaces.Custom;

namespace Tegula.Cli.Output;

/// <summary>What <c>space check</c> shows to people.</summary>
internal static class SpaceView
{
    /// <summary>Prints what a space is.</summary>
    public static void Write(TextWriter output, CustomSpaceSummary summary)
    {
        var definition = summary.Definition;
        output.WriteLine();
        output.WriteLine($"  {definition.Id}: {definition.Cell.Nodes} nodes, {definition.Edges.Length} edges, {Cells(summary)}");
        output.WriteLine();
        output.WriteLine(Edges(definition).ToString());
        output.WriteLine(Operations(summary).ToString());
        output.WriteLine(Text($"  One of each, reading {summary.Operations[0].Shape} in the first stage."));
        output.WriteLine();
        var networks = new TextTable("network", ">parameters", ">MACs", "cell");
        foreach (var (name, cell) in new[] { ("cheapest", summary.Cheapest), ("dearest", summary.Dearest) })
        {
            if (cell is not null)
                networks.Add(name, Count(cell.Parameters), Count(cell.Macs), cell.Cell.ToString());
        }

        output.WriteLine(networks.ToString());
        var skeleton = definition.Skeleton;
        output.WriteLine(
            Text($"  Networks for {skeleton.Image} and {skeleton.Classes} classes: {skeleton.Stages} stages of {skeleton.Cells} cells, ")
            + Text($"{skeleton.Channels} channels in the first."));
        if (summary.Extent is { } extent)
        {
            output.WriteLine(
                Text($"  Effective depth from {extent.MinDepth:0.####} to {extent.MaxDepth:0.####}, ")
                + Text($"width from {extent.MinWidth:0.####} to {extent.MaxWidth:0.####}."));
        }
    }

    private static TextTable Edges(CustomSpaceDefinition definition)
    {
        var table = new TextTable("edges", "can carry");
        foreach (var group in definition.Edges.GroupBy(edge => string.Join(", ", edge.Operations)))
            table.Add(string.Join(' ', group.Select(edge => $"{edge.Source}-{edge.Target}")), group.Key);
        return table;
    }

    private static TextTable Operations(CustomSpaceSummary summary)
    {
        var table = new TextTable("operation", "type", "settings", ">parameters", ">MACs");
        foreach (var item in summary.Operations)
        {
            var settings = item.Operation.Settings.Select(setting => Text($"{setting.Parameter} {setting.Value}"));
            table.Add(item.Operation.Name, item.Operation.Type, string.Join(", ", settings), Count(item.Parameters), Count(item.Macs));
        }

        return table;
    }

    private static string Cells(CustomSpaceSummary summary) => summary.Count is { } count
        ? $"{Count(count)} {(summary.Definition.Constraints.IsEmpty ? "cells" : "cells that keep to the constraints")}"
        : "too many cells to count";

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
