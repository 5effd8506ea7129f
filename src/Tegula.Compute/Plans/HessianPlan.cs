using Tegula.Compute.Graphs;
using Tegula.Compute.Kernels;

namespace Tegula.Compute.Plans;

/// <summary>
/// A graph compiled for products of the Hessian of a loss with vectors: where the tangents of values, the cotangents, and the tangents of the cotangents lie.
/// Immutable; many <see cref="HessianPass"/> objects may run one plan.
/// </summary>
public sealed class HessianPlan
{
    private readonly bool[] _moves;

    private HessianPlan(ForwardPlan forward)
    {
        Forward = forward;
        Graph graph = forward.Graph;
        int end = graph.Nodes.Length;
        _moves = new bool[end];
        Tangents = new nint[end];
        Cotangents = new nint[end];
        CotangentTangents = new nint[end];
        foreach (Node node in graph.Nodes) _moves[node.Index] = GradientPlan.ParametersOf(node).Any() || node.Inputs.Any(input => _moves[input]);

        // Node i runs forward at time i, and back at time 2 end - i.
        var layout = new BufferLayout();
        foreach (Node node in graph.Nodes.Where(node => _moves[node.Index]))
        {
            int first = graph.Consumers[node.Index].DefaultIfEmpty(end).Max();
            int lastTangent = graph.Consumers[node.Index]
                .Select(reader => graph.Nodes[reader].Operation is ConvolutionOperation or BatchNormOperation or EluOperation ? (2 * end) - reader : reader)
                .DefaultIfEmpty(end)
                .Max();
            nint length = node.Shape.Channels * forward.PlaneOf(node);
            Tangents[node.Index] = layout.Place(length, node.Index, lastTangent);
            Cotangents[node.Index] = layout.Place(length, (2 * end) - first, (2 * end) - node.Index);
            CotangentTangents[node.Index] = layout.Place(length, (2 * end) - first, (2 * end) - node.Index);
        }

        nint weights = graph.Nodes.Max(node => node.Operation is ConvolutionOperation convolution ? convolution.Weight.Length : 0);
        PackedWeights = layout.Place(weights, 0, int.MaxValue);
        WeightLanes = layout.Place(weights * LaneKernels.LaneMultiple, 0, int.MaxValue);
        Sums = layout.Place(forward.Lanes, 0, int.MaxValue);
        Zeros = layout.Place(forward.MostChannels, 0, int.MaxValue);
        PoolRows = layout.Place(4 * (nint)graph.Nodes.Max(node => node.Shape.Width) * forward.Lanes, 0, int.MaxValue);
        Length = layout.Length;
    }

    /// <summary>The forward pass that the products belong to.</summary>
    public ForwardPlan Forward { get; }

    internal nint[] Tangents { get; }

    internal nint[] Cotangents { get; }

    internal nint[] CotangentTangents { get; }

    internal nint PackedWeights { get; }

    internal nint WeightLanes { get; }

    internal nint Sums { get; }

    internal nint Zeros { get; }

    internal nint PoolRows { get; }

    internal nint Length { get; }

    /// <summary>Compiles the products for a plan that keeps its activations.</summary>
    /// <exception cref="ArgumentException">The plan does not keep its activations, or the network has no parameters.</exception>
    public static HessianPlan Compile(ForwardPlan forward)
    {
        if (!forward.KeepsActivations) throw new ArgumentException("the forward plan must keep its activations; compile it with keepsActivations");
        if (forward.Graph.ParameterLength == 0) throw new ArgumentException("a network without parameters has no Hessian");
        return new HessianPlan(forward);
    }

    /// <summary>Whether a value depends on parameters: only then it has a tangent, and a cotangent that anything needs.</summary>
    internal bool Moves(int node) => _moves[node];
}
