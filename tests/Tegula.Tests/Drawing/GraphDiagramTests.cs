using Tegula.Architectures;
using Tegula.Architectures.Graphs;
using Tegula.Drawing;
using Tegula.Spaces;
using Tegula.Tests.Architectures;

namespace Tegula.Tests.Drawing;

public sealed class GraphDiagramTests
{
    [Fact]
    public void A_cell_is_drawn_with_its_operations_on_its_lines() =>
        Draw("|nor_conv_3x3~0|+|avg_pool_3x3~0|skip_connect~1|+|nor_conv_1x1~0|nor_conv_3x3~1|skip_connect~2|").ShouldBe(
        """
        (input)┬──────────────────────────────────────── nor_conv_1x1 ┐
               ├ avg_pool_3x3 ────────────────────┬▶(2)─ skip_connect ┼▶(output)
               └ nor_conv_3x3 ─▶(1)┬ skip_connect ┘                   │
                                   └ nor_conv_3x3 ────────────────────┘
        """);

    [Fact]
    public void Cut_edges_are_left_out_and_what_leads_nowhere_is_dotted() =>
        Draw("|nor_conv_3x3~0|+|none~0|none~1|+|skip_connect~0|none~1|nor_conv_1x1~2|").ShouldBe(
        """
        (input)┬ nor_conv_3x3 ┈▷(1)
               └ skip_connect ────────────────────┬▶(output)
                                (2)┈ nor_conv_1x1 ┘
        dotted: on no path from an input to the output
        """);

    [Fact]
    public void Every_cell_of_NAS_Bench_201_can_be_read_back_and_keeps_its_names_whole()
    {
        foreach (NasBench201Cell cell in AllCells.InPlainOrder().Where((_, index) => index % 13 == 0))
        {
            ShouldReadBack(cell.ToGraph(), 78, cell.ToString());
            GraphDiagram.Of(cell.ToGraph(), 78).Text.ShouldNotContain(" = ");
        }
    }

    [Fact]
    public void Cells_of_DARTS_fit_an_old_terminal_and_can_be_read_back()
    {
        foreach (PublishedCell published in PublishedCells.All)
        {
            ShouldReadBack(published.Genotype.Normal.ToGraph(), 78, published.Name);
            ShouldReadBack(published.Genotype.Reduce.ToGraph(), 78, published.Name);
        }

        var random = new Random(11);
        for (int trial = 0; trial < 200; trial++)
        {
            ArchitectureGraph graph = RandomCell(random);
            GraphDiagram.Of(graph, 78).IsListing.ShouldBeFalse();
            ShouldReadBack(graph, 78, string.Join('\n', GraphListing.Lines(graph)));
        }
    }

    [Fact]
    public void Random_DAGs_can_be_read_back()
    {
        var random = new Random(12);
        int drawn = 0;
        for (int trial = 0; trial < 150; trial++)
        {
            DagArchitecture dag = SampleGraphs.RandomDag(random, 1 + (trial % 7));
            drawn += ShouldReadBack(dag.ToGraph(), 80, dag.ToString()) ? 1 : 0;
        }

        drawn.ShouldBeGreaterThan(120);
    }

    [Fact]
    public void Twins_are_drawn_apart() => ShouldReadBack(SampleGraphs.Parallel(5, bypass: true), 80, "twins").ShouldBeTrue();

    [Fact]
    public void Names_that_do_not_fit_are_shortened_and_explained()
    {
        string wide = GraphDiagram.Of(Names(), 200).Text;
        wide.ShouldContain("separable_convolution_3x3");
        string narrow = GraphDiagram.Of(Names(), 60).Text.Replace("\n    ", " ", StringComparison.Ordinal);
        narrow.ShouldContain("sepa3a = separable_convolution_3x3, sepa3b = separable_pooling_3x5, skip = skip_connect");
    }

    [Fact]
    public void A_long_network_goes_on_below_and_no_line_is_too_long()
    {
        GraphDiagram diagram = GraphDiagram.Of(SampleGraphs.Chain(30), 80);
        diagram.IsListing.ShouldBeFalse();
        diagram.Text.ShouldContain("» goes on below");
        diagram.Text.Split('\n').ShouldAllBe(line => line.Length <= 80);
        diagram.Text.Split(" conv 3x3 ").Length.ShouldBe(30);
    }

    [Fact]
    public void What_cannot_be_drawn_is_listed()
    {
        GraphDiagram large = GraphDiagram.Of(SampleGraphs.Dense(1, 12), 80);
        large.IsListing.ShouldBeTrue();
        large.Text.ShouldStartWith("more than 40 edges cannot be drawn");
        large.Text.ShouldContain("layer 0.1 = conv 3x3(layer 0.0)");
        large.Text.Split('\n').ShouldAllBe(line => line.Length <= 80);
        GraphDiagram narrow = GraphDiagram.Of(SampleGraphs.Darts(), GraphDiagram.LeastWidth);
        narrow.IsListing.ShouldBeTrue();
        narrow.Text.Split('\n').ShouldAllBe(line => line.Length <= GraphDiagram.LeastWidth);
    }

    [Fact]
    public void A_listing_says_what_each_node_reads()
    {
        GraphListing.Lines(SampleGraphs.Darts()).ShouldBe(
        [
            "0 = sep_conv_3x3(c_{k-2}) + sep_conv_3x3(c_{k-1})", "1 = sep_conv_3x3(c_{k-2}) + sep_conv_3x3(c_{k-1})",
            "2 = sep_conv_3x3(c_{k-1}) + skip_connect(c_{k-2})", "3 = skip_connect(c_{k-2}) + dil_conv_3x3(0)", "c_{k} = [0, 1, 2, 3]",
        ]);
        GraphListing.Lines(NasBench201Cell.Parse("|none~0|+|none~0|nor_conv_3x3~1|+|nor_conv_1x1~0|none~1|none~2|").ToGraph()).ShouldBe(
        [
            "1 = nothing, on no path from an input to the output", "2 = nor_conv_3x3(1), on no path from an input to the output",
            "output = nor_conv_1x1(input)",
        ]);
    }

    [Fact]
    public void Pieces_tell_nodes_lines_and_operations_apart()
    {
        GraphDiagram diagram = GraphDiagram.Of(NasBench201Cell.Parse("|nor_conv_3x3~0|+|none~0|none~1|+|skip_connect~0|none~1|nor_conv_1x1~2|").ToGraph());
        DiagramPiece[] pieces = [.. diagram.Lines.SelectMany(line => line)];
        string Of(DiagramLook look) => string.Concat(pieces.Where(piece => piece.Look == look).Select(piece => piece.Text));
        Of(DiagramLook.Node).ShouldBe("(input)(output)");
        Of(DiagramLook.Identity).ShouldContain("skip_connect");
        Of(DiagramLook.Unused).ShouldContain("nor_conv_3x3");
        Of(DiagramLook.Unused).ShouldContain("(2)");
        Of(DiagramLook.Convolution).ShouldBeEmpty();
    }

    [Fact]
    public void Hostile_names_take_one_column_a_character_and_steer_nothing()
    {
        var builder = new ArchitectureGraphBuilder();
        int input = builder.Add("\u001b[31m表\n", NodeRole.Input);
        builder.Connect(input, builder.Add("out", NodeRole.Output), new("a\u202e\u0301b", OperationKind.Convolution));
        GraphDiagram.Of(builder.Build()).Text.ShouldBe("(?[31m??)─ a??b ─▶(out)");
    }

    [Fact]
    public void Too_narrow_a_width_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => GraphDiagram.Of(SampleGraphs.Darts(), GraphDiagram.LeastWidth - 1));

    private static string Draw(string arch) => GraphDiagram.Of(NasBench201Cell.Parse(arch).ToGraph(), 78).Text;

    // Whether it was drawn; what is drawn must fit and say the same as the graph.
    private static bool ShouldReadBack(ArchitectureGraph graph, int width, string name)
    {
        GraphDiagram diagram = GraphDiagram.Of(graph, width);
        diagram.Text.Split('\n').ShouldAllBe(line => line.Length <= width, name);
        if (diagram.IsListing || diagram.Text.Contains('»', StringComparison.Ordinal))
            return false;
        string Label(GraphEdge edge) => edge.Operation.Name == EdgeOperation.Concatenation.Name ? "" : edge.Operation.Name;
        var reader = new DiagramReader(
            diagram, graph.Nodes.Select(node => node.Name), graph.Edges.Select(Label).Where(label => label.Length > 0).Distinct());
        reader.Edges().ShouldBe(
            [.. graph.Edges.Select(edge => $"{graph.Nodes[edge.Source].Name} {Label(edge)} {graph.Nodes[edge.Target].Name}").Order(StringComparer.Ordinal)],
            $"{name}\n{diagram.Text}");
        return true;
    }

    // Four nodes that read two different earlier ones each, as in the space of DARTS, and a concatenation.
    private static ArchitectureGraph RandomCell(Random random)
    {
        string[] operations = ["sep_conv_3x3", "sep_conv_5x5", "dil_conv_3x3", "dil_conv_5x5", "max_pool_3x3", "avg_pool_3x3", "skip_connect"];
        var builder = new ArchitectureGraphBuilder();
        List<int> nodes = [builder.Add("c_{k-2}", NodeRole.Input), builder.Add("c_{k-1}", NodeRole.Input)];
        for (int node = 0; node < 4; node++)
        {
            int next = builder.Add($"{node}");
            int[] sources = [.. nodes];
            random.Shuffle(sources);
            foreach (int source in sources[..2])
                builder.Connect(source, next, new(operations[random.Next(operations.Length)], OperationKind.Convolution));
            nodes.Add(next);
        }

        int output = builder.Add("c_{k}", NodeRole.Output, NodeMerge.Concatenate);
        foreach (int node in nodes[2..])
            builder.Connect(node, output, EdgeOperation.Concatenation);
        return builder.Build();
    }

    private static ArchitectureGraph Names()
    {
        var builder = new ArchitectureGraphBuilder();
        int[] nodes = [builder.Add("a", NodeRole.Input), builder.Add("b"), builder.Add("c"), builder.Add("d", NodeRole.Output)];
        builder.Connect(nodes[0], nodes[1], new("separable_convolution_3x3", OperationKind.Convolution));
        builder.Connect(nodes[1], nodes[2], new("separable_pooling_3x5", OperationKind.Pooling));
        builder.Connect(nodes[2], nodes[3], new("x", OperationKind.Convolution));
        builder.Connect(nodes[0], nodes[3], EdgeOperation.Identity);
        return builder.Build();
    }
}
