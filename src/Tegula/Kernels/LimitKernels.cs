namespace Tegula.Kernels;

/// <summary>The two kernels of a network in the infinite-width limit; each N x N and symmetric to the last bit.</summary>
/// <param name="Nngp">K^(H): the inner products of the samples' outputs, averaged over the weights.</param>
/// <param name="Ntk">The neural tangent kernel of u = a^T X^(H) at initialisation, all weights standard normal; null when it was not asked for.</param>
public sealed record LimitKernels(double[,] Nngp, double[,]? Ntk);
