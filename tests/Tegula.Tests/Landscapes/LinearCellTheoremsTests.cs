using System.Collections.Immutable;
using MathNet.Numerics.LinearAlgebra;
using Tegula.Compute;
using Tegula.Landscapes;

namespace Tegula.Tests.Landscapes;

public sealed class LinearCellTheoremsTests
{
    private const int Width = 3;
    private const int Samples = 7;

    [Fact]
    public void A_cell_of_one_node_is_both_the_widest_and_the_narrowest()
    {
        LinearCellBlock block = LinearCellTheorems.Check(new LinearCellOptions { Nodes = 1 }).Single();
        foreach (double value in new[] { block.Smoothness.Narrowest, block.Smoothness.OwnNarrowest, block.Smoothness.Bound, block.OwnSmoothnessBound })
            value.ShouldBe(block.Smoothness.Widest, 1e-12);
        foreach (double value in new[] { block.Variance.Narrowest, block.Variance.OwnNarrowest, block.Variance.Bound })
            value.ShouldBe(block.Variance.Widest, 1e-10);
    }

    [Theory]
    [InlineData(1.4)]
    [InlineData(1.0)]
    [InlineData(0.6)]
    public void Multiples_of_rotations_have_the_constants_that_follow_by_hand(double factor)
    {
        const int Nodes = 4;
        var random = new RandomStream(1, "rotations");
        Matrix<double>[] weights = [.. Enumerable.Range(0, Nodes).Select(_ => factor * Gaussian(random, Width, Width).QR().Q)];
        Matrix<double> inputs = Gaussian(random, Width, Samples);
        Matrix<double>[] targets = [.. Enumerable.Range(0, Nodes).Select(_ => Gaussian(random, Width, Samples))];
        double constant = (inputs.TransposeAndMultiply(inputs) / Samples).L2Norm();

        ImmutableArray<LinearCellBlock> blocks = LinearCellTheorems.Check(weights, inputs, targets);

        foreach (LinearCellBlock block in blocks)
        {
            // Rotations turn and the factors multiply: the theorem holds with equality.
            double scale = Math.Pow(factor, block.Index - 1);
            block.LargestSingularValue.ShouldBe(factor, 1e-12);
            block.Smoothness.Widest.ShouldBe(constant, 1e-12);
            block.Smoothness.Narrowest.ShouldBe(scale * constant, 1e-12);
            block.Smoothness.Bound.ShouldBe(scale * constant, 1e-12);
            block.Smoothness.Holds.ShouldBeTrue();

            double own = scale * scale * Enumerable.Range(0, Nodes - block.Index + 1).Sum(k => Math.Pow(factor, 2 * k)) * constant;
            block.Smoothness.OwnNarrowest.ShouldBe(own, 1e-11);
            block.OwnSmoothnessBound.ShouldBe(own, 1e-11);
            block.Smoothness.HoldsWithoutPremise.ShouldBe(own <= scale * constant * (1 + 1e-12));
        }

        // The narrowest cell is the less smooth one where the largest singular values are above 1, and the smoother one where they are below.
        blocks.Skip(1).ShouldAllBe(block => block.Smoothness.Narrowest.CompareTo(constant) == Math.Sign(factor - 1) || Math.Abs(factor - 1) < 1e-9);
    }

    [Theory]
    [InlineData(2.0)]
    [InlineData(1.0)]
    [InlineData(0.5)]
    public void Both_theorems_hold_under_their_premise_whatever_the_largest_singular_values(double largest)
    {
        for (ulong seed = 1; seed <= 10; seed++)
        {
            var options = new LinearCellOptions { Nodes = 5, Width = 4, Samples = 40, LargestSingularValue = largest, Seed = seed };
            foreach (LinearCellBlock block in LinearCellTheorems.Check(options))
            {
                block.LargestSingularValue.ShouldBe(largest, 1e-12);
                block.Smoothness.Holds.ShouldBeTrue();
                block.Variance.Holds.ShouldBeTrue();
                block.Smoothness.OwnNarrowest.ShouldBeLessThanOrEqualTo(block.OwnSmoothnessBound * (1 + 1e-12));
            }
        }
    }

    [Fact]
    public void Without_the_premise_the_first_theorem_fails_for_cells_that_enlarge()
    {
        ImmutableArray<LinearCellBlock> blocks = LinearCellTheorems.Check(new LinearCellOptions { LargestSingularValue = 1.5, Seed = 1 });
        blocks[0].Smoothness.HoldsWithoutPremise.ShouldBeFalse();
        blocks[0].Smoothness.OwnNarrowest.ShouldBeGreaterThan(blocks[0].Smoothness.Widest);
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(0.8)]
    public void Constants_and_variances_are_those_of_gradients_computed_with_plain_loops(double largest)
    {
        const int Nodes = 3;
        var random = new RandomStream(2, "plain");
        Matrix<double>[] weights = [.. Enumerable.Range(0, Nodes).Select(_ => Gaussian(random, Width, Width))];
        for (int i = 0; i < Nodes; i++) weights[i] *= largest / weights[i].L2Norm();
        Matrix<double> inputs = Gaussian(random, Width, Samples);
        Matrix<double>[] targets = [.. Enumerable.Range(0, Nodes).Select(_ => Gaussian(random, Width, Samples))];

        foreach (LinearCellBlock block in LinearCellTheorems.Check(weights, inputs, targets))
        {
            int i = block.Index - 1;
            block.Smoothness.Widest.ShouldBe(Constant(w => Mean(s => Differentiated(w, i, s, isNarrow: false)), weights, i), 1e-5);
            block.Smoothness.OwnNarrowest.ShouldBe(Constant(w => Mean(s => Differentiated(w, i, s, isNarrow: true)), weights, i), 1e-4);
            block.Variance.Widest.ShouldBe(Spread(s => Differentiated(weights, i, s, isNarrow: false)), 1e-5);
            block.Variance.OwnNarrowest.ShouldBe(Spread(s => Differentiated(weights, i, s, isNarrow: true)), 1e-4);
            block.Smoothness.Narrowest.ShouldBe(Constant(w => Mean(s => Inserted(w, i, s)), weights, i), 1e-5);
            block.Variance.Narrowest.ShouldBe(Spread(s => Inserted(weights, i, s)), 1e-5);
        }

        // The objective of one sample, node by node.
        double Objective(Matrix<double>[] w, int s, bool isNarrow)
        {
            Vector<double> x = inputs.Column(s);
            double sum = 0;
            for (int k = 0; k < Nodes; k++)
            {
                Vector<double> node = w[k] * x;
                sum += (node - targets[k].Column(s)).PointwisePower(2).Sum() / 2;
                if (isNarrow) x = node;
            }

            return sum;
        }

        // Gradient by central differences, exact but for rounding since the objective is quadratic in each matrix.
        Matrix<double> Differentiated(Matrix<double>[] w, int i, int s, bool isNarrow) => Matrix<double>.Build.Dense(Width, Width, (row, column) =>
        {
            const double Step = 1e-3;
            return (Objective(Moved(w, i, row, column, Step), s, isNarrow) - Objective(Moved(w, i, row, column, -Step), s, isNarrow)) / (2 * Step);
        });

        // Eq. 4 of the proof as it stands: gradients of the widest cell between the matrices behind and in front.
        Matrix<double> Inserted(Matrix<double>[] w, int i, int s)
        {
            Matrix<double> inFront = Matrix<double>.Build.DenseIdentity(Width);
            for (int j = 0; j < i; j++) inFront = w[j] * inFront;
            Matrix<double> sum = Matrix<double>.Build.Dense(Width, Width);
            for (int k = i; k < Nodes; k++)
            {
                Matrix<double> behind = Matrix<double>.Build.DenseIdentity(Width);
                for (int j = i + 1; j <= k; j++) behind = w[j] * behind;
                sum += behind.Transpose() * (((w[k] * inputs.Column(s)) - targets[k].Column(s)).OuterProduct(inputs.Column(s)) * inFront.Transpose());
            }

            return sum;
        }

        static Matrix<double> Mean(Func<int, Matrix<double>> gradient) =>
            Enumerable.Range(0, Samples).Select(gradient).Aggregate((sum, part) => sum + part) / Samples;

        static double Spread(Func<int, Matrix<double>> gradient)
        {
            Matrix<double> mean = Mean(gradient);
            return Enumerable.Range(0, Samples).Average(s => Math.Pow((gradient(s) - mean).L2Norm(), 2));
        }

        // The gradient is affine in the matrix: its differences along all entries are the columns of a linear map, whose norm is the constant.
        static double Constant(Func<Matrix<double>[], Matrix<double>> gradient, Matrix<double>[] w, int i)
        {
            Matrix<double> map = Matrix<double>.Build.Dense(Width * Width, Width * Width);
            for (int entry = 0; entry < Width * Width; entry++)
            {
                (int row, int column) = (entry / Width, entry % Width);
                Matrix<double> difference = gradient(Moved(w, i, row, column, 0.5)) - gradient(Moved(w, i, row, column, -0.5));
                map.SetColumn(entry, difference.ToRowMajorArray());
            }

            return map.L2Norm();
        }

        static Matrix<double>[] Moved(Matrix<double>[] w, int i, int row, int column, double step)
        {
            Matrix<double>[] moved = [.. w];
            moved[i] = w[i].Clone();
            moved[i][row, column] += step;
            return moved;
        }
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_refused()
    {
        Should.Throw<ArgumentException>(() => LinearCellTheorems.Check(new LinearCellOptions { Nodes = 0 })).Message.ShouldContain("a cell of 0 nodes");
        Should.Throw<ArgumentException>(() => LinearCellTheorems.Check(new LinearCellOptions { Samples = 1 })).Message.ShouldContain("at least 2 samples");
        Should.Throw<ArgumentException>(() => LinearCellTheorems.Check(new LinearCellOptions { LargestSingularValue = 0 })).Message.ShouldContain("above 0");
        Matrix<double> square = Matrix<double>.Build.DenseIdentity(3);
        Should.Throw<ArgumentException>(() => LinearCellTheorems.Check([square], Matrix<double>.Build.Dense(4, 5), [square])).Message.ShouldContain("4 x 4");
        Should.Throw<ArgumentException>(() => LinearCellTheorems.Check([square], square, [])).Message.ShouldContain("needs targets of 3 x 3");
    }

    private static Matrix<double> Gaussian(RandomStream random, int rows, int columns) =>
        Matrix<double>.Build.Dense(rows, columns, (_, _) => random.NextGaussian());
}
