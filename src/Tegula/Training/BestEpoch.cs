using Tegula.Compute.Plans;

namespace Tegula.Training;

/// <summary>What the epoch with the smallest held-out loss left.</summary>
/// <param name="Epoch">From 1; the first of equal ones.</param>
/// <param name="Loss">Its held-out loss.</param>
/// <param name="Weights">Flat parameters in the graph's order.</param>
/// <param name="Statistics">Running statistics of the batch norms.</param>
public sealed record BestEpoch(int Epoch, double Loss, float[] Weights, BatchNormStatistics Statistics);
