using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Tegula.Statistics;

/// <summary>The multiple correlation R of one quantity with several (000_47980149b45a68e2.txt Sec. 5.2, Fig. 5: with depth and width).</summary>
/// <remarks>
/// R is the correlation between y and its least-squares prediction by a constant and the x: R² = cᵀ C⁺ c, with c the correlations of y with each x and C those
/// of the x with each other. The pseudo-inverse leaves out directions in which the x do not vary, so columns that follow from others change nothing.
/// </remarks>
public static class MultipleCorrelation
{
    private const double LeastRelativeEigenvalue = 1e-10;

    /// <summary>R in [0, 1]; null where all y are equal or no x varies.</summary>
    /// <param name="y">One finite number a row.</param>
    /// <param name="x">Columns of as many finite numbers each; at least one column.</param>
    /// <exception cref="ArgumentException">There is no x, the lengths differ, or a number is not finite.</exception>
    public static double? R(ReadOnlySpan<double> y, params IReadOnlyList<double[]> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Count == 0)
            throw new ArgumentException("a multiple correlation needs at least one column to predict from", nameof(x));
        Columns.RequireFinite(y);
        (double[] deviations, double norm) = Columns.Centred(y);
        var columns = new List<double[]>();
        foreach (double[] column in x)
        {
            Columns.RequireSameLength(column, y);
            Columns.RequireFinite(column);
            (double[] own, double ownNorm) = Columns.Centred(column);
            if (ownNorm > 0)
                columns.Add(Array.ConvertAll(own, value => value / ownNorm));
        }

        if (norm == 0 || columns.Count == 0)
            return null;
        Matrix<double> predictors = DenseMatrix.OfColumnArrays(columns);
        Vector<double> target = DenseVector.OfArray(deviations) / norm;
        Evd<double> correlations = predictors.TransposeThisAndMultiply(predictors).Evd(Symmetricity.Symmetric);
        Vector<double> projections = correlations.EigenVectors.TransposeThisAndMultiply(predictors.TransposeThisAndMultiply(target));
        Vector<double> eigenvalues = correlations.EigenValues.Map(value => value.Real);
        double least = LeastRelativeEigenvalue * eigenvalues.Maximum();
        double square = projections.Zip(eigenvalues).Where(pair => pair.Second > least).Sum(pair => pair.First * pair.First / pair.Second);
        return Math.Sqrt(Math.Min(square, 1));
    }
}
