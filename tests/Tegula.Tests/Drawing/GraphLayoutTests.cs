using Tegula.Architectures.Graphs;
using Tegula.Drawing;

namespace Tegula.Tests.Drawing;

public sealed class GraphLayoutTests
{
    [Fact]
    public void A_layer_is_the_length_of_the_longest_path()
    {
        var random = new Random(11);
        for (int trial = 0; trial < 100; trial++)
        {
            ArchitectureGraph graph = SampleGraphs.RandomDag(random, 1 + (trial % 7)).ToGraph();
            GraphLayout layout = GraphLayout.Of(graph);
            layout.Nodes.Select(box => box.Node).ShouldBe(Enumerable.Range(0, graph.Nodes.Length));
            graph.Edges.ShouldAllBe(edge => layout.Nodes[edge.Source].Layer < layout.Nodes[edge.Target].Layer);
            graph.Edges.ShouldAllBe(edge => layout.Nodes[edge.Source].Right < layout.Nodes[edge.Target].X);
            layout.Nodes.Max(box => box.Layer).ShouldBe(layout.Nodes[graph.Output].Layer);
            foreach (int node in Enumerable.Range(0, graph.Output).Where(node => LongestPath(graph, node) > 0 && IsFedFromInputs(graph, node)))
                layout.Nodes[node].Layer.ShouldBe(LongestPath(graph, node));
        }
    }

    [Fact]
    public void Inputs_come_first_and_the_concatenation_last()
    {
        GraphLayout layout = GraphLayout.Of(SampleGraphs.Darts());
        layout.Nodes.Select(box => box.Layer).ShouldBe([0, 0, 1, 1, 1, 2, 3]);
        layout.Rows.ShouldBe(1);
        layout.HasLabels.ShouldBeTrue();
    }

    [Fact]
    public void A_node_without_input_stands_right_before_what_reads_it()
    {
        var builder = new ArchitectureGraphBuilder();
        builder.Add("input", NodeRole.Input);
        for (int node = 1; node < 5; node++)
        {
            builder.Add($"{node}", node == 4 ? NodeRole.Output : NodeRole.Intermediate);
            builder.Connect(node - 1, node, EdgeOperation.Identity);
        }

        int unfed = builder.Add("unfed");
        builder.Connect(unfed, 4, EdgeOperation.Identity);
        ArchitectureGraph graph = builder.Build();
        GraphLayout layout = GraphLayout.Of(graph);
        graph.Nodes.Zip(layout.Nodes).Single(pair => pair.First.Name == "unfed").Second.Layer.ShouldBe(3);
    }

    [Fact]
    public void A_long_chain_goes_on_in_rows_that_begin_where_the_last_one_ended()
    {
        ArchitectureGraph graph = SampleGraphs.Chain(300);
        GraphLayout layout = GraphLayout.Of(graph);
        layout.Rows.ShouldBeGreaterThan(10);
        layout.Width.ShouldBeLessThanOrEqualTo(GraphLayout.UsualRowWidth);
        layout.Repeats.Length.ShouldBe(layout.Rows - 1);
        for (int row = 1; row < layout.Rows; row++)
        {
            NodeBox repeat = layout.Repeats[row - 1];
            repeat.Row.ShouldBe(row);
            repeat.X.ShouldBe(0);
            NodeBox original = layout.Nodes[repeat.Node];
            original.Row.ShouldBe(row - 1);
            layout.Nodes.Where(box => box.Row == row - 1).Max(box => box.Right).ShouldBe(original.Right);
            layout.Nodes[repeat.Node + 1].Row.ShouldBe(row);
            layout.Nodes.Where(box => box.Row == row - 1).Max(box => box.Bottom).ShouldBeLessThan(repeat.Y);
        }
    }

    [Fact]
    public void Rows_are_as_few_as_fit_and_no_wider_than_so_many_need()
    {
        ArchitectureGraph graph = SampleGraphs.Chain(60);
        double whole = GraphLayout.Of(graph, rowWidth: 1e6).Width;
        GraphLayout layout = GraphLayout.Of(graph, rowWidth: 1000);
        layout.Width.ShouldBeLessThanOrEqualTo(1000);
        layout.Rows.ShouldBeInRange((int)Math.Ceiling(whole / 1000), (int)Math.Ceiling(whole / 900));
        GraphLayout.Of(graph, layout.Width - 1).Rows.ShouldBeGreaterThan(layout.Rows);
    }

    [Fact]
    public void Rows_break_only_at_nodes_that_no_edge_passes_by()
    {
        // Blocks of three convolutions beside a skip connection: only their ends will do.
        ArchitectureGraph graph = SampleGraphs.Residual(30, 3);
        GraphLayout layout = GraphLayout.Of(graph);
        layout.Repeats.ShouldNotBeEmpty();
        layout.Repeats.ShouldAllBe(box => !graph.Nodes[box.Node].Name.Contains(".conv"));
        foreach (EdgeRoute route in layout.Edges)
            layout.Nodes[graph.Edges[route.Edge].Target].Row.ShouldBe(route.Row);
    }

    [Fact]
    public void A_dense_cell_without_such_nodes_stays_in_one_row()
    {
        GraphLayout layout = GraphLayout.Of(SampleGraphs.Dense(1, 12), rowWidth: 400);
        layout.Rows.ShouldBe(1);
        layout.Repeats.ShouldBeEmpty();
    }

    [Fact]
    public void A_cell_that_can_be_drawn_without_crossings_is()
    {
        // The complete DAG on four nodes is planar with its layers in order.
        GraphLayout layout = GraphLayout.Of(Tegula.Architectures.DagArchitecture.Parse("2_22_222").ToGraph());
        var lines = layout.Edges.Select(route => route.Knots).ToList();
        for (int first = 0; first < lines.Count; first++)
        {
            for (int second = first + 1; second < lines.Count; second++)
                Crosses(lines[first], lines[second]).ShouldBeFalse($"edges {first} and {second}");
        }
    }

    [Fact]
    public void A_row_width_must_be_positive() =>
        Should.Throw<ArgumentOutOfRangeException>(() => GraphLayout.Of(SampleGraphs.Darts(), rowWidth: 0));

    // The upper one of two lines changes where they cross; looked at on all pixels that both span.
    private static bool Crosses(IReadOnlyList<(double X, double Y)> one, IReadOnlyList<(double X, double Y)> other)
    {
        double from = Math.Max(one[0].X, other[0].X);
        double to = Math.Min(one[^1].X, other[^1].X);
        IEnumerable<double> pixels = Enumerable.Range(0, Math.Max(0, (int)(to - from))).Select(step => from + step);
        int[] signs = [.. pixels.Select(x => Math.Sign(Math.Round(At(one, x) - At(other, x), 6)))];
        return signs.Contains(-1) && signs.Contains(1);
    }

    // Height of a line, with the parameter of the curve found by halving.
    private static double At(IReadOnlyList<(double X, double Y)> knots, double x)
    {
        int index = Enumerable.Range(1, knots.Count - 1).First(knot => knots[knot].X >= x);
        ((double fromX, double fromY), (double toX, double toY)) = (knots[index - 1], knots[index]);
        (double low, double high) = (0, 1);
        for (int halving = 0; halving < 40; halving++)
        {
            double t = (low + high) / 2;
            double share = (1.5 * t * (1 - t)) + (t * t * t);
            (low, high) = fromX + ((toX - fromX) * share) < x ? (t, high) : (low, t);
        }

        return fromY + ((toY - fromY) * low * low * (3 - (2 * low)));
    }

    private static int LongestPath(ArchitectureGraph graph, int node) =>
        graph.Edges.Where(edge => edge.Target == node).Select(edge => 1 + LongestPath(graph, edge.Source)).DefaultIfEmpty(0).Max();

    // Whether all that the node depends on leads back to inputs only.
    private static bool IsFedFromInputs(ArchitectureGraph graph, int node)
    {
        GraphEdge[] incoming = [.. graph.Edges.Where(edge => edge.Target == node)];
        return graph.Nodes[node].Role == NodeRole.Input || (incoming.Length > 0 && incoming.All(edge => IsFedFromInputs(graph, edge.Source)));
    }
}
