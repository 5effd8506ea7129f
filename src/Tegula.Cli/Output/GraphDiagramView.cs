using Spectre.Console;
using Tegula.Architectures;
using Tegula.Architectures.Graphs;
using Tegula.Drawing;

namespace Tegula.Cli.Output;

/// <summary>Prints cells as drawings of characters, in colours where the terminal has them.</summary>
internal static class GraphDiagramView
{
    private const string Indent = "  ";

    /// <summary>Prints the cells of an architecture: of a genotype both, under their names.</summary>
    public static void Write(IAnsiConsole console, IArchitecture architecture)
    {
        if (architecture is DartsGenotype genotype)
        {
            Write(console, "normal cell", genotype.Normal.ToGraph());
            console.WriteLine();
            Write(console, "reduction cell", genotype.Reduce.ToGraph());
        }
        else
        {
            Write(console, architecture.ToGraph());
        }
    }

    private static void Write(IAnsiConsole console, string name, ArchitectureGraph graph)
    {
        console.WriteLine($"{Indent}{name}");
        Write(console, graph);
    }

    private static void Write(IAnsiConsole console, ArchitectureGraph graph)
    {
        foreach (var line in GraphDiagram.Of(graph, GraphDiagram.UsualWidth - Indent.Length).Lines)
        {
            console.Write(new Text(Indent));
            foreach (var piece in line)
                console.Write(new Text(piece.Text, StyleOf(piece.Look)));
            console.WriteLine();
        }
    }

    private static Style StyleOf(DiagramLook look) => look switch
    {
        DiagramLook.Node => new(decoration: Decoration.Bold),
        DiagramLook.Unused or DiagramLook.Note => new(decoration: Decoration.Dim),
        _ => DrawingTheme.TerminalHue(look) is { } hue ? new(new Color(hue.Red, hue.Green, hue.Blue)) : Style.Plain,
    };
}
