using Tegula.Architectures;
using Tegula.Architectures.Graphs;
using Tegula.Spaces;
using Tegula.Tests.Topology;
using Tegula.Topology;

namespace Tegula.Tests.Spaces;

public sealed class CellVariantsTests
{
    private const int Count = 1_000;

    public static TheoryData<string> Ids => [.. PublishedCells.All.Select(cell => cell.Id)];

    /// <summary>Sec. 3.2 of 002_18e5d33089871091.txt: depth is at least 2; width at most 4c with four nodes, 5c with five.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void A_thousand_variants_are_never_wider_than_their_nodes_nor_shallower_than_2(string id)
    {
        DartsGenotype original = Published(id);
        CellShape[] shapes = Shapes(original);

        shapes.Max(shape => shape.Width).ShouldBeLessThanOrEqualTo(original.Normal.IntermediateNodes);
        shapes.Min(shape => shape.Depth).ShouldBeGreaterThanOrEqualTo(2);
        shapes.Max(shape => shape.Depth).ShouldBeLessThanOrEqualTo(original.Normal.IntermediateNodes + 1);
        shapes.Distinct().Count().ShouldBeGreaterThan(8);
    }

    /// <summary>The first and the last variant of Table 2: the narrowest and deepest, and the widest and shallowest.</summary>
    [Theory]
    [InlineData("darts", 2, 4, 3.5, 3)]
    [InlineData("enas", 1.5, 6, 3.5, 3)]
    [InlineData("amoebanet", 1.5, 6, 3.5, 3)]
    [InlineData("nasnet", 1.5, 6, 3.5, 3)]
    public void The_extremes_of_Table_2_are_met(string id, double narrow, int deep, double wide, int shallow)
    {
        CellShape[] shapes = Shapes(Published(id));

        shapes.ShouldContain(shape => shape.Width <= narrow && shape.Depth >= deep);
        shapes.ShouldContain(shape => shape.Width >= wide && shape.Depth <= shallow);
    }

    /// <summary>Every pair (width, depth) that Table 2 prints, among more variants than its thirteen.</summary>
    [Theory]
    [InlineData("darts", "2,4 2.5,4 2.5,3 3,3 3.5,3")]
    [InlineData("enas", "1.5,6 1.5,5 2,6 2.5,5 3,4 3,3 3.5,5 3.5,4 3.5,3")]
    [InlineData("amoebanet", "1.5,6 1.5,5 1.5,3 2,6 2,4 2.5,5 2.5,3 3,3 3.5,4 3.5,3")]
    [InlineData("nasnet", "1.5,6 1.5,5 2,6 2.5,5 3,4 3,3 3.5,5 3.5,4 3.5,3")]
    public void Every_pair_of_Table_2_occurs(string id, string pairs)
    {
        HashSet<CellShape> shapes = [.. Shapes(Published(id), 3_000)];

        foreach (string[] pair in pairs.Split(' ').Select(pair => pair.Split(',')))
            shapes.ShouldContain(new CellShape(int.Parse(pair[1]), double.Parse(pair[0])));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Depth_and_width_are_those_of_listed_paths(string id)
    {
        for (int index = 0; index < 200; index++)
        {
            DartsGenotype variant = CellVariants.RandomConnections(Published(id), 1, index);
            ArchitectureGraph graph = variant.ToGraph();
            List<List<GraphEdge>> paths = RandomGraphs.PathsOf(graph);
            GraphEdge[] used = [.. paths.SelectMany(path => path).Distinct()];

            CellShape shape = CellShape.Of(graph)!;
            shape.Depth.ShouldBe(paths.Max(path => path.Count));
            shape.Width.ShouldBe(used.GroupBy(edge => edge.Target).Where(node => node.Key != graph.Output).Sum(WidthOf));

            // Two edges from one node are equal as records, so count the sources as the genotype lists them.
            double WidthOf(IGrouping<int, GraphEdge> node) =>
                variant.Normal.Edges.Where((_, edge) => DartsCell.TargetOf(edge) == node.Key).Count(edge => edge.Source < 2) / 2.0;
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Random_connections_keep_operations_order_and_concatenations_and_draw_sources_uniformly(string id)
    {
        DartsGenotype original = Published(id);
        DartsGenotype[] variants = [.. Enumerable.Range(0, Count).Select(index => CellVariants.RandomConnections(original, 2, index))];

        foreach ((DartsCell own, IEnumerable<DartsCell> cells) in
            new[] { (original.Normal, variants.Select(variant => variant.Normal)), (original.Reduce, variants.Select(variant => variant.Reduce)) })
        {
            cells.ShouldAllBe(cell => cell.Concatenated.SequenceEqual(own.Concatenated));
            cells.ShouldAllBe(cell => cell.Edges.Select(edge => edge.Operation).SequenceEqual(own.Edges.Select(edge => edge.Operation)));
            for (int edge = 0; edge < own.Edges.Length; edge++)
            {
                int choices = DartsCell.TargetOf(edge);
                int[] counts = [.. Enumerable.Range(0, choices).Select(source => cells.Count(cell => cell.Edges[edge].Source == source))];
                counts.Sum().ShouldBe(Count);
                counts.ShouldAllBe(count => Math.Abs(count - (Count / (double)choices)) < 5 * Math.Sqrt(Count / (double)choices));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Random_operations_keep_the_connections_and_draw_uniformly_from_the_candidates(string id)
    {
        DartsGenotype original = Published(id);
        DartsGenotype[] variants =
            [.. Enumerable.Range(0, Count).Select(index => CellVariants.RandomOperations(original, DartsOperations.Candidates, 2, index))];

        variants.ShouldAllBe(variant => CellShape.Of(variant.ToGraph()) == CellShape.Of(original.ToGraph()));
        variants.ShouldAllBe(variant => variant.Reduce.Edges.Select(edge => edge.Source).SequenceEqual(original.Reduce.Edges.Select(edge => edge.Source)));
        DartsOperation[] drawn = [.. variants.SelectMany(variant => variant.Normal.Edges.Concat(variant.Reduce.Edges)).Select(edge => edge.Operation)];
        double expected = drawn.Length / 7.0;
        DartsOperations.Candidates.ShouldAllBe(operation => Math.Abs(drawn.Count(own => own == operation) - expected) < 5 * Math.Sqrt(expected));
        drawn.Distinct().Count().ShouldBe(7);
    }

    [Fact]
    public void A_variant_is_a_function_of_seed_and_index()
    {
        DartsGenotype original = Published("enas");

        CellVariants.RandomConnections(original, 3, 7).ShouldBe(CellVariants.RandomConnections(original, 3, 7));
        CellVariants.RandomConnections(original, 3, 7).ShouldNotBe(CellVariants.RandomConnections(original, 3, 8));
        CellVariants.RandomConnections(original, 3, 7).ShouldNotBe(CellVariants.RandomConnections(original, 4, 7));
        CellVariants.RandomOperations(original, DartsOperations.Candidates, 3, 7)
            .ShouldNotBe(CellVariants.RandomOperations(original, DartsOperations.Candidates, 3, 8));
        Should.Throw<ArgumentOutOfRangeException>(() => CellVariants.RandomConnections(original, 3, -1));
        Should.Throw<ArgumentException>(() => CellVariants.RandomOperations(original, [], 3, 0)).Message.ShouldContain("at least one candidate");
    }

    /// <summary>Fig. 25, where AmoebaNet still concatenates three of its five nodes; Fig. 1 for SNAS, whose normal cell has this form already.</summary>
    [Theory]
    [InlineData("nasnet", 5)]
    [InlineData("amoebanet", 3)]
    [InlineData("enas", 5)]
    [InlineData("darts", 4)]
    [InlineData("snas", 4)]
    public void Adapted_cells_are_as_wide_and_shallow_as_the_paper_draws_them(string id, double width)
    {
        DartsGenotype original = Published(id), adapted = CellVariants.Adapted(original);

        CellShape.Of(adapted.ToGraph()).ShouldBe(new(2, width));
        CellShape.Of(adapted.Reduce.ToGraph())!.Depth.ShouldBe(2);
        adapted.Reduce.Edges.Select(edge => edge.Operation).ShouldBe(original.Reduce.Edges.Select(edge => edge.Operation));
        (adapted.Normal == original.Normal).ShouldBe(id == "snas");
        if (id == "amoebanet")
            adapted.Normal.UnusedNodes.ShouldBe([2, 3]);
    }

    private static DartsGenotype Published(string id) => (DartsGenotype)ArchitectureReader.Parse(id);

    private static CellShape[] Shapes(DartsGenotype original, int count = Count) =>
        [.. Enumerable.Range(0, count).Select(index => CellShape.Of(CellVariants.RandomConnections(original, 0, index).ToGraph())!)];
}
