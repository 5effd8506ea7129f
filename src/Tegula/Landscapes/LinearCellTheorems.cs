using System.Collections.Immutable;
using MathNet.Numerics.LinearAlgebra;
using Tegula.Compute;

namespace Tegula.Landscapes;

/// <summary>
/// The two theorems on cell width and depth, with numbers: both sides of each inequality for given linear cells. Source: 002_18e5d33089871091.txt, Theorems
/// 4.2 and
/// 4.3, App. C.
/// </summary>
/// <remarks>
/// <para>
/// The widest cell has the nodes y(i) = W(i) x, the narrowest y(i) = W(i) ... W(1) x. The objective is the mean over the samples of half the squared
/// distances of the
/// nodes from targets, so that every quantity is exact: Lipschitz constants are norms of matrices, variances are sums over the samples. Norms are 2-norms,
/// and the
/// "largest eigenvalue" of a matrix is its 2-norm, as in the proofs.
/// </para>
/// <para>
/// The proofs equate the gradients by the nodes in both cells (App. C.2), which holds where the nodes have the same values or the objective is linear.
/// Each quantity of the narrowest cell is therefore given twice: with that premise, and for the cell as it is.
/// </para>
/// </remarks>
public static class LinearCellTheorems
{
    /// <summary>Random cells: Gaussian matrices scaled to one largest singular value; inputs and targets from the standard normal.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static ImmutableArray<LinearCellBlock> Check(LinearCellOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Nodes < 1 || options.Width < 1)
            throw new ArgumentException($"a cell of {options.Nodes} nodes with {options.Width} neurons is empty; each must be at least 1");
        if (!(options.LargestSingularValue > 0) || !double.IsFinite(options.LargestSingularValue))
            throw new ArgumentException($"a largest singular value of {options.LargestSingularValue} cannot be; it must be above 0 and finite");
        if (options.Samples < 2) throw new ArgumentException($"{options.Samples} samples have no variance; it needs at least 2 samples");
        Matrix<double>[] weights = [.. Enumerable.Range(0, options.Nodes).Select(i => Gaussian("cell weights", i, options.Width))];
        for (int i = 0; i < weights.Length; i++) weights[i] *= options.LargestSingularValue / weights[i].L2Norm();
        Matrix<double>[] targets = [.. Enumerable.Range(0, options.Nodes).Select(i => Gaussian("cell targets", i, options.Samples))];
        return Check(weights, Gaussian("cell inputs", 0, options.Samples), targets);

        Matrix<double> Gaussian(string purpose, int index, int columns)
        {
            var stream = new RandomStream(options.Seed, purpose, (ulong)index);
            return Matrix<double>.Build.Dense(options.Width, columns, (_, _) => stream.NextGaussian());
        }
    }

    /// <summary>Given cells.</summary>
    /// <param name="weights">W(1) to W(n), each d x d; at least one.</param>
    /// <param name="inputs">x, d x samples; at least 2 samples.</param>
    /// <param name="targets">For each node its targets, d x samples.</param>
    /// <returns>One entry for each weight matrix.</returns>
    /// <exception cref="ArgumentException">The sizes do not fit together.</exception>
    public static ImmutableArray<LinearCellBlock> Check(
        IReadOnlyList<Matrix<double>> weights, Matrix<double> inputs, IReadOnlyList<Matrix<double>> targets)
    {
        CheckSizes(weights, inputs, targets);
        int n = weights.Count;
        Matrix<double> moment = inputs.TransposeAndMultiply(inputs) / inputs.ColumnCount;
        double[] norms = [.. weights.Select(weight => weight.L2Norm())];
        double constant = moment.L2Norm();

        // Values of the nodes less their targets: the gradients of the objective by the nodes.
        Matrix<double>[] wide = [.. Enumerable.Range(0, n).Select(k => (weights[k] * inputs) - targets[k])];
        Matrix<double>[] before = Before(weights);
        Matrix<double>[] narrow = [.. Enumerable.Range(0, n).Select(k => (weights[k] * before[k] * inputs) - targets[k])];
        double[] variances = [.. wide.Select(node => Variance(node, inputs, inputs.RowCount))];
        var blocks = ImmutableArray.CreateBuilder<LinearCellBlock>(n);
        for (int i = 0; i < n; i++)
        {
            Matrix<double>[] behind = Behind(weights, i);
            Matrix<double> arriving = before[i] * inputs;
            Matrix<double> curvature = behind.Select(map => map.TransposeThisAndMultiply(map)).Aggregate((sum, map) => sum + map);
            double product = norms.Take(i).Aggregate(1.0, (all, norm) => all * norm);
            double passed = product;
            double squares = 0;
            double bound = 0;
            for (int k = i; k < n; k++)
            {
                if (k > i) passed *= norms[k];
                squares += passed * passed;
                bound += n * variances[k] * passed * passed;
            }

            var smoothness = new BlockComparison(
                constant,
                (moment * before[i].Transpose()).L2Norm(),
                curvature.L2Norm() * (before[i] * moment * before[i].Transpose()).L2Norm(),
                product * constant);
            var variance = new BlockComparison(
                variances[i], Variance(Back(behind, wide, i), arriving, inputs.RowCount), Variance(Back(behind, narrow, i), arriving, inputs.RowCount), bound);
            blocks.Add(new(i + 1, norms[i], smoothness, squares * constant, variance));
        }

        return blocks.MoveToImmutable();
    }

    private static void CheckSizes(IReadOnlyList<Matrix<double>> weights, Matrix<double> inputs, IReadOnlyList<Matrix<double>> targets)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        int width = inputs.RowCount;
        if (weights.Count == 0 || weights.Any(weight => weight.RowCount != width || weight.ColumnCount != width))
            throw new ArgumentException($"a cell needs weights, each of {width} x {width} as the inputs have {width} rows", nameof(weights));
        if (inputs.ColumnCount < 2) throw new ArgumentException("a variance needs at least 2 samples", nameof(inputs));
        if (targets.Count != weights.Count || targets.Any(target => target.RowCount != width || target.ColumnCount != inputs.ColumnCount))
            throw new ArgumentException($"each of the {weights.Count} nodes needs targets of {width} x {inputs.ColumnCount}", nameof(targets));
    }

    /// <summary>For each i the map from x to what W(i) of the narrowest cell reads: W(i-1) ... W(1).</summary>
    private static Matrix<double>[] Before(IReadOnlyList<Matrix<double>> weights)
    {
        var maps = new Matrix<double>[weights.Count];
        maps[0] = Matrix<double>.Build.DenseIdentity(weights[0].RowCount);
        for (int i = 1; i < maps.Length; i++) maps[i] = weights[i - 1] * maps[i - 1];
        return maps;
    }

    /// <summary>The maps from what W(i) gives to each node k from i on: W(k) ... W(i+1).</summary>
    private static Matrix<double>[] Behind(IReadOnlyList<Matrix<double>> weights, int i)
    {
        var maps = new Matrix<double>[weights.Count - i];
        maps[0] = Matrix<double>.Build.DenseIdentity(weights[0].RowCount);
        for (int k = 1; k < maps.Length; k++) maps[k] = weights[i + k] * maps[k - 1];
        return maps;
    }

    /// <summary>The gradients by what W(i) gives: those by all nodes from i on, sent back.</summary>
    private static Matrix<double> Back(Matrix<double>[] behind, Matrix<double>[] nodes, int i) =>
        behind.Select((map, k) => map.TransposeThisAndMultiply(nodes[i + k])).Aggregate((sum, part) => sum + part);

    /// <summary>Mean over the samples of the squared 2-norm of (gradient - mean gradient), where a sample's gradient is cotangent times arriving,
    /// transposed.</summary>
    private static double Variance(Matrix<double> cotangents, Matrix<double> arriving, int width)
    {
        int samples = arriving.ColumnCount;
        Matrix<double> mean = cotangents.TransposeAndMultiply(arriving) / samples;
        double sum = 0;
        for (int s = 0; s < samples; s++)
        {
            Vector<double> left = cotangents.Column(s);
            Vector<double> right = arriving.Column(s);
            double norm = Matrix<double>.Build.Dense(width, width, (row, column) => (left[row] * right[column]) - mean[row, column]).L2Norm();
            sum += norm * norm;
        }

        return sum / samples;
    }
}
