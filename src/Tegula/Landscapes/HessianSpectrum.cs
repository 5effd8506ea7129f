using System.Collections.Immutable;
using MathNet.Numerics.LinearAlgebra;
using Tegula.Compute;
using Tegula.Datasets;
using Tegula.Landscapes.Internals;

namespace Tegula.Landscapes;

/// <summary>
/// The outermost eigenvalues of the Hessian of the mean loss at the trained weights, under running statistics. The largest is the curvature that bounds the
/// smoothness of the objective there (002_18e5d33089871091.txt Sec. 4.2.1): lower is smoother.
/// </summary>
/// <param name="Largest">Largest eigenvalue.</param>
/// <param name="Smallest">Smallest eigenvalue found; below 0 at a saddle. Less exact than the largest.</param>
/// <param name="Residual">|H v - l v| / |l| of the largest eigenvalue l and its unit vector v, computed anew.</param>
/// <param name="HasConverged">Whether the residual came below the tolerance before the products ran out.</param>
/// <param name="Products">Products of the Hessian with a vector that it took.</param>
/// <param name="RitzValues">Eigenvalues of the Hessian on the subspace searched, descending; the outer ones are eigenvalues of the Hessian.</param>
public sealed record HessianSpectrum(
    double Largest, double Smallest, double Residual, bool HasConverged, int Products, ImmutableArray<double> RitzValues)
{
    // Below this share of the length before, what is left of a vector is rounding.
    private const double Exhausted = 1e-6;

    /// <summary>Follows the eigenvalues by the method of Lanczos with full reorthogonalisation; the same bits whatever the number of threads.</summary>
    /// <param name="network">The network and its trained weights.</param>
    /// <param name="data">The images.</param>
    /// <param name="options">How many images, which loss, seed and threads; its plane is not used.</param>
    /// <param name="search">When to end; null for the defaults.</param>
    /// <param name="onProduct">Told of the number of products so far and of the largest eigenvalue's estimate; may be null.</param>
    /// <param name="token">Ends the search early.</param>
    /// <exception cref="ArgumentException">Weights, statistics, images or classes do not fit the network, or its numbers are not finite.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static HessianSpectrum Measure(
        TrainedNetwork network,
        ImageDataset data,
        LandscapeOptions options,
        HessianOptions? search = null,
        Action<int, double>? onProduct = null,
        CancellationToken token = default)
    {
        search ??= new HessianOptions();
        using var hessian = new HessianOperator(network, data, options);
        int length = network.Weights.Length;
        var start = new RandomStream(options.Seed, "hessian");
        double[] vector = [.. Enumerable.Range(0, length).Select(_ => start.NextGaussian())];
        Scale(vector, 1 / Length(vector));
        var basis = new List<double[]>();
        var diagonal = new List<double>();
        var beside = new List<double>();
        int most = Math.Min(search.MaxProducts, length);
        while (true)
        {
            basis.Add(vector);
            double[] next = hessian.Times(vector, token);
            double before = Length(next);
            if (!double.IsFinite(before)) throw new ArgumentException("the Hessian is not finite at these weights; train again with a lower rate");
            diagonal.Add(Dot(next, vector));

            // Twice is enough to be orthogonal to working precision.
            for (int pass = 0; pass < 2; pass++)
            {
                foreach (double[] other in basis) AddTo(next, other, -Dot(next, other));
            }

            double rest = Length(next);
            (double[] values, double[] weights) = Ritz(diagonal, beside);
            onProduct?.Invoke(basis.Count, values[0]);
            bool isExhausted = rest <= Exhausted * before || basis.Count == length;
            bool hasConverged = isExhausted || rest * Math.Abs(weights[^1]) <= search.Tolerance * Math.Abs(values[0]);
            if (hasConverged || basis.Count == most) return Finish(hessian, basis, values, weights, search.Tolerance, token);
            Scale(next, 1 / rest);
            beside.Add(rest);
            vector = next;
        }
    }

    private static HessianSpectrum Finish(
        HessianOperator hessian, List<double[]> basis, double[] values, double[] weights, double tolerance, CancellationToken token)
    {
        double[] vector = new double[basis[0].Length];
        for (int i = 0; i < basis.Count; i++) AddTo(vector, basis[i], weights[i]);
        double[] product = hessian.Times(vector, token);
        AddTo(product, vector, -values[0]);
        double residual = values[0] == 0 ? Length(product) : Length(product) / Math.Abs(values[0]);

        // Rounding in single precision may leave the residual above a tolerance that the recurrence has met.
        return new(values[0], values[^1], residual, residual <= 2 * tolerance, basis.Count + 1, [.. values]);
    }

    // Eigenvalues of the tridiagonal matrix, descending, and the vector of the largest.
    private static (double[] Values, double[] Largest) Ritz(List<double> diagonal, List<double> beside)
    {
        var matrix = Matrix<double>.Build.Dense(diagonal.Count, diagonal.Count);
        for (int i = 0; i < diagonal.Count; i++)
        {
            matrix[i, i] = diagonal[i];
            if (i > 0) matrix[i, i - 1] = matrix[i - 1, i] = beside[i - 1];
        }

        var eigen = matrix.Evd(Symmetricity.Symmetric);
        double[] values = [.. eigen.EigenValues.Select(value => value.Real)];
        int largest = Array.IndexOf(values, values.Max());
        double[] vector = eigen.EigenVectors.Column(largest).ToArray();
        return ([.. values.OrderDescending()], vector);
    }

    private static double Dot(double[] left, double[] right)
    {
        double total = 0;
        for (int i = 0; i < left.Length; i++) total += left[i] * right[i];
        return total;
    }

    private static double Length(double[] vector) => Math.Sqrt(Dot(vector, vector));

    private static void Scale(double[] vector, double factor)
    {
        for (int i = 0; i < vector.Length; i++) vector[i] *= factor;
    }

    private static void AddTo(double[] target, double[] vector, double factor)
    {
        for (int i = 0; i < target.Length; i++) target[i] += factor * vector[i];
    }
}
