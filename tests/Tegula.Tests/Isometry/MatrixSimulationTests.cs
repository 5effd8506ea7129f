using System.Collections.Immutable;
using MathNet.Numerics;
using Tegula.Isometry;

namespace Tegula.Tests.Isometry;

public sealed class MatrixSimulationTests
{
    [Theory]
    [InlineData(16, 0, 1, 0, 8)]
    [InlineData(16, 18, 1, 1, 9)]
    [InlineData(8, 84, 4, 8.48528137423857, 19.79898987322333)]
    public void Bounds_are_those_of_the_formula(double width, double mass, double variance, double lower, double upper)
    {
        IsometryBounds bounds = IsometryBounds.Of(width, mass, variance);
        bounds.Lower.ShouldBe(lower, 1e-12);
        bounds.Upper.ShouldBe(upper, 1e-12);
    }

    [Fact]
    public void Bounds_of_impossible_sizes_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => IsometryBounds.Of(0, 1, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => IsometryBounds.Of(4, -1, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => IsometryBounds.Of(4, 1, -1));
    }

    [Fact]
    public void The_mean_singular_value_grows_with_the_mass_and_keeps_the_bounds()
    {
        int[] masses = [.. Enumerable.Range(0, 21).Select(i => 20 * i)];
        ImmutableArray<SimulatedMatrix> rows = MatrixSimulation.OverMasses(16, masses, 1, 10, 1);

        rows.Select(row => row.NnMass).ShouldBe(masses);
        rows.Select(row => (row.Rows, row.Columns)).ShouldBe(masses.Select(mass => (16 + (mass / 2), 16)));
        rows.ShouldAllBe(row => row.HoldsBounds);
        rows.Zip(rows.Skip(1)).ShouldAllBe(pair => pair.First.MeanSingularValue < pair.Second.MeanSingularValue);
    }

    [Fact]
    public void The_mean_square_is_the_variance_times_the_rows_whatever_the_width()
    {
        const int Repeats = 8;
        foreach (SimulatedMatrix row in MatrixSimulation.OverSizes([5, 20, 40], [40, 80, 160], 2.5, Repeats, 1))
        {
            row.ExpectedSquare.ShouldBe(2.5 * row.Rows);

            // W times the mean square is a sum of H W squared normals: a chi-square variable, whose deviation is sqrt(2 H W).
            double error = 2.5 * Math.Sqrt(2.0 * row.Rows / row.Columns / Repeats);
            row.MeanSquare.ShouldBe(row.ExpectedSquare, 4 * error);
        }
    }

    [Fact]
    public void A_single_column_has_the_mean_length_of_a_gaussian_vector()
    {
        const int Repeats = 4000;
        SimulatedMatrix found = MatrixSimulation.Of(5, 1, 4, Repeats, 1);
        double expected = 2 * Math.Sqrt(2) * SpecialFunctions.Gamma(3) / SpecialFunctions.Gamma(2.5);
        found.Deviation.ShouldBe(Math.Sqrt(20 - (expected * expected)), 0.05);
        found.MeanSingularValue.ShouldBe(expected, 4 * found.Deviation / Math.Sqrt(Repeats));
    }

    [Fact]
    public void The_seed_decides_and_sizes_are_drawn_apart()
    {
        SimulatedMatrix first = MatrixSimulation.Of(12, 6, 1, 3, 1);
        MatrixSimulation.Of(12, 6, 1, 3, 1).ShouldBe(first);
        MatrixSimulation.Of(12, 6, 1, 3, 2).ShouldNotBe(first);
        MatrixSimulation.OverSizes([3, 6], [10, 12], 1, 3, 1)[^1].ShouldBe(first);
    }

    [Fact]
    public void Impossible_sizes_are_refused()
    {
        Should.Throw<ArgumentException>(() => MatrixSimulation.OverMasses(16, [0, 3], 1, 1, 1)).Message.ShouldContain("NN-Mass of 3");
        Should.Throw<ArgumentException>(() => MatrixSimulation.OverMasses(16, [-2], 1, 1, 1)).Message.ShouldContain("NN-Mass of -2");
        Should.Throw<ArgumentException>(() => MatrixSimulation.Of(4, 5, 1, 1, 1)).Message.ShouldContain("4 x 5 is wider than tall");
        Should.Throw<ArgumentException>(() => MatrixSimulation.Of(4, 4, 0, 1, 1)).Message.ShouldContain("variance of 0");
        Should.Throw<ArgumentOutOfRangeException>(() => MatrixSimulation.Of(4, 4, 1, 0, 1));
    }
}
