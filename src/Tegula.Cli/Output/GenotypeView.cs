using Spectre.Console;
using Tegula.Architectures;

namespace Tegula.Cli.Output;

/// <summary>Prints the two cells of a genotype as tables: what each node adds up.</summary>
internal static class GenotypeView
{
    /// <summary>Prints both cells side by side, node by node.</summary>
    public static void Write(IAnsiConsole console, DartsGenotype genotype)
    {
        var table = new TextTable("node", "normal cell", "reduction cell");
        for (var edge = 0; edge < Math.Max(genotype.Normal.Edges.Length, genotype.Reduce.Edges.Length); edge++)
        {
            var node = edge % DartsCell.EdgesPerNode == 0 ? $"{DartsCell.TargetOf(edge)}" : "";
            table.Add(node, Edge(genotype.Normal, edge), Edge(genotype.Reduce, edge));
        }

        console.WriteLine(table.ToString());
        console.WriteLine("  nodes 0 and 1 are the outputs of the two cells before; the output joins the nodes 2 to 5");
    }

    private static string Edge(DartsCell cell, int edge) =>
        edge < cell.Edges.Length ? $"{cell.Edges[edge].Operation.Name()} of {cell.Edges[edge].Source}" : "";
}
