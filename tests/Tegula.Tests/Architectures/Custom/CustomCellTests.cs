using Tegula.Architectures;
using Tegula.Architectures.Custom;
using Tegula.Architectures.Graphs;
using Tegula.Compute;
using Tegula.Spaces.Custom;
using Tegula.Topology;

namespace Tegula.Tests.Architectures.Custom;

public sealed class CustomCellTests
{
    [Fact]
    public void A_spelled_cell_has_the_text_the_graph_and_the_paths_of_NAS_Bench_201()
    {
        foreach (NasBench201Cell cell in AllCells.InPlainOrder().Where((_, index) => index % 7 == 0))
        {
            CustomCell spelled = CustomDefinitions.Spelled(cell);
            spelled.ToString().ShouldBe(cell.ToString());
            CustomCell.Parse(CustomDefinitions.NasBench201, cell.ToString()).ShouldBe(spelled);
            (ArchitectureGraph left, ArchitectureGraph right) = (spelled.ToGraph(), cell.ToGraph());
            left.Nodes.ShouldBe(right.Nodes);
            left.Edges.ShouldBe(right.Edges);
            PathStatistics.Of(left).ShouldBe(PathStatistics.Of(right));
        }
    }

    [Fact]
    public void A_spelled_supernet_has_the_text_and_the_edges_of_NAS_Bench_201()
    {
        foreach (NasBench201Supernet supernet in RandomSupernets.Draw(100, 3))
        {
            CustomSupernet spelled = CustomDefinitions.Spelled(supernet);
            spelled.ToString().ShouldBe(supernet.ToString());
            CustomSupernet.Parse(CustomDefinitions.NasBench201, supernet.ToString()).ShouldBe(spelled);
            spelled.EdgeProbabilities.ShouldBe(supernet.EdgeProbabilities);
            spelled.ToGraph().Edges.ShouldBe(supernet.ToGraph().Edges);
            (spelled.Single?.ToString()).ShouldBe(supernet.Single?.ToString());
        }
    }

    [Fact]
    public void Edges_that_the_space_does_not_have_are_left_out_of_the_text()
    {
        CustomCell cell = CustomCell.Parse(CustomDefinitions.Full, "|conv~0|+|skip~0|none~1|+|sep~0|max~2|");

        cell.Operations.ShouldBe([2, 1, 0, 3, 5]);
        cell.ToString().ShouldBe("|conv~0|+|skip~0|none~1|+|sep~0|max~2|");
        ArchitectureGraph graph = cell.ToGraph();
        graph.Nodes[^1].Merge.ShouldBe(NodeMerge.Concatenate);
        graph.Edges.Select(edge => $"{edge.Source}>{edge.Target} {edge.Operation.Name}")
            .ShouldBe(["0>1 conv", "0>2 skip", "0>3 sep", "2>3 max", "1>4 concat", "2>4 concat", "3>4 concat"]);

        // Three paths with a convolution, conv and sep; skip and skip-max without.
        PathStatistics.Of(graph).ShouldBe(new PathStatistics(4, 2, 2, 3, 0));
    }

    [Theory]
    [InlineData("", "character 1: expected '|', found the end of the text")]
    [InlineData("|skip~0|+|skip~0|skip~1", "character 22: expected '~1|', found '~'")]
    [InlineData("|skip~0||skip~0|skip~1|", "character 9: expected '+|', found '|'")]
    [InlineData("|skip~1|+|skip~0|skip~1|", "character 6: expected '~0|', found '~'")]
    [InlineData("|skap~0|+|skip~0|skip~1|", "character 2: 'skap' is no operation of the edge from 0 to 1, expected none, skip, conv3")]
    [InlineData("|skip,conv3~0|+|skip~0|skip~1|", "character 6: expected '~0|', found ','")]
    [InlineData("|skip~0|+|skip~0|skip~1|x", "character 25: expected the end of the text, found 'x'")]
    public void A_text_that_is_no_cell_is_refused_with_its_place(string text, string message)
    {
        ArchitectureFormatException exception = Should.Throw<ArchitectureFormatException>(() => CustomCell.Parse(CustomDefinitions.Small, text));

        exception.Message.ShouldBe($"{message} (a cell of the space small)");
        exception.Position.ShouldBe(int.Parse(message.Split(' ', ':')[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Operations_that_do_not_fit_are_refused()
    {
        Should.Throw<ArgumentException>(() => new CustomCell(CustomDefinitions.Small, [0, 1])).Message.ShouldContain("a cell of small has 3 operations, not 2");
        Should.Throw<ArgumentException>(() => new CustomCell(CustomDefinitions.Small, [0, 1, 3])).Message.ShouldContain("3 on edge 2 is the index of none");
        Should.Throw<ArgumentException>(() => new CustomSupernet(CustomDefinitions.Small, [[0], [], [1]])).Message
            .ShouldContain("edge 1 has the operations []");
        Should.Throw<ArgumentException>(() => new CustomSupernet(CustomDefinitions.Small, [[0], [1, 1], [1]])).Message
            .ShouldContain("edge 1 has the operations [1, 1]");
        Should.Throw<ArchitectureFormatException>(() => CustomSupernet.Parse(CustomDefinitions.Small, "|skip,skip~0|+|skip~0|skip~1|")).Message
            .ShouldStartWith("character 7: 'skip' stands twice on this edge");
    }

    [Fact]
    public void Random_cells_and_supernets_are_read_back()
    {
        var random = new RandomStream(1, "test");
        var space = new CustomSpace(CustomDefinitions.Full);
        for (int i = 0; i < 200; i++)
        {
            CustomCell cell = space.Sample(random);
            CustomCell.Parse(CustomDefinitions.Full, cell.ToString()).ShouldBe(cell);
            CustomSupernet.Of(cell).Single.ShouldBe(cell);
        }
    }
}
