using Tegula.Compute.Graphs;

namespace Tegula.Architectures.Custom.Internals;

/// <summary>What a graph costs: its trainable numbers, and the multiply-accumulates of its convolutions and linear layers for one input.</summary>
/// <param name="Parameters">Trainable numbers.</param>
/// <param name="Macs">Multiply-accumulates.</param>
internal readonly record struct GraphCost(long Parameters, long Macs)
{
    /// <summary>The sum.</summary>
    /// <exception cref="OverflowException">It is above 2^63 - 1.</exception>
    public static GraphCost operator +(GraphCost left, GraphCost right) =>
        new(checked(left.Parameters + right.Parameters), checked(left.Macs + right.Macs));

    /// <summary>The cost of several.</summary>
    /// <exception cref="OverflowException">It is above 2^63 - 1.</exception>
    public static GraphCost operator *(int times, GraphCost cost) => new(checked(times * cost.Parameters), checked(times * cost.Macs));

    /// <summary>Counts.</summary>
    public static GraphCost Of(Graph graph) => new(
        graph.Parameters.Sum(parameter => (long)parameter.Length),
        graph.Nodes.Sum(node => node.Operation is ConvolutionOperation convolution ? checked((long)convolution.Weight.Length * node.Shape.Pixels) : 0));
}
