using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;

namespace Tegula.Landscapes;

/// <summary>A network with the weights around which its landscape is looked at.</summary>
/// <param name="Graph">Images in, one logit per class out.</param>
/// <param name="Weights">Flat parameters in the graph's order.</param>
/// <param name="Statistics">Running statistics of the batch norms; they stay as they are wherever in the landscape.</param>
public sealed record TrainedNetwork(Graph Graph, ReadOnlyMemory<float> Weights, BatchNormStatistics Statistics);
