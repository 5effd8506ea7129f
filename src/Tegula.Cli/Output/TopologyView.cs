using System.Globalization;

namespace Tegula.Cli.Output;

/// <summary>What <c>topology</c> shows to people: all there is of one architecture, or one row for each of several.</summary>
internal static class TopologyView
{
    /// <summary>Columns with their heading, what they mean, and their text; columns that are empty for every architecture are left out.</summary>
    private static readonly (string Heading, string Meaning, Func<TopologyItemJson, string?> Text)[] Columns =
    [
        (">paths", "paths from input to output", item => item.PathsOverflow ? "over 2^63" : Whole(item.Paths)),
        (">eff. depth", "mean parameterised operations on a path", item => Number(item.EffectiveDepth)),
        (">eff. width", "parameterised paths / effective depth", item => Number(item.EffectiveWidth)),
        (">cell depth", "longest path through the cell", item => Whole(item.CellDepth)),
        (">cell width", "nodes reading the inputs, in units of c", item => Number(item.CellWidth) is { } width ? $"{width}c" : null),
        (">density", "skip connections there are / there could be", item => Number(item.Density)),
        (">NN-Mass", "sum over cells of density x neurons", item => Number(item.NnMass)),
        (">avg. degree", "links / neurons", item => Number(item.AverageDegree)),
        (">skips", "edges without weights that pass over layers", item => Whole(item.Skips?.Count)),
        (">params", "parameters", item => Whole(item.Params)),
        (">MACs", "multiply-accumulates for one image", item => Whole(item.Macs)),
        (">live params", "parameters on a path from input to output", item => Whole(item.LiveParams)),
        (">live MACs", "multiply-accumulates on a path from input to output", item => Whole(item.LiveMacs)),
    ];

    /// <summary>Prints the items.</summary>
    public static void Write(TextWriter output, IReadOnlyList<TopologyItemJson> items)
    {
        output.WriteLine();
        output.WriteLine((items.Count == 1 ? One(items[0]) : Several(items)).ToString().TrimEnd());
        foreach (var network in items.Select(item => item.Network).OfType<string>().Distinct())
            output.WriteLine($"{Environment.NewLine}  parameters and MACs: {network}");
        foreach (var item in items)
        {
            var name = items.Count == 1 ? "" : $"{item.Architecture}: ";
            if (item.UnknownOperators is { Count: > 0 } unknown)
            {
                var list = string.Join(", ", unknown.Select(each => $"{each.Operator} ({each.Count})"));
                WriteNote(output, $"{name}unknown operators, handed on and without MACs: {list}");
            }

            foreach (var note in item.Notes ?? [])
                WriteNote(output, name + note);
        }

        output.WriteLine();
    }

    private static void WriteNote(TextWriter output, string text) => output.WriteLine($"{Environment.NewLine}  {PlainText.Line(text)}");

    private static TextTable One(TopologyItemJson item)
    {
        var table = new TextTable("quantity", ">value", "what it is");
        foreach (var (heading, meaning, text) in Columns.Where(column => column.Text(item) is not null))
            table.Add(heading.TrimStart('>'), text(item)!, meaning);
        return table;
    }

    private static TextTable Several(IReadOnlyList<TopologyItemJson> items)
    {
        var columns = Columns.Where(column => items.Any(item => column.Text(item) is not null)).ToList();
        var table = new TextTable([.. columns.Select(column => column.Heading), "architecture"]);
        foreach (var item in items)
            table.Add([.. columns.Select(column => column.Text(item) ?? ""), item.Architecture]);
        return table;
    }

    private static string? Number(double? value) => value?.ToString("#,0.####", CultureInfo.InvariantCulture);

    private static string? Whole(long? value) => value?.ToString("N0", CultureInfo.InvariantCulture);
}
