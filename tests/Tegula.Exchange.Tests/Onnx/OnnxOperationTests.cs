using Tegula.Compute.Graphs;
using Tegula.Exchange.Tests.Networks;

namespace Tegula.Exchange.Tests.Onnx;

public sealed class OnnxOperationTests
{
    public static TheoryData<string> Names => [.. OperationGraphs.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void ONNX_Runtime_computes_what_the_engine_does(string name) =>
        OnnxComparison.ShouldBeTheSame(DrawnNetworks.Of(OperationGraphs.All[name]), name, 3, 1);

    [Fact]
    public void Every_operation_of_the_engine_is_among_them()
    {
        IEnumerable<Type> known = typeof(Operation).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Operation)));
        IEnumerable<Type> tested = OperationGraphs.All.Values.SelectMany(graph => graph.Nodes).Select(node => node.Operation.GetType()).Distinct();
        tested.ShouldBe(known, ignoreOrder: true);
    }
}
