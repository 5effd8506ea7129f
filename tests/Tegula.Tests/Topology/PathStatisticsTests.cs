using System.Numerics;
using Tegula.Architectures;
using Tegula.Architectures.Graphs;
using Tegula.Topology;

namespace Tegula.Tests.Topology;

public sealed class PathStatisticsTests
{
    private static readonly EdgeOperation Convolution = new("conv", OperationKind.Convolution);

    [Fact]
    public void Counting_agrees_with_listing_all_paths()
    {
        for (ulong seed = 0; seed < 2_000; seed++)
        {
            ArchitectureGraph graph = RandomGraphs.Draw(seed);
            int[] depths = [.. RandomGraphs.PathsOf(graph).Select(path => path.Count(edge => edge.Operation.IsParameterized))];
            PathStatistics paths = PathStatistics.Of(graph)!;

            paths.Paths.ShouldBe(depths.Length);
            paths.ParameterizedPaths.ShouldBe(depths.Count(depth => depth > 0));
            paths.TotalDepth.ShouldBe(depths.Sum());
            paths.LongestPath.ShouldBe(RandomGraphs.PathsOf(graph).Select(path => path.Count).DefaultIfEmpty().Max());
            paths.EffectiveDepth.ShouldBe(depths.DefaultIfEmpty().Average(), 1e-15);
            paths.LeastDepth.ShouldBe(depths.Length == 0 ? null : depths.Min());
        }
    }

    [Theory]
    [InlineData("2_02_002", 1, 3.0, 1 / 3.0)]
    [InlineData("1_01_222", 3, 1.0, 3.0)]
    [InlineData("2_21_112", 4, 1.25, 3 / 1.25)] // the paths are 03, 013, 0123 and 023, of 0, 1, 2 and 2 linear maps
    public void The_three_dags_of_figure_3(string code, int paths, double depth, double width)
    {
        PathStatistics statistics = PathStatistics.Of(DagArchitecture.Parse(code).ToGraph())!;

        statistics.Paths.ShouldBe(paths);
        statistics.EffectiveDepth.ShouldBe(depth, 1e-15);
        statistics.EffectiveWidth.ShouldBe(width, 1e-15);
    }

    [Fact]
    public void Without_a_path_everything_is_0()
    {
        PathStatistics paths = PathStatistics.Of(NasBench201Cell.Parse("|nor_conv_3x3~0|+|none~0|nor_conv_3x3~1|+|none~0|none~1|none~2|").ToGraph())!;

        paths.ShouldBe(new(0, 0, 0, 0, null));
        (paths.EffectiveDepth, paths.EffectiveWidth).ShouldBe((0, 0));
    }

    [Fact]
    public void Paths_without_convolutions_have_no_width()
    {
        PathStatistics paths = PathStatistics.Of(NasBench201Cell.Parse("|none~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|").ToGraph())!;

        paths.Paths.ShouldBe(1);
        (paths.EffectiveDepth, paths.EffectiveWidth).ShouldBe((0, 0));
    }

    [Theory]
    [InlineData(62)]
    [InlineData(63)]
    public void A_chain_of_residual_blocks_doubles_its_paths_until_64_bits_are_full(int blocks)
    {
        PathStatistics? paths = PathStatistics.Of(Chain(blocks));

        if (blocks == 63)
        {
            paths.ShouldBeNull();
            return;
        }

        paths!.Paths.ShouldBe(1L << blocks);
        paths.ParameterizedPaths.ShouldBe((1L << blocks) - 1);
        ((BigInteger)paths.TotalDepth).ShouldBe(blocks * BigInteger.Pow(2, blocks - 1));
        paths.EffectiveDepth.ShouldBe(blocks / 2.0);
    }

    [Fact]
    public void Thousands_of_nodes_are_no_problem()
    {
        var builder = new ArchitectureGraphBuilder();
        int last = builder.Add("in", NodeRole.Input);
        for (int node = 1; node <= 5_000; node++)
        {
            int next = builder.Add($"{node}", node == 5_000 ? NodeRole.Output : NodeRole.Intermediate);
            builder.Connect(last, next, Convolution);
            if (node == 2_500)
                builder.Connect(last, next, EdgeOperation.Identity);
            last = next;
        }

        PathStatistics.Of(builder.Build()).ShouldBe(new(2, 2, 9_999, 5_000, 4_999));
    }

    [Fact]
    public void A_branch_that_leads_nowhere_may_have_more_paths_than_can_be_counted()
    {
        var builder = new ArchitectureGraphBuilder();
        int input = builder.Add("in", NodeRole.Input);
        int last = input;
        for (int block = 0; block < 100; block++)
        {
            int next = builder.Add($"{block}");
            builder.Connect(last, next, Convolution);
            builder.Connect(last, next, EdgeOperation.Identity);
            last = next;
        }

        builder.Connect(input, builder.Add("out", NodeRole.Output), Convolution);

        PathStatistics.Of(builder.Build()).ShouldBe(new(1, 1, 1, 1, 1));
    }

    private static ArchitectureGraph Chain(int blocks)
    {
        var builder = new ArchitectureGraphBuilder();
        int last = builder.Add("in", NodeRole.Input);
        for (int block = 1; block <= blocks; block++)
        {
            int next = builder.Add($"{block}", block == blocks ? NodeRole.Output : NodeRole.Intermediate);
            builder.Connect(last, next, Convolution);
            builder.Connect(last, next, EdgeOperation.Identity);
            last = next;
        }

        return builder.Build();
    }
}
