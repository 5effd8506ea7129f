using Tegula.Indicators;

namespace Tegula.Tests.Indicators;

public sealed class KernelRegressionTests
{
    /// <summary>Kernel [[2, 1], [1, 2]], targets 1 and -1: weights 1 and -1; the held-out sample with products 2 and 0 gets 2, and should get 1/2.</summary>
    [Fact]
    public void A_case_solved_by_hand()
    {
        (double value, IndicatorStatus status) =
            KernelRegression.Of(new double[,] { { 2, 1 }, { 1, 2 } }, new double[,] { { 2, 0 } }, new double[,] { { 1 }, { -1 } }, new[,] { { 0.5 } });

        status.ShouldBe(IndicatorStatus.Ok);

        // The ridge of 1e-6 x 2 makes 1/(1 + 2e-6) of the weights.
        value.ShouldBe(2.25, 2e-5);
        value.ShouldBe(Math.Pow((2 / (1 + 2e-6)) - 0.5, 2), 1e-12);
    }

    [Theory]
    [InlineData(4, 40, 3, 5)]
    [InlineData(16, 50, 10, 16)]
    [InlineData(32, 40, 2, 1)]
    public void It_is_what_elimination_gives(int samples, int weights, int classes, int heldOut)
    {
        double[][] rows = PlainAlgebra.RandomRows(samples, weights, 1);
        double[][] others = PlainAlgebra.RandomRows(heldOut, weights, 2);
        double[,] targets = KernelRegression.Targets([.. Enumerable.Range(0, samples).Select(i => i * 7 % classes)], classes);
        double[,] heldOutTargets = KernelRegression.Targets([.. Enumerable.Range(0, heldOut).Select(i => i * 3 % classes)], classes);
        double[,] train = PlainAlgebra.Gram(rows);
        double[,] cross = PlainAlgebra.Gram(others, rows);

        (double value, IndicatorStatus status) = KernelRegression.Of(train, cross, targets, heldOutTargets);

        status.ShouldBe(IndicatorStatus.Ok);
        value.ShouldBe(PlainAlgebra.RegressionError(train, cross, targets, heldOutTargets, 1e-6), 1e-9 * (1 + value));
    }

    [Fact]
    public void The_training_samples_themselves_are_predicted_but_for_the_ridge()
    {
        double[,] train = PlainAlgebra.Gram(PlainAlgebra.RandomRows(10, 60, 3));
        double[,] targets = KernelRegression.Targets([0, 1, 2, 3, 4, 0, 1, 2, 3, 4], 5);

        KernelRegression.Of(train, train, targets, targets).Value.ShouldBeLessThan(1e-9);
    }

    /// <summary>Orthogonal to all training samples: the prediction is zero, the error the targets' own square, 1 - 1/classes.</summary>
    [Fact]
    public void Without_anything_in_common_the_error_is_that_of_predicting_the_mean()
    {
        double[,] targets = KernelRegression.Targets([0, 1, 2], 3);

        KernelRegression.Of(new double[,] { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } }, new double[3, 3], targets, targets).Value.ShouldBe(2.0 / 3, 1e-12);
    }

    [Fact]
    public void A_common_scale_of_both_kernels_changes_nothing()
    {
        double[][] rows = PlainAlgebra.RandomRows(6, 20, 4);
        double[][] scaled = [.. rows.Select(row => row.Select(value => 1e-4 * value).ToArray())];
        double[][] others = PlainAlgebra.RandomRows(4, 20, 5);
        double[][] scaledOthers = [.. others.Select(row => row.Select(value => 1e-4 * value).ToArray())];
        double[,] targets = KernelRegression.Targets([0, 1, 0, 1, 0, 1], 2);
        double[,] heldOutTargets = KernelRegression.Targets([0, 1, 1, 0], 2);

        double expected = KernelRegression.Of(PlainAlgebra.Gram(rows), PlainAlgebra.Gram(others, rows), targets, heldOutTargets).Value;
        KernelRegression.Of(PlainAlgebra.Gram(scaled), PlainAlgebra.Gram(scaledOthers, scaled), targets, heldOutTargets).Value.ShouldBe(expected, 1e-9);
    }

    /// <summary>Two equal samples: the ridge makes the factorisation succeed, and each gets half of what one alone would get.</summary>
    [Fact]
    public void A_kernel_of_low_rank_is_solved_through_the_ridge()
    {
        (double value, IndicatorStatus status) =
            KernelRegression.Of(new double[,] { { 1, 1 }, { 1, 1 } }, new double[,] { { 1, 1 } }, new double[,] { { 1 }, { 1 } }, new double[,] { { 1 } });

        status.ShouldBe(IndicatorStatus.Ok);
        value.ShouldBe(0, 1e-9);
    }

    [Fact]
    public void A_kernel_without_weight_or_with_a_negative_direction_is_singular()
    {
        double[,] targets = KernelRegression.Targets([0, 1], 2);

        KernelRegression.Of(new double[2, 2], new double[2, 2], targets, targets).Status.ShouldBe(IndicatorStatus.Singular);
        KernelRegression.Of(new double[,] { { 1, 2 }, { 2, 1 } }, new double[2, 2], targets, targets).Status.ShouldBe(IndicatorStatus.Singular);
    }

    [Fact]
    public void What_is_not_finite_in_either_kernel_is_a_status()
    {
        double[,] targets = KernelRegression.Targets([0, 1], 2);
        double[,] good = { { 2, 1 }, { 1, 2 } };

        KernelRegression.Of(new[,] { { 2, double.NaN }, { double.NaN, 2 } }, good, targets, targets).Status.ShouldBe(IndicatorStatus.NotFinite);
        KernelRegression.Of(good, new[,] { { double.PositiveInfinity, 0 }, { 0, 1 } }, targets, targets).Status.ShouldBe(IndicatorStatus.NotFinite);
    }

    [Fact]
    public void Targets_are_one_hot_minus_their_mean()
    {
        double[,] targets = KernelRegression.Targets([2, 0], 4);

        targets.Cast<double>().ShouldBe([-0.25, -0.25, 0.75, -0.25, 0.75, -0.25, -0.25, -0.25]);
    }
}
