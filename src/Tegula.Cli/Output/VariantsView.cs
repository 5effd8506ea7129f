using System.Globalization;
using Spectre.Console;
using Tegula.Architectures;
using Tegula.Networks;
using Tegula.Topology;

namespace Tegula.Cli.Output;

/// <summary>What <c>variants</c> shows to people: the original, then one row for each variant.</summary>
internal static class VariantsView
{
    /// <summary>Prints the table.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="showOperations">True to show the operations of the normal cell, false for the nodes that it reads.</param>
    /// <param name="original">The cell pair to start from.</param>
    /// <param name="variants">The variants.</param>
    public static void Write(IAnsiConsole console, bool showOperations, DartsGenotype original, IEnumerable<DartsGenotype> variants)
    {
        var table = new TextTable("cell", ">depth", ">width", ">params", showOperations ? "operations of the normal cell" : "sources of the normal cell");
        Add(table, "original", showOperations, original);
        foreach (var (index, variant) in variants.Index())
            Add(table, $"{index + 1}", showOperations, variant);
        console.Write(new Text(table.ToString()));
    }

    /// <summary>A width as the paper writes it: <c>3.5c</c>.</summary>
    public static string Width(CellShape shape) => shape.Width.ToString("0.###", CultureInfo.InvariantCulture) + "c";

    private static void Add(TextTable table, string name, bool showOperations, DartsGenotype genotype)
    {
        var shape = CellShape.Of(genotype.ToGraph());
        table.Add(
            name,
            shape is null ? "" : shape.Depth.ToString(CultureInfo.InvariantCulture),
            shape is null ? "" : Width(shape),
            NumberText.Count(NetworkCost.Of(genotype, DartsSkeleton.Cifar10).Parameters),
            Nodes(genotype.Normal, showOperations));
    }

    private static string Nodes(DartsCell cell, bool showOperations) => string.Join(
        " | ",
        cell.Edges.Select(edge => showOperations ? edge.Operation.Name() : $"{edge.Source}")
            .Chunk(DartsCell.EdgesPerNode)
            .Select(pair => string.Join(' ', pair)));
}
