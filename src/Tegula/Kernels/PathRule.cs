using Tegula.Architectures.Graphs;
using Tegula.Kernels.Internals;

namespace Tegula.Kernels;

/// <summary>
/// The estimate of the smallest eigenvalue from the paths alone: the minimum over pairs of P minus the sum over paths of f applied d_p times to the inputs'
/// correlation. Source: 000_47980149b45a68e2.txt, Eq. 12. Higher is better.
/// </summary>
/// <remarks>
/// It treats paths as if they never met. Where paths that have passed different numbers of linear edges meet in front of a linear edge, f acts on the mean of
/// their correlations; f is convex, so the rule then overestimates K_ij and lies below the pair bound (<see cref="PairBound"/>) while K_ij is not
/// negative. It is then an estimate, and no upper bound of the smallest eigenvalue by itself. For an activation that is not homogeneous the correlation
/// behind an edge depends on the variance in front of it, so the rule holds only while no paths meet in front of a linear edge; otherwise there is no value.
/// </remarks>
/// <param name="Value">The estimate; null where the rule does not hold, for the reason in <paramref name="Reason"/>.</param>
/// <param name="IsExact">Whether it is known to be the pair bound of <see cref="PropagationRule.Variance"/>.</param>
/// <param name="Reason">Why there is no value, in one line; null when there is one.</param>
public sealed record PathRule(double? Value, bool IsExact, string? Reason)
{
    /// <summary>Computes the estimate.</summary>
    /// <param name="graph">A graph as <see cref="InfiniteWidthNetwork.Of"/> takes it.</param>
    /// <param name="activation">The nonlinearity of every linear edge.</param>
    /// <param name="inputKernel">K0 with ones on the diagonal, N at least 2.</param>
    /// <param name="threads">Most threads to use; changes the time, never the result.</param>
    /// <exception cref="GraphException">The graph is of another form.</exception>
    /// <exception cref="KernelException">The diagonal is not 1, or there are fewer than 2 samples.</exception>
    public static PathRule Of(ArchitectureGraph graph, Activation activation, double[,] inputKernel, int threads)
    {
        ArgumentNullException.ThrowIfNull(activation);
        ArgumentNullException.ThrowIfNull(inputKernel);
        Require(inputKernel);
        if (PathDepths.Of(graph) is not { } depths)
            return new(null, IsExact: false, "there are more than 2^63 - 1 paths of one depth");
        if (!activation.IsHomogeneous && !depths.MergeNothing)
        {
            return new(
                null,
                IsExact: false,
                $"paths meet in front of a linear edge, where {activation.Id} depends on their number; the rule is for relu and its relatives");
        }

        (double[,] sums, _) = KernelPropagation.Run(KernelProgram.OfPaths(depths.Counts), activation, inputKernel, [], tangent: false, threads);
        double most = double.NegativeInfinity, least = double.PositiveInfinity;
        for (int i = 0; i < sums.GetLength(0); i++)
        {
            for (int j = i + 1; j < sums.GetLength(0); j++)
            {
                most = Math.Max(most, sums[i, j]);
                least = Math.Min(least, sums[i, j]);
            }
        }

        // A 2 x 2 matrix with a negative entry beside its diagonal has its smallest eigenvalue at P + K_ij, which the rule does not look at.
        bool merges = depths.MergeEqualDepths || activation.NegativeSlope == 1;
        return new((double)depths.Paths - most, merges && most >= -least, null);
    }

    private static void Require(double[,] kernel)
    {
        int n = kernel.GetLength(0);
        if (n < 2)
            throw new KernelException($"{n} samples make no pair; the path rule needs at least 2");
        for (int i = 0; i < n; i++)
        {
            if (kernel[i, i] != 1)
                throw new KernelException($"the input kernel has {kernel[i, i]} on its diagonal at {i}; the path rule is for samples of unit length");
        }
    }
}
