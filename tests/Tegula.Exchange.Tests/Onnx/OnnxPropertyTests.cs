using FsCheck;
using FsCheck.Fluent;
using Tegula.Compute.Graphs;
using Tegula.Exchange.Tests.Networks;

namespace Tegula.Exchange.Tests.Onnx;

public sealed class OnnxPropertyTests
{
    private const int Graphs = 300;

    [Fact]
    public void Random_graphs_compute_what_the_engine_does()
    {
        Gen<(int Seed, int Steps, int Batch)> cases =
            from seed in Gen.Choose(0, int.MaxValue)
            from steps in Gen.Choose(1, 14)
            from batch in Gen.Choose(1, 5)
            select (seed, steps, batch);
        Check.One(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(Graphs), Prop.ForAll(cases.ToArbitrary(), item =>
        {
            Graph graph = RandomGraphs.Of((ulong)item.Seed, item.Steps);
            OnnxComparison.ShouldBeTheSame(DrawnNetworks.Of(graph, (ulong)item.Seed), $"{item}", item.Batch);
        }));
    }
}
