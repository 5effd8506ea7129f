using Tegula.Architectures;
using Tegula.Architectures.Graphs;

namespace Tegula.Topology;

/// <summary>
/// The paths of a graph whose edges exist with probabilities: means over the graphs that can come out, such as the architectures of a supernet. Where every
/// probability is 1, they are the numbers of <see cref="PathStatistics"/>.
/// </summary>
/// <remarks>
/// Source: 000_47980149b45a68e2.txt, Eq. 13 and Sec. 5.3, where the filter stands in front of a supernet's pruning. The paper does not say how a supernet is
/// weighed; here depth and width are those of the pooled paths of all its architectures, ratios of means rather than means of ratios.
/// </remarks>
/// <param name="Paths">E[P], the mean number of paths.</param>
/// <param name="ParameterizedPaths">The mean number of paths with at least one parameterised operation.</param>
/// <param name="TotalDepth">The mean of the sum over paths of their parameterised operations.</param>
public sealed record ExpectedPathStatistics(double Paths, double ParameterizedPaths, double TotalDepth)
{
    /// <summary>E[sum of depths] / E[number of paths], at least 0; 0 when there is no path. Neither direction is better: extremes are bad.</summary>
    public double EffectiveDepth => Paths == 0 ? 0 : TotalDepth / Paths;

    /// <summary>E[parameterised paths] divided by <see cref="EffectiveDepth"/>; 0 when the depth is 0. Neither direction is better: extremes are bad.</summary>
    public double EffectiveWidth => TotalDepth == 0 ? 0 : ParameterizedPaths / EffectiveDepth;

    /// <summary>The means over the architectures of a supernet, with its <see cref="ISupernet.EdgeProbabilities"/>.</summary>
    public static ExpectedPathStatistics Of(ISupernet supernet)
    {
        ArgumentNullException.ThrowIfNull(supernet);
        return Of(supernet.ToGraph(), supernet.EdgeProbabilities.AsSpan());
    }

    /// <summary>The means by dynamic programming, in O(nodes + edges).</summary>
    /// <param name="graph">The graph with every edge that can exist.</param>
    /// <param name="probabilities">
    /// One for each edge, in [0, 1]. Exact where the edges of a path exist independently of each other, whatever holds between edges of different paths.
    /// </param>
    /// <exception cref="ArgumentException">There are not as many probabilities as edges, or one is not in [0, 1].</exception>
    public static ExpectedPathStatistics Of(ArchitectureGraph graph, ReadOnlySpan<double> probabilities)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (probabilities.Length != graph.Edges.Length)
            throw new ArgumentException($"there are {probabilities.Length} probabilities for {graph.Edges.Length} edges; each edge needs one");
        int count = graph.Nodes.Length;
        (double[] paths, double[] parameterized, double[] depth) = (new double[count], new double[count], new double[count]);
        for (int node = 0; node < count; node++)
            paths[node] = graph.Nodes[node].Role == NodeRole.Input ? 1 : 0;
        for (int index = 0; index < probabilities.Length; index++)
        {
            double probability = probabilities[index];
            if (probability is not (>= 0 and <= 1))
                throw new ArgumentException($"the probability of edge {index} is {probability}; it must be in [0, 1]");
            GraphEdge edge = graph.Edges[index];
            bool weights = edge.Operation.IsParameterized;
            paths[edge.Target] += probability * paths[edge.Source];
            parameterized[edge.Target] += probability * (weights ? paths[edge.Source] : parameterized[edge.Source]);
            depth[edge.Target] += probability * (depth[edge.Source] + (weights ? paths[edge.Source] : 0));
        }

        return new(paths[graph.Output], parameterized[graph.Output], depth[graph.Output]);
    }
}
