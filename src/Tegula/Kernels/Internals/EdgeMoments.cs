namespace Tegula.Kernels.Internals;

/// <summary>What one sample looks like behind a linear edge.</summary>
/// <param name="Variance">Its squared length, f(K_ii).</param>
/// <param name="Derivative">c_sigma times the mean of the squared derivative.</param>
/// <param name="Mean">sqrt(c_sigma) times the mean activation: the mean of a neuron times the root of the width.</param>
internal readonly record struct EdgeMoments(double Variance, double Derivative, double Mean);
