using System.Text.RegularExpressions;
using Spectre.Console;
using Tegula.Architectures;
using Tegula.Cli.Output;
using Tegula.Drawing;

namespace Tegula.Cli.Tests;

public sealed class GraphDiagramViewTests
{
    private static readonly NasBench201Cell Cell = NasBench201Cell.Parse("|nor_conv_3x3~0|+|none~0|none~1|+|skip_connect~0|none~1|nor_conv_1x1~2|");
    private static readonly DartsGenotype Genotype = PublishedCells.All.First(cell => cell.Id == "darts").Genotype;

    [Fact]
    public void Without_colours_it_prints_the_diagram_of_the_library_and_nothing_else()
    {
        var expected = GraphDiagram.Of(Cell.ToGraph(), 78).Text.Split('\n').Select(line => $"  {line}");
        Print(Cell, ColorSystemSupport.NoColors).TrimEnd('\n').Split('\n').ShouldBe(expected);
    }

    [Fact]
    public void Of_a_genotype_both_cells_stand_under_their_names_and_fit_80_columns()
    {
        var lines = Print(Genotype, ColorSystemSupport.NoColors).Split('\n');
        var normal = Array.IndexOf(lines, "  normal cell");
        var reduction = Array.IndexOf(lines, "  reduction cell");
        normal.ShouldBe(0);
        reduction.ShouldBeGreaterThan(normal);
        lines[..reduction].ShouldContain(line => line.Contains("▶[c_{k}]", StringComparison.Ordinal));
        lines[reduction..].ShouldContain(line => line.Contains("▶[c_{k}]", StringComparison.Ordinal));
        lines.ShouldAllBe(line => line.Length <= 80);
    }

    [Fact]
    public void With_colours_operations_have_their_hues_and_the_text_stays_the_same()
    {
        var coloured = Print(Genotype, ColorSystemSupport.TrueColor);
        var hue = DrawingTheme.TerminalHue(DiagramLook.Convolution)!.Value;
        coloured.ShouldContain($"\u001b[38;2;{hue.Red};{hue.Green};{hue.Blue}m");
        Regex.Replace(coloured, "\u001b\\[[0-9;]*m", "", RegexOptions.None, TimeSpan.FromSeconds(10)).ShouldBe(Print(Genotype, ColorSystemSupport.NoColors));
    }

    private static string Print(IArchitecture architecture, ColorSystemSupport colours)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colours == ColorSystemSupport.NoColors ? AnsiSupport.No : AnsiSupport.Yes,
            ColorSystem = colours,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = int.MaxValue / 2;
        GraphDiagramView.Write(console, architecture);
        return writer.ToString().ReplaceLineEndings("\n");
    }
}
