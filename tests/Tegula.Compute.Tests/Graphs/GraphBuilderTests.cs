using Tegula.Compute.Graphs;

namespace Tegula.Compute.Tests.Graphs;

public sealed class GraphBuilderTests
{
    private readonly GraphBuilder _builder = new(new TensorShape(4, 6, 5));

    [Fact]
    public void Equal_weightless_expressions_are_one_node()
    {
        int relu = _builder.Relu(_builder.Input);
        _builder.Relu(_builder.Input).ShouldBe(relu);
        Extent three = Extent.Square(3);
        int pool = _builder.AveragePool(relu, three, padding: Extent.Square(1));
        _builder.AveragePool(_builder.Relu(_builder.Input), three, Extent.Square(1), Extent.Square(1)).ShouldBe(pool);
        _builder.AveragePool(relu, three).ShouldNotBe(pool);
        _builder.MaxPool(relu, three, padding: Extent.Square(1)).ShouldNotBe(pool);
        _builder.Add(relu, pool).ShouldBe(_builder.Add(relu, pool));
        _builder.Concat(relu, pool).ShouldNotBe(_builder.Concat(pool, relu));
        _builder.Scale(relu, 2f).ShouldNotBe(_builder.Scale(relu, 3f));
    }

    [Fact]
    public void Convolutions_and_batch_norms_with_weights_of_their_own_stay_apart()
    {
        int left = _builder.Convolution(_builder.Input, "left", 4, Extent.Square(1));
        _builder.Convolution(_builder.Input, "right", 4, Extent.Square(1)).ShouldNotBe(left);
        _builder.BatchNorm(left, "one").ShouldNotBe(_builder.BatchNorm(left, "two"));
    }

    [Fact]
    public void What_the_output_does_not_need_is_dropped()
    {
        int dead = _builder.BatchNorm(_builder.Convolution(_builder.Input, "dead", 2, Extent.Square(1)), "dead.bn");
        int alive = _builder.Convolution(_builder.Relu(_builder.Input), "alive", 3, Extent.Square(1));
        _builder.Add(dead, _builder.Relu(dead));
        Graph graph = _builder.Build(_builder.Linear(alive, "linear", 2));
        graph.Nodes.Select(node => node.Operation.GetType())
            .ShouldBe([typeof(InputOperation), typeof(ReluOperation), typeof(ConvolutionOperation), typeof(ConvolutionOperation)]);
        graph.Nodes.Select(node => node.Index).ShouldBe([0, 1, 2, 3]);
        graph.Nodes.Select(node => string.Join(',', node.Inputs)).ShouldBe(["", "0", "1", "2"]);
        graph.Parameters.Select(parameter => (parameter.Name, parameter.Offset, parameter.Length, parameter.FanIn))
            .ShouldBe([("alive", 0, 12, 4), ("linear.weight", 12, 180, 90), ("linear.bias", 192, 2, 90)]);
        graph.ParameterLength.ShouldBe(194);
    }

    [Fact]
    public void The_input_stays_when_it_is_all_there_is()
    {
        _builder.Convolution(_builder.Input, "unused", 2, Extent.Square(1));
        Graph graph = _builder.Build(_builder.Input);
        graph.Output.ShouldBe(graph.Input);
        graph.ParameterLength.ShouldBe(0);
    }

    [Fact]
    public void Consumers_are_the_readers_each_once()
    {
        int relu = _builder.Relu(_builder.Input);
        int twice = _builder.Add(relu, relu);
        Graph graph = _builder.Build(_builder.Concat(relu, twice));
        graph.Consumers.Select(readers => string.Join(',', readers)).ShouldBe(["1", "2,3", "3", ""]);
    }

    [Fact]
    public void Shapes_follow_the_window()
    {
        _builder.ShapeOf(_builder.Convolution(_builder.Input, "a", 7, new Extent(3, 2), new Extent(2, 1), new Extent(1, 0))).ShouldBe(new TensorShape(7, 3, 4));
        _builder.ShapeOf(_builder.Convolution(_builder.Input, "b", 2, Extent.Square(3), dilation: Extent.Square(2))).ShouldBe(new TensorShape(2, 2, 1));
        _builder.ShapeOf(_builder.MaxPool(_builder.Input, Extent.Square(2), Extent.Square(2))).ShouldBe(new TensorShape(4, 3, 2));
        _builder.ShapeOf(_builder.GlobalAveragePool(_builder.Input)).ShouldBe(new TensorShape(4, 1, 1));
        _builder.ShapeOf(_builder.Concat(_builder.Input, _builder.Input)).ShouldBe(new TensorShape(8, 6, 5));
        _builder.ShapeOf(_builder.Crop(_builder.Input, new Extent(1, 3))).ShouldBe(new TensorShape(4, 5, 2));
        _builder.ShapeOf(_builder.Flatten(_builder.Input)).ShouldBe(new TensorShape(120, 1, 1));
        _builder.ShapeOf(_builder.Linear(_builder.Input, "linear", 3)).ShouldBe(new TensorShape(3, 1, 1));
    }

    [Fact]
    public void One_value_is_its_own_sum_and_concatenation_and_nothing_dropped_leaves_it()
    {
        _builder.Crop(_builder.Input, Extent.Square(0)).ShouldBe(_builder.Input);
        int mean = _builder.GlobalAveragePool(_builder.Input);
        _builder.Flatten(mean).ShouldBe(mean);
        _builder.Add(_builder.Input).ShouldBe(_builder.Input);
        _builder.Concat(_builder.Input).ShouldBe(_builder.Input);
    }

    [Fact]
    public void Wrong_requests_are_named_in_one_line()
    {
        int input = _builder.Input;
        Extent three = Extent.Square(3);
        int pooled = _builder.MaxPool(input, Extent.Square(2));
        MessageOf(() => _ = new GraphBuilder(new TensorShape(3, 0, 4))).ShouldBe("an input of 3x0x4 is empty; each size must be at least 1");
        MessageOf(() => _builder.Convolution(input, "conv", 4, three, groups: 3)).ShouldBe("conv: 3 groups do not divide 4 input and 4 output channels");
        MessageOf(() => _builder.Convolution(input, "conv", 0, three)).ShouldBe("conv: 1 groups do not divide 4 input and 0 output channels");
        MessageOf(() => _builder.Convolution(input, "conv", 4, Extent.Square(7)))
            .ShouldBe("a window of 7x7 with dilation 1x1 does not fit into 6x5 padded by 0x0");
        MessageOf(() => _builder.Convolution(input, "conv", 4, new Extent(0, 3))).ShouldBe("a window of 0x3 has no taps; both sizes must be at least 1");
        MessageOf(() => _builder.Convolution(input, "conv", 4, three, new Extent(1, 0))).ShouldBe("a stride of 1x0 does not advance; both must be at least 1");
        MessageOf(() => _builder.Convolution(input, "conv", 4, three, padding: new Extent(-1, 0)))
            .ShouldBe("a padding of -1x0 is negative; both must be at least 0");
        MessageOf(() => _builder.Convolution(input, "conv", 4, three, dilation: new Extent(0, 1)))
            .ShouldBe("a dilation of 0x1 is too small; both must be at least 1");
        MessageOf(() => _builder.AveragePool(input, three, padding: Extent.Square(2)))
            .ShouldBe("a pool of 3x3 padded by 2x2 would have windows with nothing in them; pad by at most half of it");
        MessageOf(() => _builder.MaxPool(input, Extent.Square(8))).ShouldBe("a window of 8x8 with dilation 1x1 does not fit into 6x5 padded by 0x0");
        MessageOf(() => _builder.Linear(input, "linear", 0)).ShouldBe("linear: 0 outputs are not enough; a linear layer needs at least 1");
        MessageOf(() => _builder.Add()).ShouldBe("a sum needs at least one value");
        MessageOf(() => _builder.Concat()).ShouldBe("a concatenation needs at least one value");
        MessageOf(() => _builder.Add(input, pooled)).ShouldBe("values of 4x6x5 and 4x5x4 cannot be added");
        MessageOf(() => _builder.Concat(input, pooled)).ShouldBe("values of 4x6x5 and 4x5x4 cannot be joined");
        MessageOf(() => _builder.Crop(input, new Extent(6, 0)))
            .ShouldBe("6x0 rows and columns cannot be dropped from 4x6x5; at least one of each must stay, and none be added");
        MessageOf(() => _builder.Crop(input, new Extent(0, -1)))
            .ShouldBe("0x-1 rows and columns cannot be dropped from 4x6x5; at least one of each must stay, and none be added");
        MessageOf(() => _builder.Convolution(input, "conv", 2_000_000_000, three))
            .ShouldBe("conv has more than 2,147,483,591 parameters; choose fewer channels, cells or outputs");
        MessageOf(() => _builder.Linear(input, "linear", int.MaxValue))
            .ShouldBe("linear.weight has more than 2,147,483,591 parameters; choose fewer channels, cells or outputs");
        _builder.BatchNorm(input, "bn");
        MessageOf(() => _builder.BatchNorm(input, "bn")).ShouldBe("the graph already has a parameter named bn.gamma");
    }

    [Fact]
    public void More_parameters_than_one_array_holds_are_refused()
    {
        int wide = _builder.Convolution(_builder.Input, "wide", 30_000, Extent.Square(1));
        int first = _builder.Convolution(wide, "first", 30_000, Extent.Square(1));
        int second = _builder.Convolution(first, "second", 30_000, Extent.Square(1));
        _builder.Build(second).ParameterLength.ShouldBe(1_800_120_000);
        int third = _builder.Convolution(second, "third", 30_000, Extent.Square(1));
        MessageOf(() => _builder.Build(third)).ShouldBe("the network has more than 2,147,483,591 parameters; choose fewer channels, cells or outputs");
    }

    private static string MessageOf(Action action) => Should.Throw<ArgumentException>(action).Message;
}
