using System.Collections.Immutable;
using Tegula.Architectures;
using Tegula.Architectures.Custom;
using Tegula.Architectures.Custom.Internals;
using Tegula.Architectures.Graphs;
using Tegula.Architectures.Internals;
using Tegula.Compute;
using Tegula.Compute.Graphs;

namespace Tegula.Tests.Architectures.Custom;

public sealed class CellOperationsTests
{
    /// <summary>The operations of DARTS in the words of a file, beside the library's closed form of what they cost.</summary>
    [Theory]
    [InlineData("identity", DartsOperation.SkipConnect)]
    [InlineData("{type: max-pool, kernel: 3}", DartsOperation.MaxPool3x3)]
    [InlineData("{type: average-pool, kernel: 3}", DartsOperation.AvgPool3x3)]
    [InlineData("{type: separable-convolution, kernel: 3}", DartsOperation.SepConv3x3)]
    [InlineData("{type: separable-convolution, kernel: 5}", DartsOperation.SepConv5x5)]
    [InlineData("{type: separable-convolution, kernel: 7}", DartsOperation.SepConv7x7)]
    [InlineData("{type: dilated-convolution, kernel: 3}", DartsOperation.DilConv3x3)]
    [InlineData("{type: dilated-convolution, kernel: 5}", DartsOperation.DilConv5x5)]
    [InlineData("{type: factorized-convolution, kernel: 7}", DartsOperation.Conv7x1x1x7)]
    public void The_operations_of_DARTS_cost_what_they_cost_there(string operation, DartsOperation original)
    {
        foreach ((int channels, int side) in new[] { (1, 4), (16, 32), (36, 9) })
        {
            ResolvedOperation resolved = Resolve(operation);
            EdgeOperation expected = DartsOperationCost.Of(original, channels, side, 1);
            resolved.CostAt(new(channels, side, side)).ShouldBe(new GraphCost(expected.Parameters, expected.Macs), operation);
            resolved.Kind.ShouldBe(expected.Kind);
        }
    }

    /// <summary>Expected: counted by hand for 12 channels and 8x8 pixels.</summary>
    [Theory]
    [InlineData("{type: convolution, kernel: 3}", (12 * 12 * 9) + 24, 12 * 12 * 9 * 64)]
    [InlineData("{type: convolution, kernel: 5, dilation: 2, groups: 4}", (12 * 3 * 25) + 24, 12 * 3 * 25 * 64)]
    [InlineData("{type: convolution, kernel: 1, groups: 5}", (12 * 12) + 24, 12 * 12 * 64)]
    [InlineData("{type: depthwise-convolution, kernel: 3}", (12 * 9) + 24, 12 * 9 * 64)]
    [InlineData("{type: separable-convolution, kernel: 3, repeats: 1}", (12 * 9) + (12 * 12) + 24, ((12 * 9) + (12 * 12)) * 64)]
    [InlineData("{type: inverted-residual, kernel: 3, expansion: 4}", (2 * 12 * 48) + (48 * 9) + (4 * 48) + 24, ((2 * 12 * 48) + (48 * 9)) * 64)]
    [InlineData("{type: inverted-residual, kernel: 3, expansion: 1}", (12 * 12) + (12 * 9) + (4 * 12), ((12 * 12) + (12 * 9)) * 64)]
    public void Parameters_and_macs_are_those_of_the_layers(string operation, long parameters, long macs)
    {
        ResolvedOperation resolved = Resolve(operation, channels: 60);
        resolved.CostAt(new(12, 8, 8)).ShouldBe(new GraphCost(parameters, macs));
        (resolved.Kind, resolved.IsCut, resolved.HasWeights, resolved.HasParameters).ShouldBe((OperationKind.Convolution, false, true, true));
    }

    [Fact]
    public void What_an_operation_is_shows_in_its_graph()
    {
        Resolve("none").IsCut.ShouldBeTrue();
        Resolve("identity").IsIdentity.ShouldBeTrue();
        ResolvedOperation pool = Resolve("max-pool");
        (pool.Kind, pool.IsIdentity, pool.HasParameters).ShouldBe((OperationKind.Pooling, false, false));
    }

    [Fact]
    public void Every_type_is_described_and_works_with_every_value_at_its_borders()
    {
        foreach (ICellOperation type in CustomDefinitions.BuiltInTypes)
        {
            type.Description.ShouldNotBeNullOrWhiteSpace();
            foreach (OperationParameter parameter in type.Parameters)
            {
                parameter.Meaning.ShouldNotBeNullOrWhiteSpace();
                foreach (double value in (double[])[parameter.Minimum, parameter.Maximum])
                    Resolve($"{{type: {type.Type}, {parameter.Name}: {value}}}", channels: 256).CostAt(new(3, 2, 2)).Parameters.ShouldBeGreaterThanOrEqualTo(0);
                foreach (double value in (double[])[parameter.Minimum - 1, parameter.Maximum + 1, parameter.Minimum + 0.5])
                    Should.Throw<CustomSpaceException>(() => Resolve($"{{type: {type.Type}, {parameter.Name}: {value}}}")).Message
                        .ShouldContain("it has to be");
            }
        }
    }

    [Fact]
    public void An_own_operation_is_used_like_any_other()
    {
        CellOperations.Register(new LeakyShift());
        CellOperations.Register(new LeakyShift());

        CellOperations.All.Count(operation => operation.Type == "test-shift").ShouldBe(1);
        ResolvedOperation own = Resolve("{type: test-shift, slope: 0.25}");
        own.Kind.ShouldBe(OperationKind.Pooling);
        own.CostAt(new(5, 3, 3)).ShouldBe(new GraphCost(10, 0));
        Should.Throw<CustomSpaceException>(() => Resolve("{type: test-shift, slope: 2}")).Message
            .ShouldContain("slope is 2; it has to be a number from 0 to 1");
        Should.Throw<ArgumentException>(() => CellOperations.Register(new OtherShift())).Message
            .ShouldContain("there is an operation of type 'test-shift' already, LeakyShift");
        Should.Throw<ArgumentException>(() => CellOperations.Register(new BadlyNamed())).Message
            .ShouldContain("'Bad Name' cannot be the name of a type of operation");
    }

    [Fact]
    public void An_operation_that_changes_the_shape_or_cannot_be_built_is_refused()
    {
        CellOperations.Register(new Halving());
        CellOperations.Register(new EvenOnly());

        Should.Throw<CustomSpaceException>(() => Resolve("test-halving")).Message
            .ShouldBe("own.yaml:3:17: 'test-halving' turns 16x8x8 into 16x4x4; an operation keeps channels, rows and columns");
        Should.Throw<CustomSpaceException>(() => Resolve("test-even")).Message
            .ShouldStartWith("own.yaml:3:17: 'test-even' cannot be built with 3 channels; x: 2 groups do not divide 3 input and 3 output channels");
    }

    private static ResolvedOperation Resolve(string operation, int channels = 16) =>
        CustomSpaceReader.Parse(
            $"name: a\ncell: {{nodes: 2}}\noperations: {{o: {operation}}}\nskeleton: {{channels: {channels}}}", "own.yaml").ResolvedOperations[0];

    private class LeakyShift : ICellOperation
    {
        public string Type => "test-shift";

        public string Description => "x plus a scaled and shifted part of it";

        public ImmutableArray<OperationParameter> Parameters => [new("slope", 0.5, 0, 1, "how much of it") { IsInteger = false }];

        public int? Append(GraphBuilder graph, OperationPlace place) =>
            graph.Add(place.Source, graph.Scale(graph.BatchNorm(place.Source, place.Name + ".bn"), (float)place.Settings.Number("slope")));
    }

    private sealed class OtherShift : LeakyShift;

    private sealed class BadlyNamed : ICellOperation
    {
        public string Type => "Bad Name";

        public string Description => "";

        public int? Append(GraphBuilder graph, OperationPlace place) => null;
    }

    private sealed class Halving : ICellOperation
    {
        public string Type => "test-halving";

        public string Description => "halves";

        public int? Append(GraphBuilder graph, OperationPlace place) => graph.AveragePool(place.Source, Extent.Square(2), Extent.Square(2));
    }

    private sealed class EvenOnly : ICellOperation
    {
        public string Type => "test-even";

        public string Description => "two groups";

        public int? Append(GraphBuilder graph, OperationPlace place) => graph.Convolution(place.Source, "x", place.Channels, Extent.Square(1), groups: 2);
    }
}
