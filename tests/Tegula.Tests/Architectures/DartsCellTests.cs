using Tegula.Architectures;
using Tegula.Architectures.Graphs;
using Tegula.Compute;
using Tegula.Tests.Topology;

namespace Tegula.Tests.Architectures;

public sealed class DartsCellTests
{
    private static readonly DartsEdge First = new(DartsOperation.SepConv3x3, 0);
    private static readonly DartsEdge Second = new(DartsOperation.SkipConnect, 1);

    [Fact]
    public void The_graph_has_two_inputs_a_sum_for_each_node_and_a_concatenation()
    {
        ArchitectureGraph graph = PublishedCells.All[0].Genotype.ToGraph();

        graph.Nodes.Select(node => node.Name).ShouldBe(["c_{k-2}", "c_{k-1}", "0", "1", "2", "3", "c_{k}"]);
        graph.Nodes.Select(node => node.Role).Distinct().ShouldBe([NodeRole.Input, NodeRole.Intermediate, NodeRole.Output]);
        graph.Nodes[graph.Output].Merge.ShouldBe(NodeMerge.Concatenate);
        graph.Edges.Select(edge => (edge.Source, edge.Target, edge.Operation.Name)).ShouldBe(
        [
            (0, 2, "sep_conv_3x3"), (1, 2, "sep_conv_3x3"), (0, 3, "sep_conv_3x3"), (1, 3, "sep_conv_3x3"), (1, 4, "sep_conv_3x3"), (0, 4, "skip_connect"),
            (0, 5, "skip_connect"), (2, 5, "dil_conv_3x3"), (2, 6, "concat"), (3, 6, "concat"), (4, 6, "concat"), (5, 6, "concat"),
        ]);
    }

    [Fact]
    public void Convolutions_have_parameters_and_skips_and_pools_have_none()
    {
        foreach (DartsOperation operation in Enum.GetValues<DartsOperation>())
            operation.Name().Contains("conv_", StringComparison.Ordinal).ShouldBe(operation.Kind() == OperationKind.Convolution);
        DartsOperation.MaxPool3x3.Kind().ShouldBe(OperationKind.Pooling);
        DartsOperation.SkipConnect.Kind().ShouldBe(OperationKind.Identity);
    }

    [Fact]
    public void Every_operation_has_the_name_that_reads_it()
    {
        Enum.GetValues<DartsOperation>().Length.ShouldBe(DartsOperations.Names.Length);
        foreach (DartsOperation operation in Enum.GetValues<DartsOperation>())
        {
            DartsOperations.TryParse(operation.Name(), out DartsOperation read).ShouldBeTrue();
            read.ShouldBe(operation);
        }

        DartsOperations.TryParse("conv", out _).ShouldBeFalse();
        Should.Throw<ArgumentOutOfRangeException>(() => ((DartsOperation)99).Name());
    }

    [Fact]
    public void Edges_that_are_none_are_not_in_the_graph()
    {
        var random = new RandomStream(1, "test/cells");
        for (int i = 0; i < 200; i++)
        {
            DartsCell cell = RandomGenotypes.DrawCell(random);
            cell.ToGraph().Edges.Length.ShouldBe(cell.Edges.Count(edge => edge.Operation != DartsOperation.None) + cell.Concatenated.Length);
        }
    }

    [Fact]
    public void A_node_is_unused_when_no_path_from_it_reaches_the_output()
    {
        var random = new RandomStream(2, "test/cells");
        int found = 0;
        for (int i = 0; i < 500; i++)
        {
            DartsCell cell = RandomGenotypes.DrawCell(random);
            ArchitectureGraph graph = cell.ToGraph();
            int[] unused = [.. Enumerable.Range(2, cell.IntermediateNodes).Where(node => RandomGraphs.PathsFrom(graph, node).Count == 0)];
            cell.UnusedNodes.ShouldBe(unused);
            found += unused.Length;
        }

        found.ShouldBeGreaterThan(50);
    }

    [Fact]
    public void One_edge_can_be_replaced()
    {
        DartsCell cell = new DartsCell([First, Second, First, Second], [2, 3]).With(3, new(DartsOperation.AvgPool3x3, 2));

        cell.ToString().ShouldBe(
            "normal=[('sep_conv_3x3', 0), ('skip_connect', 1), ('sep_conv_3x3', 0), ('avg_pool_3x3', 2)], normal_concat=[2, 3]");
        Should.Throw<ArgumentException>(() => cell.With(3, new(DartsOperation.AvgPool3x3, 3))).Message.ShouldContain("node 3 reads itself");
    }

    [Fact]
    public void What_is_no_cell_is_refused()
    {
        Refused([], [2], "the cell is empty");
        Refused([First], [2], "the cell has 1 pair");
        Refused([First, Second, First], [2], "the cell has 3 pairs");
        Refused([First, new(DartsOperation.None, 2)], [2], "node 2 reads itself");
        Refused([First, new(DartsOperation.None, 7)], [2], "node 2 reads node 7, which comes later");
        Refused([First, new(DartsOperation.None, -1)], [2], "node 2 reads node -1");
        Refused([First, new((DartsOperation)77, 0)], [2], "77 is none of the operations none, max_pool_3x3");
        Refused([First, Second], [], "the output concatenates no node; the only intermediate node is 2");
        Refused([First, Second], [0], "node 0 is an input");
        Refused([First, Second], [3], "node 3 is concatenated, but there is none");
        Refused([First, Second], [2, 2], "node 2 is concatenated twice");

        static void Refused(DartsEdge[] edges, int[] concatenated, string words) =>
            Should.Throw<ArgumentException>(() => new DartsCell(edges, concatenated)).Message.ShouldContain(words);
    }
}
