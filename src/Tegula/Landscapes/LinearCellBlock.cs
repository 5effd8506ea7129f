namespace Tegula.Landscapes;

/// <summary>What the theorems say about one weight matrix of a linear cell.</summary>
/// <param name="Index">i, from 1.</param>
/// <param name="LargestSingularValue">lambda(i), the 2-norm of the matrix.</param>
/// <param name="Smoothness">Block-wise Lipschitz constants of the gradient: L(i), and Theorem 4.2.</param>
/// <param name="OwnSmoothnessBound">
/// What bounds the constant of the narrowest cell with its own gradients: L(i) times the sum over k from i to n of the products of lambda(j)^2 over all j up to
/// k but i. Always holds for the objective used here.
/// </param>
/// <param name="Variance">Variance of the gradient over the samples, in the 2-norm: sigma(i)^2, and Theorem 4.3.</param>
public sealed record LinearCellBlock(
    int Index, double LargestSingularValue, BlockComparison Smoothness, double OwnSmoothnessBound, BlockComparison Variance);
