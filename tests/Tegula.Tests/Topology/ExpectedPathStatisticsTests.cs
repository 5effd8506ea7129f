using Tegula.Architectures;
using Tegula.Architectures.Graphs;
using Tegula.Compute;
using Tegula.Spaces;
using Tegula.Tests.Architectures;
using Tegula.Topology;

namespace Tegula.Tests.Topology;

public sealed class ExpectedPathStatisticsTests
{
    private const double Rounding = 1e-12;

    [Fact]
    public void A_supernet_of_one_cell_has_exactly_the_statistics_of_the_cell()
    {
        foreach (NasBench201Cell cell in AllCells.InPlainOrder())
            ShouldBeExactly(ExpectedPathStatistics.Of(NasBench201Supernet.Of(cell)), PathStatistics.Of(cell.ToGraph())!);

        var random = new RandomStream(1, "test");
        for (int i = 0; i < 200; i++)
        {
            DartsCell cell = RandomSupernets.CellIn(DartsSupernetCell.Whole, random);
            ShouldBeExactly(ExpectedPathStatistics.Of(DartsSupernet.Of(new(cell, cell))), PathStatistics.Of(cell.ToGraph())!);
        }
    }

    [Fact]
    public void Certain_edges_of_any_graph_count_as_in_the_graph()
    {
        for (ulong seed = 0; seed < 500; seed++)
        {
            ArchitectureGraph graph = RandomGraphs.Draw(seed);
            double[] certain = [.. Enumerable.Repeat(1.0, graph.Edges.Length)];
            ShouldBeExactly(ExpectedPathStatistics.Of(graph, certain), PathStatistics.Of(graph)!);
        }
    }

    /// <summary>Edges that come and go independently: every subset of them with its probability.</summary>
    [Fact]
    public void Any_probabilities_give_the_mean_over_all_subsets_of_edges()
    {
        for (ulong seed = 0; seed < 200; seed++)
        {
            ArchitectureGraph graph = RandomGraphs.Draw(seed);
            if (graph.Edges.Length > 10) continue;
            var random = new RandomStream(seed, "test/probabilities");
            double[] probabilities = [.. graph.Edges.Select(_ => random.NextDouble())];
            double paths = 0, parameterized = 0, depth = 0;
            for (int subset = 0; subset < 1 << graph.Edges.Length; subset++)
            {
                double probability = 1;
                for (int edge = 0; edge < probabilities.Length; edge++)
                    probability *= (subset >> edge & 1) != 0 ? probabilities[edge] : 1 - probabilities[edge];
                PathStatistics item = PathStatistics.Of(new(graph.Nodes, [.. graph.Edges.Where((_, edge) => (subset >> edge & 1) != 0)], []))!;
                paths += probability * item.Paths;
                parameterized += probability * item.ParameterizedPaths;
                depth += probability * (double)item.TotalDepth;
            }

            ShouldBeNear(ExpectedPathStatistics.Of(graph, probabilities), paths, parameterized, depth);
        }
    }

    [Fact]
    public void The_whole_space_of_cells_has_the_mean_over_its_cells() =>
        ShouldBeMean(ExpectedPathStatistics.Of(NasBench201Supernet.Whole), AllCells.InPlainOrder().Select(cell => (PathStatistics.Of(cell.ToGraph())!, 1.0)));

    [Fact]
    public void A_random_supernet_has_the_mean_over_the_cells_that_it_contains()
    {
        foreach (NasBench201Supernet supernet in RandomSupernets.Draw(100, 1))
        {
            ShouldBeMean(
                ExpectedPathStatistics.Of(supernet), RandomSupernets.CellsOf(supernet).Select(cell => (PathStatistics.Of(cell.ToGraph())!, 1.0)));
        }
    }

    /// <summary>Against the 46,080 classes of the space, which know nothing of supernets.</summary>
    [Fact]
    public void The_whole_DARTS_space_has_the_mean_over_all_of_its_billion_cells() =>
        ShouldBeMean(
            ExpectedPathStatistics.Of(DartsSupernet.Whole), DartsSpace.Instance.ConnectivityClasses().Select(item => (item.Paths, (double)item.Count)));

    /// <summary>Any two edges of a node are as likely, and then any operation on each: a cell weighs 1 over the numbers of operations on its edges.</summary>
    [Fact]
    public void A_DARTS_supernet_has_the_mean_over_the_normal_cells_that_it_contains()
    {
        int compared = 0;
        foreach (DartsSupernet supernet in RandomSupernets.DrawDarts(80, 2))
        {
            var normal = new DartsSupernetCell(supernet.Normal.Edges.Select((edge, index) =>
                new DartsSupernetEdge(edge.Target, edge.Source, edge.Operations.Take(index % 4 == 0 ? 3 : 1))));
            DartsCell[] cells = [.. RandomSupernets.CellsOf(normal).Take(20_001)];
            if (cells.Length > 20_000) continue;
            compared++;
            ShouldBeMean(
                ExpectedPathStatistics.Of(new DartsSupernet(normal, supernet.Reduce)),
                cells.Select(cell => (PathStatistics.Of(cell.ToGraph())!, Weight(cell, normal))));
        }

        compared.ShouldBeGreaterThan(20);

        static double Weight(DartsCell cell, DartsSupernetCell normal) => cell.Edges.Index().Aggregate(1.0, (weight, item) =>
            weight / normal.Edges.Single(edge => edge.Source == item.Item.Source && edge.Target == DartsCell.TargetOf(item.Index)).Operations.Length);
    }

    [Fact]
    public void Depth_and_width_are_ratios_of_means()
    {
        // none: no path; skip: one of depth 0; convolution: one of depth 1.
        var paths = ExpectedPathStatistics.Of(
            NasBench201Supernet.Parse("|none~0|+|none~0|none~1|+|none,skip_connect,nor_conv_3x3~0|none~1|none~2|"));

        paths.Paths.ShouldBe(2 / 3.0, 1e-15);
        paths.EffectiveDepth.ShouldBe(0.5, 1e-15);
        paths.EffectiveWidth.ShouldBe(2 / 3.0, 1e-15);
    }

    [Fact]
    public void Probabilities_that_do_not_fit_are_refused()
    {
        ArchitectureGraph graph = NasBench201Supernet.Whole.ToGraph();
        double[] probabilities = [.. Enumerable.Repeat(0.5, 24)];

        Should.Throw<ArgumentException>(() => ExpectedPathStatistics.Of(graph, probabilities.AsSpan(1))).Message
            .ShouldBe("there are 23 probabilities for 24 edges; each edge needs one");
        foreach (double wrong in new[] { -0.1, 1.1, double.NaN })
        {
            probabilities[3] = wrong;
            Should.Throw<ArgumentException>(() => ExpectedPathStatistics.Of(graph, probabilities)).Message
                .ShouldBe($"the probability of edge 3 is {wrong}; it must be in [0, 1]");
        }
    }

    private static void ShouldBeExactly(ExpectedPathStatistics mean, PathStatistics paths)
    {
        (mean.Paths, mean.ParameterizedPaths, mean.TotalDepth).ShouldBe((paths.Paths, paths.ParameterizedPaths, (double)paths.TotalDepth));
        (mean.EffectiveDepth, mean.EffectiveWidth).ShouldBe((paths.EffectiveDepth, paths.EffectiveWidth));
    }

    private static void ShouldBeMean(ExpectedPathStatistics mean, IEnumerable<(PathStatistics Paths, double Weight)> cells)
    {
        double total = 0, paths = 0, parameterized = 0, depth = 0;
        foreach ((PathStatistics item, double weight) in cells)
        {
            total += weight;
            paths += weight * item.Paths;
            parameterized += weight * item.ParameterizedPaths;
            depth += weight * (double)item.TotalDepth;
        }

        ShouldBeNear(mean, paths / total, parameterized / total, depth / total);
    }

    private static void ShouldBeNear(ExpectedPathStatistics mean, double paths, double parameterized, double depth)
    {
        mean.Paths.ShouldBe(paths, Rounding * (1 + paths));
        mean.ParameterizedPaths.ShouldBe(parameterized, Rounding * (1 + parameterized));
        mean.TotalDepth.ShouldBe(depth, Rounding * (1 + depth));
    }
}
