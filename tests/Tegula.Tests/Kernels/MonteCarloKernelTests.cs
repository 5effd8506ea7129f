using Tegula.Architectures;
using Tegula.Kernels;

namespace Tegula.Tests.Kernels;

public sealed class MonteCarloKernelTests
{
    private const double Correlation = 0.4;

    [Theory]
    [InlineData("2_02_002", false)]
    [InlineData("1_01_222", true)]
    [InlineData("2_21_112", true)]
    [InlineData("2_11_111_0002", true)]
    public void At_width_4096_the_exact_kernel_lies_within_the_error_and_the_variance_rule_does_not_where_edges_meet(string code, bool meets)
    {
        double[,] input = InputKernel.OfCorrelation(Correlation);
        MonteCarloKernel measured = MonteCarloKernel.Of(DagArchitecture.Parse(code).ToGraph(), input, new() { Width = 4096, Networks = 4, Seed = 1 });
        Deviation(measured, NngpTests.Kernel(code, Correlation, PropagationRule.Exact).Nngp).ShouldBeLessThan(5);
        double variance = Deviation(measured, NngpTests.Kernel(code, Correlation).Nngp);
        if (meets)
            variance.ShouldBeGreaterThan(10);
        else
            variance.ShouldBeLessThan(5);
    }

    [Fact]
    public void The_inputs_have_exactly_the_kernel_asked_for_and_no_mean()
    {
        // A skip hands the input on: every network measures the input kernel. In 1_12 an input with a mean would change the measured kernel.
        double[,] input = NngpTests.RandomKernel(7);
        MonteCarloKernel measured = MonteCarloKernel.Of(DagArchitecture.Parse("1").ToGraph(), input, new() { Width = 64, Networks = 2 });
        for (int i = 0; i < 7; i++)
        {
            for (int j = 0; j < 7; j++)
            {
                measured.Mean[i, j].ShouldBe(input[i, j], 1e-6);
                measured.StandardError[i, j].ShouldBe(0, 1e-7);
            }
        }

        MonteCarloKernel mixed = MonteCarloKernel.Of(DagArchitecture.Parse("1_12").ToGraph(), input, new() { Width = 256, Networks = 40 });
        Deviation(mixed, NngpTests.Network("1_12", Activations.Relu, PropagationRule.Exact).Kernels(input).Nngp).ShouldBeLessThan(4.5);
    }

    [Fact]
    public void Threads_change_no_bit_and_another_seed_changes_all()
    {
        var graph = DagArchitecture.Parse("2_21_112").ToGraph();
        double[,] Run(ulong seed, int threads) =>
            MonteCarloKernel.Of(graph, InputKernel.OfCorrelation(0.2), new() { Width = 300, Networks = 3, Seed = seed, Threads = threads }).Mean;
        double[,] first = Run(1, 1);
        Run(1, 3).ShouldBe(first);
        Run(2, 3).ShouldNotBe(first);
    }

    [Fact]
    public void A_measurement_that_cannot_be_made_is_refused_in_one_line()
    {
        var graph = DagArchitecture.Parse("2").ToGraph();
        double[,] input = InputKernel.OfCorrelation(0.5);
        NngpTests.Refused(() => MonteCarloKernel.Of(graph, input, new() { Networks = 1 }), "at least 2");
        NngpTests.Refused(() => MonteCarloKernel.Of(graph, input, new() { Width = 2 }), "larger than their number");
        NngpTests.Refused(() => MonteCarloKernel.Of(graph, input, new() { Width = 100_000 }), "smaller width");
        NngpTests.Refused(() => MonteCarloKernel.Of(graph, new[,] { { 1, 2.0 }, { 2, 1 } }), "positive semidefinite");
    }

    private static double Deviation(MonteCarloKernel measured, double[,] kernel)
    {
        double worst = 0;
        for (int i = 0; i < kernel.GetLength(0); i++)
        {
            for (int j = 0; j < kernel.GetLength(0); j++)
                worst = Math.Max(worst, Math.Abs(kernel[i, j] - measured.Mean[i, j]) / measured.StandardError[i, j]);
        }

        return worst;
    }
}
