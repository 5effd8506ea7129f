using MathNet.Numerics.LinearAlgebra;

namespace Tegula.Analysis;

/// <summary>The plane in which points of many dimensions spread most: their first two principal components.</summary>
/// <remarks>
/// Singular value decomposition of the covariance of the points. The sign of a component is free and fixed here: its coordinate of largest magnitude, the
/// first of equals, is positive.
/// </remarks>
public sealed class PrincipalPlane
{
    // Coordinates that are equal but for rounding must not decide the sign between them.
    private const double Rounding = 1e-9;

    private readonly double[] _mean;
    private readonly double[][] _components;

    private PrincipalPlane(double[] mean, double[][] components, double firstShare, double secondShare)
    {
        (_mean, _components) = (mean, components);
        (FirstShare, SecondShare) = (firstShare, secondShare);
    }

    /// <summary>Share of the variance along the first component, in [0, 1]; 0 when all points are equal.</summary>
    public double FirstShare { get; }

    /// <summary>Share of the variance along the second component, at most <see cref="FirstShare"/>.</summary>
    public double SecondShare { get; }

    /// <summary>Directions of the plane: two rows of length 1 at right angles, one entry per dimension.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Components => _components;

    /// <summary>The plane of points.</summary>
    /// <param name="points">One row per point, at least one, all of the same length, at least 2.</param>
    /// <exception cref="ArgumentException">There is no point, or the rows differ in length or are too short.</exception>
    public static PrincipalPlane Of(IReadOnlyList<double[]> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count == 0 || points[0].Length < 2 || points.Any(point => point.Length != points[0].Length))
            throw new ArgumentException("a plane needs at least one point, and all points in the same two or more dimensions", nameof(points));
        var dimensions = points[0].Length;
        double[] mean = [.. Enumerable.Range(0, dimensions).Select(dimension => points.Average(point => point[dimension]))];
        var centred = Matrix<double>.Build.Dense(points.Count, dimensions, (row, column) => points[row][column] - mean[column]);
        var decomposition = (centred.TransposeThisAndMultiply(centred) / points.Count).Svd();
        var variance = decomposition.S.Sum();
        double[][] components = [.. Enumerable.Range(0, 2).Select(index => Signed(decomposition.U.Column(index).ToArray()))];
        return variance > 0
            ? new(mean, components, decomposition.S[0] / variance, decomposition.S[1] / variance)
            : new(mean, components, 0, 0);
    }

    /// <summary>Where a point stands in the plane, the mean of all points being at 0.</summary>
    public (double X, double Y) Project(IReadOnlyList<double> point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return (Along(_components[0]), Along(_components[1]));

        double Along(double[] component)
        {
            var sum = 0.0;
            for (var dimension = 0; dimension < component.Length; dimension++)
                sum += (point[dimension] - _mean[dimension]) * component[dimension];
            return sum;
        }
    }

    private static double[] Signed(double[] component)
    {
        var largest = component.Max(Math.Abs);
        var leading = Array.Find(component, entry => Math.Abs(entry) >= largest * (1 - Rounding));
        return leading < 0 ? Array.ConvertAll(component, entry => -entry) : component;
    }
}
