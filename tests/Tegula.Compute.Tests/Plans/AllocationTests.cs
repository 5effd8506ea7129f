using Tegula.Compute.Graphs;
using Tegula.Compute.Kernels;
using Tegula.Compute.Plans;
using Tegula.Compute.Tests.Twins;

namespace Tegula.Compute.Tests.Plans;

/// <summary>Passes that have run once run again without allocating.</summary>
public sealed class AllocationTests : IDisposable
{
    private const int Batch = 9;

    private readonly Graph _graph = EveryOperation();
    private readonly ForwardPass _forward = new(LaneKernels.OfWidth(8));
    private readonly ForwardPlan _plan;
    private readonly RandomValues _values;

    public AllocationTests()
    {
        _plan = ForwardPlan.Compile(_graph, Batch, keepsActivations: true);
        _values = RandomValues.For(_graph, Batch, 1);
        _forward.Run(_plan, _values.Parameters, _values.Images);
    }

    [Fact]
    public void A_forward_pass_allocates_nothing()
    {
        var output = new float[_values.Cotangent.Length];
        AllocatedBy(() =>
        {
            _forward.Run(_plan, _values.Parameters, _values.Images);
            _forward.ReadOutput(output);
        }).ShouldBe(0);
    }

    [Fact]
    public void A_forward_pass_with_given_statistics_allocates_nothing()
    {
        var given = new BatchNormStatistics(_plan.StatisticsLength);
        AllocatedBy(() =>
        {
            _forward.Run(_plan, _values.Parameters, _values.Images, BatchNormMode.GivenStatistics, given);
            _forward.Run(_plan, _values.Parameters, _values.Images);
        }).ShouldBe(0);
    }

    [Theory]
    [InlineData(NormGradient.BatchStatistics)]
    [InlineData(NormGradient.FrozenStatistics)]
    public void A_gradient_pass_allocates_nothing(NormGradient mode)
    {
        var plan = GradientPlan.Compile(_plan, _ => true, includesInput: true);
        using var pass = new GradientPass(LaneKernels.OfWidth(8));
        using var jacobian = new Jacobian();
        var gradient = new float[plan.RowCount];
        var input = new float[_values.Images.Length];
        AllocatedBy(() =>
        {
            pass.Run(plan, _forward, _values.Cotangent, mode, gradient);
            pass.ReadInputGradient(input);
            pass.RunPerSample(plan, _forward, _values.Cotangent, mode, jacobian);
        }).ShouldBe(0);
    }

    [Fact]
    public void A_Jacobian_pass_allocates_nothing()
    {
        var plan = JacobianPlan.Compile(_plan, _ => true, 8);
        using var tape = new ForwardTape();
        tape.Record(plan, _forward);
        using var pass = new JacobianPass(LaneKernels.OfWidth(8));
        using var jacobian = new Jacobian();
        jacobian.Resize(Batch, plan.RowCount, plan.Block);
        AllocatedBy(() =>
        {
            for (int block = 0; block < plan.Blocks; block++) pass.Run(tape, block, jacobian);
        }).ShouldBe(0);
    }

    [Fact]
    public void Recording_a_tape_again_allocates_no_tensors()
    {
        var plan = JacobianPlan.Compile(_plan, _ => true, 8);
        using var tape = new ForwardTape();
        long values = _plan.Graph.Nodes.Sum(node => (long)node.Shape.Length * Batch * sizeof(float));
        AllocatedBy(() => tape.Record(plan, _forward)).ShouldBeLessThan(values / 2);
    }

    public void Dispose() => _forward.Dispose();

    private static long AllocatedBy(Action action)
    {
        action();
        action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static Graph EveryOperation()
    {
        var builder = new GraphBuilder(new TensorShape(3, 8, 8));
        Extent three = Extent.Square(3);
        Extent one = Extent.Square(1);
        int stem = builder.BatchNorm(builder.Convolution(builder.Input, "stem", 4, three, padding: one), "stem.bn");
        int left = builder.Convolution(builder.Relu(stem), "left", 4, new Extent(3, 2), Extent.Square(2), one, groups: 2);
        int right = builder.MaxPool(builder.AveragePool(stem, three, padding: one), Extent.Square(2), Extent.Square(2));
        right = builder.BatchNorm(builder.Convolution(builder.Relu(right), "right", 4, three, padding: one), "right.bn");
        left = builder.AveragePool(left, new Extent(1, 2), new Extent(1, 1));
        int joined = builder.Concat(builder.Scale(builder.Add(left, right, left), 0.5f), builder.Relu(right));
        return builder.Build(builder.Linear(builder.GlobalAveragePool(builder.Relu(builder.BatchNorm(joined, "last"))), "classifier", 5));
    }
}
