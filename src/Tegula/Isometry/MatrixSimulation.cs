using System.Collections.Immutable;
using Tegula.Compute;
using Tegula.Isometry.Internals;

namespace Tegula.Isometry;

/// <summary>
/// Singular values of Gaussian matrices of the sizes that layers with concatenated links have. Source: 001_20c8c2cd2fe38226.txt, Fig. 1(b) and 8, App. D.
/// </summary>
public static class MatrixSimulation
{
    /// <summary>Fig. 1(b): how the mean singular value grows with NN-Mass. Matrices of (w + m/2) x w.</summary>
    /// <param name="width">w, at least 1; 16 in the figure.</param>
    /// <param name="masses">Each m, even and at least 0.</param>
    /// <param name="variance">q, above 0; 1 in the figure.</param>
    /// <param name="repeats">Matrices of each size, at least 1.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <returns>One row for each mass, in their order.</returns>
    /// <exception cref="ArgumentException">A mass is odd or negative, or another number is out of its range.</exception>
    public static ImmutableArray<SimulatedMatrix> OverMasses(int width, IReadOnlyList<int> masses, double variance, int repeats, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(masses);
        foreach (int mass in masses)
        {
            if (mass < 0 || mass % 2 != 0)
                throw new ArgumentException($"an NN-Mass of {mass} gives no whole number of rows; expected an even number, at least 0", nameof(masses));
        }

        return [.. masses.Select(mass => Of(width + (mass / 2), width, variance, repeats, seed))];
    }

    /// <summary>Fig. 8: that the mean square of the singular values is q H, whatever the width. Matrices of H x W.</summary>
    /// <param name="widths">Each W, at least 1; 20 to 200 in the figure.</param>
    /// <param name="heights">Each H, at least the largest W; 200 to 1,200 in the figure.</param>
    /// <param name="variance">q, above 0.</param>
    /// <param name="repeats">Matrices of each size, at least 1.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <returns>One row for each pair, widths outermost.</returns>
    /// <exception cref="ArgumentException">A height is below a width, or another number is out of its range.</exception>
    public static ImmutableArray<SimulatedMatrix> OverSizes(
        IReadOnlyList<int> widths, IReadOnlyList<int> heights, double variance, int repeats, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(widths);
        ArgumentNullException.ThrowIfNull(heights);
        return [.. widths.SelectMany(width => heights.Select(height => Of(height, width, variance, repeats, seed)))];
    }

    /// <summary>Matrices of one size.</summary>
    /// <param name="rows">H, at least W.</param>
    /// <param name="columns">W, at least 1.</param>
    /// <param name="variance">q, above 0.</param>
    /// <param name="repeats">Matrices, at least 1.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public static SimulatedMatrix Of(int rows, int columns, double variance, int repeats, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        if (!(variance > 0) || !double.IsFinite(variance))
            throw new ArgumentException($"a variance of {variance} draws no weights; it must be above 0 and finite", nameof(variance));
        if (rows < columns)
            throw new ArgumentException($"a matrix of {rows} x {columns} is wider than tall; the rows must be at least the columns", nameof(rows));
        double deviation = Math.Sqrt(variance);
        var means = new double[repeats];
        double squares = 0;
        var matrix = new double[rows * columns];
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            var stream = new RandomStream(seed, "isometry simulation", (ulong)rows, (ulong)columns, (ulong)repeat);
            foreach (ref double value in matrix.AsSpan()) value = deviation * stream.NextGaussian();
            double[] values = SingularValues.Of(matrix, rows, columns);
            means[repeat] = values.Average();
            squares += values.Average(value => value * value);
        }

        double mean = means.Average();
        double spread = repeats == 1 ? 0 : Math.Sqrt(means.Sum(value => (value - mean) * (value - mean)) / (repeats - 1));
        return new(rows, columns, mean, spread, squares / repeats, variance * rows, IsometryBounds.Of(columns, 2.0 * (rows - columns), variance));
    }
}
