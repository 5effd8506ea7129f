using Tegula.Architectures;
using Tegula.Cli.Output;
using Tegula.Spaces;

namespace Tegula.Cli.Tests;

public sealed class CellDiagramTests
{
    [Fact]
    public void All_six_edges_are_drawn_between_their_nodes() =>
        Draw("|nor_conv_3x3~0|+|avg_pool_3x3~0|skip_connect~1|+|nor_conv_1x1~0|nor_conv_3x3~1|skip_connect~2|").ShouldBe(
    [
        "  ┌─────────────────────────── nor_conv_1x1 ───────────────────────────┐",
        "  │ ┌────────────── avg_pool_3x3 ───────────────┐                      │",
        "  │ │                                           ▼                      ▼",
        "(input)─ nor_conv_3x3 ─▶( 1 )─ skip_connect ─▶( 2 )─ skip_connect ─▶(output)",
        "                          │                                            ▲",
        "                          └─────────────── nor_conv_3x3 ───────────────┘",
    ]);

    [Fact]
    public void Cut_edges_are_left_out_and_what_leads_nowhere_is_dotted() =>
        Draw("|nor_conv_3x3~0|+|none~0|none~1|+|skip_connect~0|none~1|nor_conv_1x1~2|").ShouldBe(
    [
        "  ┌─────────────────────────── skip_connect ───────────────────────────┐",
        "  │                                                                    │",
        "  │                                                                    ▼",
        "(input)┈ nor_conv_3x3 ┈▶( 1 )                 ( 2 )┈ nor_conv_1x1 ┈▶(output)",
    ]);

    [Fact]
    public void In_every_cell_an_operation_is_drawn_exactly_where_an_edge_is_not_cut()
    {
        foreach (var cell in NasBench201Space.Instance.Enumerate().Where((_, index) => index % 97 == 0))
        {
            var text = string.Join('\n', Draw(cell.ToString()));
            foreach (var operation in Enum.GetValues<NasBench201Operation>().Where(operation => operation != NasBench201Operation.None))
                (text.Split(operation.Name()).Length - 1).ShouldBe(cell.Operations.Count(own => own == operation));
        }
    }

    [Fact]
    public void An_edge_is_live_exactly_when_it_lies_on_a_path_without_a_cut_from_input_to_output()
    {
        foreach (var cell in NasBench201Space.Instance.Enumerate().Where((_, index) => index % 53 == 0))
        {
            var whole = Paths().Where(path => path.All(edge => cell[edge.Source, edge.Target] != NasBench201Operation.None)).ToList();
            foreach (var (source, target) in NasBench201Cell.Edges)
                CellDiagram.IsLive(cell, source, target).ShouldBe(whole.Exists(path => path.Contains((source, target))));
        }
    }

    private static string[] Draw(string arch) =>
        [.. CellDiagram.Lines(NasBench201Cell.Parse(arch)).Select(line => string.Concat(line.Select(piece => piece.Text)))];

    /// <summary>The four paths from input to output, written out by hand.</summary>
    private static (int Source, int Target)[][] Paths() => [[(0, 3)], [(0, 1), (1, 3)], [(0, 2), (2, 3)], [(0, 1), (1, 2), (2, 3)]];
}
