using Tegula.Architectures;

namespace Tegula.Tests.Architectures;

public sealed class DagArchitectureTests
{
    [Theory]
    [InlineData("2")]
    [InlineData("2_02_002")]
    [InlineData("1_01_222")]
    [InlineData("2_21_112")]
    [InlineData("0_00_000_0000")]
    public void A_code_is_printed_as_it_was_read(string code)
    {
        DagArchitecture dag = DagArchitecture.Parse(code);

        dag.ToString().ShouldBe(code);
        dag.ShouldBe(DagArchitecture.Parse(code));
        dag.OutputNode.ShouldBe(code.Split('_').Length);
        ArchitectureReader.Parse(code).ShouldBe(dag);
    }

    [Fact]
    public void Each_digit_is_the_edge_from_an_earlier_node()
    {
        DagArchitecture dag = DagArchitecture.Parse("2_21_012");

        dag.Edges.SelectMany(node => node).ShouldBe([DagEdge.Linear, DagEdge.Linear, DagEdge.Skip, DagEdge.Cut, DagEdge.Skip, DagEdge.Linear]);
        dag.ToGraph().Edges.Select(edge => (edge.Source, edge.Target, edge.Operation.IsParameterized))
            .ShouldBe([(0, 1, true), (0, 2, true), (1, 2, false), (1, 3, false), (2, 3, true)]);
    }

    [Theory]
    [InlineData("", "character 1: the group of node 1 is '', expected 1 digit, for node 0")]
    [InlineData("2_0", "character 3: the group of node 2 is '0', expected 2 digits, one for each of nodes 0 to 1")]
    [InlineData("2_02_0022", "character 6: the group of node 3 is '0022', expected 3 digits, one for each of nodes 0 to 2")]
    [InlineData("2_03_002", "character 4: '3' is no edge; expected 0 (cut), 1 (skip) or 2 (linear)")]
    [InlineData("2_0x_002", "character 4: 'x' is no edge")]
    [InlineData("2_02_", "character 6: the group of node 3 is ''")]
    public void A_malformed_code_is_refused_with_its_place(string code, string message) =>
        Should.Throw<ArchitectureFormatException>(() => DagArchitecture.Parse(code)).Message.ShouldContain(message);
}
