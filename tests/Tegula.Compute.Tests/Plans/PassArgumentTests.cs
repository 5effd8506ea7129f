using Tegula.Compute.Graphs;
using Tegula.Compute.Kernels;
using Tegula.Compute.Plans;

namespace Tegula.Compute.Tests.Plans;

/// <summary>Every wrong argument of a plan or a pass is named in one line.</summary>
public sealed class PassArgumentTests : IDisposable
{
    private static readonly Graph Small = SmallGraph();
    private readonly ForwardPlan _plan = ForwardPlan.Compile(Small, 3, keepsActivations: true);
    private readonly ForwardPass _forward = new();
    private readonly float[] _parameters = new float[Small.ParameterLength];
    private readonly float[] _images = new float[2 * 9 * 3];

    public PassArgumentTests() => _forward.Run(_plan, _parameters, _images);

    [Fact]
    public void A_batch_has_at_least_one_sample() => Should.Throw<ArgumentOutOfRangeException>(() => ForwardPlan.Compile(Small, 0));

    [Fact]
    public void Parameters_must_fit() =>
        MessageOf(() => _forward.Run(_plan, new float[7], _images)).ShouldBe($"the graph has {Small.ParameterLength} parameters, 7 were given");

    [Fact]
    public void Images_must_fit() =>
        MessageOf(() => _forward.Run(_plan, _parameters, new float[5])).ShouldBe("a batch of 3 images of 2x3x3 has 54 values, 5 were given");

    [Fact]
    public void Given_statistics_must_be_given() =>
        MessageOf(() => _forward.Run(_plan, _parameters, _images, BatchNormMode.GivenStatistics)).ShouldBe("the statistics of 4 channels are needed");

    [Fact]
    public void Given_statistics_must_fit() =>
        MessageOf(() => _forward.Run(_plan, _parameters, _images, BatchNormMode.GivenStatistics, new BatchNormStatistics(3)))
            .ShouldBe("the statistics of 4 channels are needed");

    [Fact]
    public void Room_for_the_output_must_fit() =>
        MessageOf(() => _forward.ReadOutput(new float[5])).ShouldBe("3 values of 2x1x1 need 6 places, 5 were given");

    [Fact]
    public void A_pass_that_ran_nothing_has_no_output()
    {
        using var pass = new ForwardPass();
        Should.Throw<InvalidOperationException>(() => pass.ReadOutput(new float[6])).Message.ShouldBe("run a plan first");
    }

    [Fact]
    public void Backward_plans_need_kept_activations()
    {
        var plan = ForwardPlan.Compile(Small, 3);
        const string Message = "the forward plan must keep its activations; compile it with keepsActivations";
        MessageOf(() => GradientPlan.Compile(plan, _ => true)).ShouldBe(Message);
        MessageOf(() => JacobianPlan.Compile(plan, _ => true)).ShouldBe(Message);
    }

    [Fact]
    public void A_backward_pass_belongs_to_its_forward_pass()
    {
        var other = ForwardPlan.Compile(Small, 3, keepsActivations: true);
        using var pass = new GradientPass();
        using var tape = new ForwardTape();
        MessageOf(() => pass.Run(GradientPlan.Compile(other, _ => true), _forward, new float[6], NormGradient.FrozenStatistics, _parameters))
            .ShouldBe("the forward pass ran another plan than the gradient was compiled for");
        MessageOf(() => tape.Record(JacobianPlan.Compile(other, _ => true), _forward))
            .ShouldBe("the forward pass ran another plan than the Jacobian was compiled for");
    }

    [Fact]
    public void A_gradient_must_fit()
    {
        var plan = GradientPlan.Compile(_plan, _ => true);
        using var pass = new GradientPass();
        using var jacobian = new Jacobian();
        MessageOf(() => pass.Run(plan, _forward, new float[6], NormGradient.FrozenStatistics, new float[2]))
            .ShouldBe($"{Small.ParameterLength} weights are selected, the gradient has 2");
        const string Message = "a cotangent of 3 outputs of 2x1x1 has 6 values, 5 were given";
        MessageOf(() => pass.Run(plan, _forward, new float[5], NormGradient.FrozenStatistics, _parameters)).ShouldBe(Message);
        MessageOf(() => pass.RunPerSample(plan, _forward, new float[5], NormGradient.FrozenStatistics, jacobian)).ShouldBe(Message);
    }

    [Fact]
    public void The_gradient_of_the_input_must_be_asked_for()
    {
        using var pass = new GradientPass();
        pass.Run(GradientPlan.Compile(_plan, _ => true), _forward, new float[6], NormGradient.FrozenStatistics, _parameters);
        Should.Throw<InvalidOperationException>(() => pass.ReadInputGradient(_images)).Message.ShouldBe("compile the gradient plan with includesInput");
    }

    [Fact]
    public void Given_statistics_are_constants_to_every_gradient()
    {
        _forward.Run(_plan, _parameters, _images, BatchNormMode.GivenStatistics, new BatchNormStatistics(4));
        using var pass = new GradientPass();
        using var tape = new ForwardTape();
        MessageOf(() => pass.Run(GradientPlan.Compile(_plan, _ => true), _forward, new float[6], NormGradient.BatchStatistics, _parameters))
            .ShouldBe("the forward pass ran with given statistics, which are constants to the gradient; ask for frozen statistics");
        MessageOf(() => tape.Record(JacobianPlan.Compile(_plan, _ => true), _forward))
            .ShouldBe("the exact Jacobian needs a forward pass with the statistics of its batch, this one ran with given statistics");
    }

    [Fact]
    public void A_Jacobian_pass_needs_a_tape_of_its_width_and_a_block_of_the_batch()
    {
        var plan = JacobianPlan.Compile(_plan, _ => true, 8);
        using var tape = new ForwardTape();
        using var jacobian = new Jacobian();
        int other = _forward.Kernels.VectorLength == 4 ? 1 : 4;
        using var pass = new JacobianPass(_forward.Kernels);
        using var narrow = new JacobianPass(LaneKernels.OfWidth(other));
        Should.Throw<InvalidOperationException>(() => tape.Plan).Message.ShouldBe("record a forward pass first");
        tape.Record(plan, _forward);
        jacobian.Resize(3, plan.RowCount, 8);
        MessageOf(() => narrow.Run(tape, 0, jacobian)).ShouldBe("the tape was recorded for another vector width");
        Should.Throw<ArgumentOutOfRangeException>(() => pass.Run(tape, -1, jacobian));
        Should.Throw<ArgumentOutOfRangeException>(() => pass.Run(tape, 1, jacobian));
        jacobian.Resize(3, 2, 8);
        MessageOf(() => pass.Run(tape, 0, jacobian))
            .ShouldBe($"the Jacobian of 3 samples, {plan.RowCount} weights and blocks of 8 does not fit one of 3, 2 and 8");
    }

    [Fact]
    public void A_Jacobian_has_sizes_and_bounds()
    {
        using var jacobian = new Jacobian();
        MessageOf(() => jacobian.Resize(2, 3, 12)).ShouldBe("2 samples of 3 weights in blocks of 12: sizes are at least 0, blocks a multiple of 8");
        MessageOf(() => jacobian.Resize(-1, 3, 8)).ShouldStartWith("-1 samples of 3 weights");
        jacobian.Resize(2, 3, 8);
        Should.Throw<ArgumentOutOfRangeException>(() => jacobian[2, 0]);
        Should.Throw<ArgumentOutOfRangeException>(() => jacobian[0, 3]);
        Should.Throw<ArgumentOutOfRangeException>(() => jacobian[-1, 0]);
    }

    [Fact]
    public void Kernels_exist_for_four_widths() => Should.Throw<ArgumentOutOfRangeException>(() => LaneKernels.OfWidth(2));

    public void Dispose() => _forward.Dispose();

    private static string MessageOf(Action action)
    {
        string message = Should.Throw<ArgumentException>(action).Message;
        message.ShouldNotContain('\n');
        return message;
    }

    private static Graph SmallGraph()
    {
        var builder = new GraphBuilder(new TensorShape(2, 3, 3));
        int value = builder.BatchNorm(builder.Convolution(builder.Input, "conv", 4, Extent.Square(3), padding: Extent.Square(1)), "bn");
        return builder.Build(builder.Linear(builder.Relu(value), "linear", 2));
    }
}
