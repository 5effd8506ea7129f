using Spectre.Console;
using Tegula.Architectures;

namespace Tegula.Cli.Output;

/// <summary>Prints the drawing of a cell in colours.</summary>
internal static class CellDiagramView
{
    /// <summary>Prints the drawing, indented.</summary>
    public static void Write(IAnsiConsole console, NasBench201Cell cell)
    {
        var lines = CellDiagram.Lines(cell);
        foreach (var line in lines)
        {
            console.Write(new Text("  "));
            foreach (var piece in line)
                console.Write(new Text(piece.Text, StyleOf(piece.Style)));
            console.WriteLine();
        }

        if (lines.Any(line => line.Any(piece => piece.Style == DiagramStyle.Dead)))
            console.WriteLine("  dotted: carries nothing from input to output", StyleOf(DiagramStyle.Dead));
    }

    private static Style StyleOf(DiagramStyle style) => style switch
    {
        DiagramStyle.Node => new(Color.Yellow, decoration: Decoration.Bold),
        DiagramStyle.Operation => new(Color.Aqua),
        DiagramStyle.Dead => new(Color.Grey, decoration: Decoration.Dim),
        _ => Style.Plain,
    };
}
