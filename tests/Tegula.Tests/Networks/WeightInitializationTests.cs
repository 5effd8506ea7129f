using Tegula.Architectures;
using Tegula.Compute.Graphs;
using Tegula.Networks;
using static Tegula.Architectures.NasBench201Operation;

namespace Tegula.Tests.Networks;

public sealed class WeightInitializationTests
{
    /// <summary>Standard errors that a moment may be away from its expectation.</summary>
    private const double Errors = 4.5;

    private static readonly Graph Network = NasBench201Network.Build(
        CellComputation.Of(new NasBench201Cell(NorConv3x3, NorConv1x1, NorConv3x3, SkipConnect, NorConv1x1, NorConv3x3)),
        new NasBench201Skeleton { CellsPerStage = 1, ImageHeight = 8, ImageWidth = 8, Classes = 100 });

    [Fact]
    public void Weights_have_mean_zero_and_variance_two_by_fan_in()
    {
        float[] weights = WeightInitialization.KaimingNormal(Network, 1, 0);
        int tensors = 0;
        foreach (Parameter parameter in Network.Parameters.Where(parameter => parameter.Kind is ParameterKind.Convolution or ParameterKind.Linear))
        {
            double[] values = [.. Of(parameter, weights).Select(value => (double)value)];
            double variance = 2.0 / parameter.FanIn;

            Math.Abs(values.Average()).ShouldBeLessThan(Errors * Math.Sqrt(variance / values.Length), parameter.Name);
            double measured = values.Sum(value => value * value) / values.Length;
            Math.Abs((measured / variance) - 1).ShouldBeLessThan(Errors * Math.Sqrt(2.0 / values.Length), parameter.Name);
            double fourth = values.Sum(value => value * value * value * value) / values.Length;
            Math.Abs((fourth / (3 * variance * variance)) - 1).ShouldBeLessThan(Errors * Math.Sqrt(96.0 / 9 / values.Length), $"{parameter.Name} is normal");
            tensors++;
        }

        tensors.ShouldBe((3 * 5) + (2 * 3) + 2, "five convolutions a cell, three a block, the stem and the classifier");
    }

    /// <summary>Inputs that one output sums over, counted from the layer's own shape.</summary>
    [Fact]
    public void Fan_in_is_what_one_output_sums_over()
    {
        foreach (Node node in Network.Nodes)
        {
            if (node.Operation is not ConvolutionOperation convolution) continue;
            convolution.Weight.FanIn.ShouldBe(Network.Nodes[node.Inputs[0]].Shape.Channels * convolution.Geometry.Kernel.Y * convolution.Geometry.Kernel.X);
            convolution.Weight.Length.ShouldBe(convolution.Weight.FanIn * node.Shape.Channels);
        }
    }

    [Fact]
    public void Scales_are_one_and_shifts_and_biases_zero()
    {
        float[] weights = WeightInitialization.KaimingNormal(Network, 1, 0);

        OfKind(ParameterKind.Scale, weights).ShouldAllBe(value => value == 1f);
        OfKind(ParameterKind.Shift, weights).ShouldAllBe(value => value == 0f);
        OfKind(ParameterKind.Bias, weights).ShouldAllBe(value => value == 0f);
    }

    [Fact]
    public void The_same_seed_and_repeat_give_the_same_bits() =>
        WeightInitialization.KaimingNormal(Network, 9, 4).ShouldBe(WeightInitialization.KaimingNormal(Network, 9, 4));

    [Theory]
    [InlineData(1ul, 1)]
    [InlineData(2ul, 0)]
    [InlineData(2ul, 1)]
    public void Seeds_and_repeats_are_uncorrelated(ulong seed, int repeat)
    {
        float[] first = WeightInitialization.KaimingNormal(Network, 1, 0);
        float[] second = WeightInitialization.KaimingNormal(Network, seed, repeat);
        foreach (Parameter parameter in Network.Parameters.Where(parameter => parameter.Kind is ParameterKind.Convolution or ParameterKind.Linear))
            Math.Abs(Correlation(Of(parameter, first), Of(parameter, second))).ShouldBeLessThan(Errors / Math.Sqrt(parameter.Length), parameter.Name);
    }

    [Fact]
    public void Tensors_of_one_network_are_uncorrelated()
    {
        float[] weights = WeightInitialization.KaimingNormal(Network, 1, 0);
        Parameter[] alike = [.. Network.Parameters.Where(parameter => parameter.Kind == ParameterKind.Convolution)];
        foreach ((Parameter left, Parameter right) in alike.SelectMany((left, i) => alike.Skip(i + 1).Select(right => (left, right))))
        {
            int length = Math.Min(left.Length, right.Length);
            double correlation = Correlation(Of(left, weights)[..length], Of(right, weights)[..length]);
            Math.Abs(correlation).ShouldBeLessThan(Errors / Math.Sqrt(length), $"{left.Name} {right.Name}");
        }
    }

    /// <summary>A uniform variable on [-b, b] has variance b^2 / 3 and fourth moment b^4 / 5.</summary>
    [Fact]
    public void Uniform_weights_and_biases_fill_the_interval_of_one_by_the_root_of_fan_in()
    {
        float[] weights = WeightInitialization.UniformFanIn(Network, 1, 0);
        foreach (Parameter parameter in Network.Parameters.Where(parameter => parameter.IsWeight || parameter.Kind == ParameterKind.Bias))
        {
            double bound = 1 / Math.Sqrt(parameter.FanIn);
            double[] values = [.. Of(parameter, weights).Select(value => value / bound)];

            values.ShouldAllBe(value => Math.Abs(value) <= 1 + 1e-7);
            Math.Abs(values.Average()).ShouldBeLessThan(Errors * Math.Sqrt(1 / 3.0 / values.Length), parameter.Name);
            double variance = values.Sum(value => value * value) / values.Length;
            Math.Abs(variance - (1 / 3.0)).ShouldBeLessThan(Errors * Math.Sqrt(4 / 45.0 / values.Length), parameter.Name);
        }

        OfKind(ParameterKind.Bias, weights).Distinct().Count().ShouldBeGreaterThan(90, "a bias for each of 100 classes");
        OfKind(ParameterKind.Scale, weights).ShouldAllBe(value => value == 1f);
        OfKind(ParameterKind.Shift, weights).ShouldAllBe(value => value == 0f);
    }

    [Fact]
    public void A_scheme_draws_as_its_method_does_and_apart_from_the_others()
    {
        WeightInitialization.Draw(WeightScheme.KaimingNormal, Network, 3, 2).ShouldBe(WeightInitialization.KaimingNormal(Network, 3, 2));
        WeightInitialization.Draw(WeightScheme.UniformFanIn, Network, 3, 2).ShouldBe(WeightInitialization.UniformFanIn(Network, 3, 2));
        WeightInitialization.Draw(WeightScheme.StandardNormal, Network, 3, 2).ShouldBe(WeightInitialization.StandardNormal(Network, 3, 2));
        Should.Throw<ArgumentOutOfRangeException>(() => WeightInitialization.Draw((WeightScheme)9, Network, 3, 2)).Message
            .ShouldContain("expected KaimingNormal");

        float[][] all = [.. Enum.GetValues<WeightScheme>().Select(scheme => WeightInitialization.Draw(scheme, Network, 3, 2))];
        Parameter stem = Network.Parameters[0];
        foreach ((int left, int right) in new[] { (0, 1), (0, 2), (1, 2) })
            Math.Abs(Correlation(Of(stem, all[left]), Of(stem, all[right]))).ShouldBeLessThan(Errors / Math.Sqrt(stem.Length));
    }

    private static float[] Of(Parameter parameter, float[] weights) => weights[parameter.Offset..(parameter.Offset + parameter.Length)];

    private static float[] OfKind(ParameterKind kind, float[] weights) =>
        [.. Network.Parameters.Where(parameter => parameter.Kind == kind).SelectMany(parameter => Of(parameter, weights))];

    private static double Correlation(float[] left, float[] right)
    {
        double Product(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();
        return Product(left, right) / Math.Sqrt(Product(left, left) * Product(right, right));
    }
}
