using Tegula.Architectures;
using Tegula.Architectures.Graphs;
using Tegula.Compute;
using Tegula.Kernels;

namespace Tegula.Tests.Kernels;

public sealed class PathRuleTests
{
    [Theory]
    [InlineData("2_02_002")]
    [InlineData("1_01_222")]
    [InlineData("2_21_112")]
    public void It_is_the_pair_bound_of_the_papers_three_dags(string code)
    {
        for (double r = 0; r < 1; r += 0.05)
        {
            PathRule rule = Of(code, r);
            rule.IsExact.ShouldBeTrue();
            rule.Value!.Value.ShouldBe(PairBound.Of(NngpTests.Kernel(code, r).Nngp), 1e-13);
        }
    }

    [Fact]
    public void Where_paths_of_different_depth_meet_it_lies_below_the_pair_bound_by_the_gap_of_jensens_inequality()
    {
        // 2_12_002: node 2 is the input plus two edges in a row, then one more edge.
        const double R = 0.5;
        double f = PlainDag.F(R), ff = PlainDag.F(f), fff = PlainDag.F(ff);
        double pair = 2 - (2 * PlainDag.F((R + ff) / 2));
        double path = 2 - f - fff;
        Of("2_12_002", R).ShouldSatisfyAllConditions(
            rule => rule.Value!.Value.ShouldBe(path, 1e-13), rule => rule.IsExact.ShouldBeFalse(), rule => rule.Reason.ShouldBeNull());
        PairBound.Of(NngpTests.Kernel("2_12_002", R).Nngp).ShouldBe(pair, 1e-13);
        path.ShouldBe(0.652874, 1e-6);
        pair.ShouldBe(0.656223, 1e-6);
        (pair - path).ShouldBe(0.003349, 1e-6);
    }

    [Fact]
    public void On_random_dags_it_is_the_sum_over_all_paths_and_never_above_the_pair_bound_and_equal_to_it_exactly_where_it_says_so()
    {
        var random = new RandomStream(3, "dags");
        int exact = 0, below = 0;
        for (int trial = 0; trial < 300; trial++)
        {
            string code = PlainDag.RandomCode(random, 1 + random.NextInt(5));
            List<int> depths = new PlainDag(code).PathDepths();
            if (depths.Count == 0)
                continue;
            double r = 0.05 + (0.9 * random.NextDouble());
            double sum = depths.Sum(depth => Enumerable.Range(0, depth).Aggregate(r, (c, _) => PlainDag.F(c)));
            double pair = PairBound.Of(NngpTests.Kernel(code, r).Nngp);
            PathRule rule = Of(code, r);
            rule.Value!.Value.ShouldBe(depths.Count - sum, 1e-12 * depths.Count, code);
            if (rule.IsExact)
                rule.Value.Value.ShouldBe(pair, 1e-12 * depths.Count, code);
            else
                rule.Value.Value.ShouldBeLessThan(pair - 1e-9, code);
            (exact, below) = rule.IsExact ? (exact + 1, below) : (exact, below + 1);
        }

        exact.ShouldBeGreaterThan(30);
        below.ShouldBeGreaterThan(30);
    }

    [Fact]
    public void With_a_negative_entry_beside_the_diagonal_it_is_no_pair_bound()
    {
        // K_ij = -1 + f(-1) + 2 f(f(-1)) = -1 + 0 + 2/pi: the smallest eigenvalue is 4 + K_ij.
        PathRule rule = Of("2_21_112", -1);
        rule.IsExact.ShouldBeFalse();
        rule.Value!.Value.ShouldBe(5 - (2 / Math.PI), 1e-13);
        PairBound.Of(NngpTests.Kernel("2_21_112", -1).Nngp).ShouldBe(3 + (2 / Math.PI), 1e-13);
    }

    [Fact]
    public void Over_many_samples_the_least_pair_counts()
    {
        double[,] input = NngpTests.RandomKernel(20);
        PathRule rule = PathRule.Of(DagArchitecture.Parse("2_12_002").ToGraph(), Activations.Relu, input, 2);
        double least = double.PositiveInfinity;
        for (int i = 0; i < 20; i++)
        {
            for (int j = 0; j < i; j++)
                least = Math.Min(least, Of("2_12_002", input[i, j]).Value!.Value);
        }

        rule.Value!.Value.ShouldBe(least);
    }

    [Fact]
    public void An_activation_that_is_not_homogeneous_has_a_value_only_where_no_paths_meet_in_front_of_an_edge()
    {
        Of("2_02_002", 0.5, Activations.Tanh).Value!.Value.ShouldBe(
            PairBound.Of(NngpTests.Network("2_02_002", Activations.Tanh).Kernels(InputKernel.OfCorrelation(0.5)).Nngp), 1e-10);
        PathRule none = Of("2_21_112", 0.5, Activations.Tanh);
        none.Value.ShouldBeNull();
        none.IsExact.ShouldBeFalse();
        none.Reason!.ShouldContain("tanh");
        Of("2_21_112", 0.5, Activations.LeakyRelu).IsExact.ShouldBeTrue();
        Of("2_12_002", 0.5, Activations.Linear).IsExact.ShouldBeTrue();
    }

    [Fact]
    public void Path_depths_are_counted_as_by_walking_every_path_and_up_to_63_bits()
    {
        var random = new RandomStream(4, "dags");
        for (int trial = 0; trial < 100; trial++)
        {
            string code = PlainDag.RandomCode(random, 1 + random.NextInt(7));
            List<int> walked = new PlainDag(code).PathDepths();
            if (walked.Count == 0)
                continue;
            PathDepths counted = PathDepths.Of(DagArchitecture.Parse(code).ToGraph())!;
            counted.Counts.ShouldBe(Enumerable.Range(0, walked.Max() + 1).Select(depth => walked.LongCount(other => other == depth)), code);
            counted.Paths.ShouldBe(walked.Count);
        }

        PathDepths.Of(Skips(63))!.Counts.ShouldBe([1L << 62]);
        PathDepths.Of(Skips(65)).ShouldBeNull();
        PathRule rule = PathRule.Of(Skips(65), Activations.Relu, InputKernel.OfCorrelation(0.5), 1);
        rule.Value.ShouldBeNull();
        rule.Reason!.ShouldContain("2^63");
    }

    [Fact]
    public void Inputs_it_is_not_made_for_are_refused_in_one_line()
    {
        ArchitectureGraph graph = DagArchitecture.Parse("2").ToGraph();
        NngpTests.Refused(() => PathRule.Of(graph, Activations.Relu, new[,] { { 2, 0.0 }, { 0, 2 } }, 1), "unit length");
        NngpTests.Refused(() => PathRule.Of(graph, Activations.Relu, new[,] { { 1.0 } }, 1), "pair");
    }

    private static PathRule Of(string code, double r, Activation? activation = null) =>
        PathRule.Of(DagArchitecture.Parse(code).ToGraph(), activation ?? Activations.Relu, InputKernel.OfCorrelation(r), 1);

    // Every node is the sum of all before it: 2^(nodes - 1) paths.
    private static ArchitectureGraph Skips(int nodes) =>
        DagArchitecture.Parse(string.Join('_', Enumerable.Range(1, nodes).Select(node => new string('1', node)))).ToGraph();
}
