using System.Collections.Immutable;
using Tegula.Architectures;
using Tegula.Architectures.Graphs;
using Tegula.Compute;
using static Tegula.Architectures.DartsOperation;

namespace Tegula.Tests.Architectures;

public sealed class DartsSupernetTests
{
    private const string Known = "max_pool_3x3, avg_pool_3x3, skip_connect, sep_conv_3x3, sep_conv_5x5, dil_conv_3x3, dil_conv_5x5";

    private const string Cell = "[('max_pool_3x3,skip_connect', 0, 2), ('sep_conv_3x3', 1, 2), ('skip_connect', 0, 3), ('skip_connect', 2, 3), "
        + "('sep_conv_3x3', 0, 4), ('avg_pool_3x3,dil_conv_5x5', 1, 4), ('skip_connect', 3, 4), ('skip_connect', 0, 5), ('sep_conv_5x5', 4, 5)]";

    private const string Text = "Supernet(normal=" + Cell + ", reduce=" + Cell + ")";

    [Fact]
    public void The_text_gives_the_edges_with_their_operations()
    {
        var supernet = DartsSupernet.Parse(Text);

        supernet.Normal.Edges.Length.ShouldBe(9);
        supernet.Normal.Edges[0].ShouldBe(new(2, 0, [SkipConnect, MaxPool3x3]));
        supernet.Normal.Edges[0].Operations.ShouldBe([MaxPool3x3, SkipConnect]);
        supernet.Reduce.Edges[5].ShouldBe(new(4, 1, [AvgPool3x3, DilConv5x5]));
        supernet.ToString().ShouldBe(Text);
        supernet.Single.ShouldBeNull();
        ArchitectureReader.Parse(Text).ShouldBe(supernet);
    }

    [Fact]
    public void Any_supernet_is_read_back_from_its_text()
    {
        foreach (DartsSupernet supernet in RandomSupernets.DrawDarts(300, 1).Append(DartsSupernet.Whole))
        {
            var read = DartsSupernet.Parse(supernet.ToString());
            read.ShouldBe(supernet);
            read.GetHashCode().ShouldBe(supernet.GetHashCode());
            (read.Normal == supernet.Normal).ShouldBeTrue();
        }
    }

    [Fact]
    public void A_supernet_of_one_genotype_has_its_text_and_gives_it_back()
    {
        var random = new RandomStream(1, "test");
        for (int i = 0; i < 200; i++)
        {
            var genotype = new DartsGenotype(RandomSupernets.CellIn(DartsSupernetCell.Whole, random), RandomSupernets.CellIn(DartsSupernetCell.Whole, random));
            var supernet = DartsSupernet.Of(genotype);
            DartsGenotype single = supernet.Single.ShouldNotBeNull();

            supernet.ToString().ShouldBe(single.ToString());
            DartsSupernet.Parse(genotype.ToString()).ShouldBe(supernet);
            DartsSupernet.Of(single).ShouldBe(supernet);
            single.Normal.Edges.Chunk(2).ShouldAllBe(pair => pair[0].Source < pair[1].Source);
            single.Reduce.Edges.Chunk(2).SelectMany(pair => pair.OrderBy(edge => edge.Source)).ShouldBe(
                genotype.Reduce.Edges.Chunk(2).SelectMany(pair => pair.OrderBy(edge => edge.Source)));
        }
    }

    [Fact]
    public void Order_and_spaces_do_not_matter()
    {
        string shuffled = Text.Replace(
            "('max_pool_3x3,skip_connect', 0, 2), ('sep_conv_3x3', 1, 2)", "('sep_conv_3x3',1,2,),\n( \"skip_connect,max_pool_3x3\" , 0 , 2)");

        Should.Throw<ArchitectureFormatException>(() => DartsSupernet.Parse(shuffled)).Message.ShouldContain("expected ')' after the edge");
        DartsSupernet.Parse(shuffled.Replace(",)", ")")).ShouldBe(DartsSupernet.Parse(Text));
    }

    [Fact]
    public void The_whole_has_fourteen_edges_of_seven_operations_in_each_cell()
    {
        DartsSupernet.Whole.Normal.Edges.Select(edge => (edge.Target, edge.Source)).ShouldBe(
            [(2, 0), (2, 1), (3, 0), (3, 1), (3, 2), (4, 0), (4, 1), (4, 2), (4, 3), (5, 0), (5, 1), (5, 2), (5, 3), (5, 4)]);
        DartsSupernet.Whole.Reduce.Edges.ShouldAllBe(edge => edge.Operations.SequenceEqual(DartsOperations.Candidates));
    }

    [Fact]
    public void The_graph_is_the_normal_cell_with_an_edge_for_each_operation()
    {
        var supernet = DartsSupernet.Parse(Text);
        ArchitectureGraph graph = supernet.ToGraph();

        graph.Nodes.Select(node => node.Name).ShouldBe(["c_{k-2}", "c_{k-1}", "0", "1", "2", "3", "c_{k}"]);
        graph.Edges.Length.ShouldBe(11 + 4);
        graph.Edges[..3].Select(edge => (edge.Source, edge.Target, edge.Operation.Name)).ShouldBe(
            [(0, 2, "max_pool_3x3"), (0, 2, "skip_connect"), (1, 2, "sep_conv_3x3")]);
        supernet.EdgeProbabilities.ShouldBe([0.5, 0.5, 1, 1, 1, 2 / 3.0, 1 / 3.0, 1 / 3.0, 2 / 3.0, 1, 1, 1, 1, 1, 1]);
    }

    [Fact]
    public void A_cell_of_one_cell_has_its_graph()
    {
        var random = new RandomStream(2, "test");
        for (int i = 0; i < 50; i++)
        {
            DartsCell cell = DartsSupernetCell.Of(RandomSupernets.CellIn(DartsSupernetCell.Whole, random)).Single!;
            ArchitectureGraph graph = DartsSupernetCell.Of(cell).ToGraph();
            graph.Edges.ShouldBe(cell.ToGraph().Edges);
            graph.Nodes.ShouldBe(cell.ToGraph().Nodes);
        }
    }

    [Theory]
    [InlineData("", 1, "found the end of the text, expected 'Supernet('")]
    [InlineData("supernet(", 1, "found 'supernet', expected 'Supernet('")]
    [InlineData("Supernet[", 9, "found '[', expected '(' after Supernet")]
    [InlineData("Supernet(reduce=", 10, "found 'reduce', expected normal=")]
    [InlineData("Supernet(normal=(", 17, "found '(', expected '[' and the edges of normal")]
    [InlineData("Supernet(normal=[]", 18, "node 2 reads 0 earlier nodes; it needs at least 2")]
    [InlineData("Supernet(normal=['none'", 18, "found ''', expected '(' and an edge such as ('max_pool_3x3,skip_connect', 0, 2), or ']'")]
    [InlineData("Supernet(normal=[(skip", 19, "found 's', expected operations in quotes, with commas between them, out of " + Known)]
    [InlineData("Supernet(normal=[('none', 0, 2)", 20, "'none' is no operation of a supernet; known are " + Known + "; the nearest is skip_connect")]
    [InlineData("Supernet(normal=[('', 0, 2)", 20, "'' is no operation of a supernet; known are " + Known)]
    [InlineData("Supernet(normal=[('skip_connect,', 0, 2)", 33, "'' is no operation of a supernet; known are " + Known)]
    [InlineData("Supernet(normal=[('skip_connect,skip_connect', 0, 2)", 33, "skip_connect stands on one edge twice")]
    [InlineData("Supernet(normal=[('skip_connect', 0)", 36, "found ')', expected ',' and the number of the node that the edge feeds")]
    [InlineData("Supernet(normal=[('skip_connect', 0, 6)", 38, "node 6 is none of the intermediate nodes 2 to 5")]
    [InlineData("Supernet(normal=[('skip_connect', 0, 1)", 38, "node 1 is none of the intermediate nodes 2 to 5")]
    [InlineData("Supernet(normal=[('skip_connect', -1, 2)", 35, "node 2 reads node -1, and there is none; node 2 can read nodes 0 to 1")]
    [InlineData("Supernet(normal=[('skip_connect', 2, 2)", 35, "node 2 reads itself, which would make a cycle; node 2 can read nodes 0 to 1")]
    [InlineData("Supernet(normal=[('skip_connect', 0, 2), ('sep_conv_3x3', 0, 2)", 59, "node 2 reads node 0 twice; put all operations into one edge")]
    [InlineData("Supernet(normal=[('skip_connect', 0, 2) (", 41, "found '(', expected ',' or ']' after the edge")]
    [InlineData("Supernet(normal=[('skip_connect', 0, 2)]", 40, "node 2 reads 1 earlier nodes; it needs at least 2")]
    [InlineData("Supernet(normal=" + Cell + ")", 259, "found ')', expected ',' and then the reduction cell")]
    [InlineData(Text + "x", 511, "found 'x', expected the end of the text")]
    public void A_malformed_text_is_refused_with_position_finding_and_expectation(string text, int position, string finding)
    {
        ArchitectureFormatException error = Should.Throw<ArchitectureFormatException>(() => DartsSupernet.Parse(text));

        error.Message.ShouldBe($"supernet, character {position}: {finding}");
        error.Position.ShouldBe(position);
    }

    [Fact]
    public void A_changed_character_is_refused_or_gives_another_supernet_and_nothing_worse()
    {
        var random = new RandomStream(9, "test/typos");
        for (int i = 0; i < 5_000; i++)
        {
            int place = random.NextInt(Text.Length);
            string changed = $"{Text[..place]}{(char)(32 + random.NextInt(96))}{Text[(place + random.NextInt(2))..]}";
            try
            {
                var supernet = DartsSupernet.Parse(changed);
                DartsSupernet.Parse(supernet.ToString()).ShouldBe(supernet);
            }
            catch (ArchitectureFormatException error)
            {
                error.Message.ShouldNotContain("\n");
                error.Position.ShouldBeInRange(1, changed.Length + 1);
            }
        }

        for (int length = 0; length < Text.Length; length++)
            Should.Throw<ArchitectureFormatException>(() => DartsSupernet.Parse(Text[..length])).Position.ShouldBeInRange(1, length + 1);
    }

    [Theory]
    [InlineData("darts", null)]
    [InlineData("amoebanet", "the genotype is in no supernet: the cell has other nodes than 2 to 5, or does not concatenate them all")]
    [InlineData("enas", "the genotype is in no supernet: the cell has other nodes than 2 to 5, or does not concatenate them all")]
    public void A_genotype_is_read_where_it_belongs_to_the_space(string id, string? problem)
    {
        PublishedCells.TryGet(id, out PublishedCell? cell).ShouldBeTrue();
        if (problem is null)
            DartsSupernet.Parse(cell!.Genotype.ToString()).Single.ShouldNotBeNull();
        else
            Should.Throw<ArchitectureFormatException>(() => DartsSupernet.Parse(cell!.Genotype.ToString())).Message.ShouldBe(problem);
    }

    [Fact]
    public void Edges_that_make_no_cell_are_refused_in_one_line()
    {
        ImmutableArray<DartsSupernetEdge> edges = DartsSupernetCell.Whole.Edges;

        Message(() => new DartsSupernetEdge(6, 0, [SkipConnect])).ShouldBe("there is no edge from node 0 to node 6; nodes 2 to 5 read earlier ones");
        Message(() => new DartsSupernetEdge(3, 3, [SkipConnect])).ShouldBe("there is no edge from node 3 to node 3; nodes 2 to 5 read earlier ones");
        Message(() => new DartsSupernetEdge(3, 2, [])).ShouldBe("the edge from node 2 to node 3 has no operation; at least one must be left");
        Message(() => new DartsSupernetEdge(3, 2, [SkipConnect, SkipConnect])).ShouldBe("the edge from node 2 to node 3 has skip_connect twice");
        Message(() => new DartsSupernetEdge(3, 2, [None])).ShouldBe($"the edge from node 2 to node 3 has None, which is none of {Known}");
        Message(() => new DartsSupernetCell(edges.Skip(1))).ShouldBe("node 2 reads 1 earlier nodes; it needs at least 2");
        Message(() => new DartsSupernetCell(edges.Append(edges[7]))).ShouldBe("node 4 reads node 2 twice; put all operations into one edge");

        static string Message(Func<object> make) => Should.Throw<ArgumentException>(make).Message;
    }
}
