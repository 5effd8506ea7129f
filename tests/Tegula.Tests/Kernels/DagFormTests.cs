using Tegula.Architectures;
using Tegula.Architectures.Graphs;
using Tegula.Kernels;

namespace Tegula.Tests.Kernels;

/// <summary>Graphs that have no kernel of this kind are refused in one line that says why.</summary>
public sealed class DagFormTests
{
    [Theory]
    [InlineData("2_00_222", "node 2 has no input")]
    [InlineData("2_22_000", "node 3 has no input")]
    public void A_code_that_is_not_connected(string code, string words) => Refused(DagArchitecture.Parse(code).ToGraph(), words);

    [Fact]
    public void Another_operation()
    {
        const string Cell = "|nor_conv_3x3~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|";
        Refused(NasBench201Cell.Parse(Cell).ToGraph(), "nor_conv_3x3", "linear maps only");
    }

    [Fact]
    public void A_concatenation()
    {
        var builder = new ArchitectureGraphBuilder();
        int input = builder.Add("in", NodeRole.Input);
        int output = builder.Add("out", NodeRole.Output, NodeMerge.Concatenate);
        builder.Connect(input, output, EdgeOperation.Identity);
        builder.Connect(input, output, EdgeOperation.Concatenation);
        Refused(builder.Build(), "out concatenates");
    }

    [Fact]
    public void Two_inputs()
    {
        var builder = new ArchitectureGraphBuilder();
        int first = builder.Add("a", NodeRole.Input), second = builder.Add("b", NodeRole.Input);
        int output = builder.Add("out", NodeRole.Output);
        builder.Connect(first, output, EdgeOperation.Identity);
        builder.Connect(second, output, EdgeOperation.Identity);
        Refused(builder.Build(), "2 inputs");
    }

    [Fact]
    public void More_paths_than_a_double_counts()
    {
        var graph = DagArchitecture.Parse(string.Join('_', Enumerable.Range(1, 600).Select(node => new string('1', node)))).ToGraph();
        NngpTests.Refused(() => InfiniteWidthNetwork.Of(graph, Activations.Relu, PropagationRule.Exact), "more paths than");
        InfiniteWidthNetwork.Of(graph, Activations.Relu).Kernels(InputKernel.OfCorrelation(0.5)).Nngp[0, 1].ShouldBe(Math.ScaleB(0.5, 599));
    }

    private static void Refused(ArchitectureGraph graph, params string[] words)
    {
        foreach (Action action in new Action[]
        {
            () => InfiniteWidthNetwork.Of(graph, Activations.Relu),
            () => PathDepths.Of(graph),
            () => MonteCarloKernel.Of(graph, InputKernel.OfCorrelation(0)),
        })
        {
            string message = Should.Throw<GraphException>(action).Message;
            message.ShouldNotContain('\n');
            foreach (string word in words)
                message.ShouldContain(word);
        }
    }
}
