using Tegula.Compute.Graphs;
using Tegula.Compute.Kernels;

namespace Tegula.Compute.Plans;

/// <summary>
/// A graph compiled for one cotangent of the output, batch-innermost like the forward pass: gradients of the selected weights, summed over the batch
/// or for every sample apart, and of the input.
/// </summary>
public sealed class GradientPlan
{
    private readonly bool[] _needed;
    private readonly int[] _root;
    private readonly bool _usesWinograd;

    private GradientPlan(ForwardPlan forward, Func<Parameter, bool> selects, bool includesInput, bool usesWinograd)
    {
        _usesWinograd = usesWinograd;
        Forward = forward;
        Graph graph = forward.Graph;
        IncludesInput = includesInput;
        var rows = new Dictionary<string, int>();
        foreach (Parameter parameter in graph.Parameters.Where(selects))
        {
            rows.Add(parameter.Name, RowCount);
            RowCount += parameter.Length;
        }

        Rows = rows;
        _needed = new bool[graph.Nodes.Length];
        _root = [.. Enumerable.Range(0, graph.Nodes.Length)];
        foreach (Node node in graph.Nodes)
        {
            _needed[node.Index] = (includesInput && node.Index == 0)
                || ParametersOf(node).Any(parameter => rows.ContainsKey(parameter.Name)) || node.Inputs.Any(input => _needed[input]);
        }

        foreach (Node node in graph.Nodes.Reverse())
        {
            if (IsPassedOnUnchanged(graph, node)) _root[node.Index] = _root[graph.Consumers[node.Index][0]];
        }

        var layout = new BufferLayout();
        int end = graph.Nodes.Length;
        Offsets = new nint[end];
        foreach (Node node in graph.Nodes.Where(node => _root[node.Index] == node.Index && (_needed[node.Index] || node == graph.Output)))
        {
            // Alive from its last consumer, which runs first, to the earliest value that shares it.
            int lastReader = node.Index == 0 ? -1 : graph.Nodes.First(other => _root[other.Index] == node.Index).Index;
            var writers = graph.Nodes.Where(other => _root[other.Index] == node.Index).SelectMany(other => graph.Consumers[other.Index]);
            int firstWriter = writers.DefaultIfEmpty(node.Index).Max();
            Offsets[node.Index] = layout.Place(node.Shape.Channels * forward.PlaneOf(node), end - firstWriter, end - lastReader);
        }

        nint packed = 0;
        nint lanes = 0;
        nint transposed = 0;
        nint winograd = 0;
        foreach (Node node in graph.Nodes)
        {
            if (node.Operation is not ConvolutionOperation convolution) continue;
            MatrixView? view = forward.Matrices[node.Index];
            packed = Math.Max(packed, view is { } matrix ? LaneKernels.PackedLength(matrix.Rows, node.Shape.Channels) : convolution.Weight.Length);
            if (view is { } dense && node.Shape.Pixels == 1)
                transposed = Math.Max(transposed, ((nint)forward.Batch * dense.PaddedRows) + ((nint)node.Shape.Channels * LaneKernels.LaneMultiple));
            else lanes = Math.Max(lanes, (nint)convolution.Weight.Length * LaneKernels.LaneMultiple);
            if (!UsesWinograd(node)) continue;
            winograd = Math.Max(winograd, Winograd.ScratchLength(graph.Nodes[node.Inputs[0]], node, forward.Lanes));
        }

        PackedWeights = layout.Place(packed, 0, int.MaxValue);
        Sums = layout.Place(2 * (nint)forward.Lanes, 0, int.MaxValue);
        Zeros = layout.Place(forward.MostChannels, 0, int.MaxValue);
        PoolRows = layout.Place(4 * (nint)graph.Nodes.Max(node => node.Shape.Width) * forward.Lanes, 0, int.MaxValue);
        WeightLanes = layout.Place(lanes, 0, int.MaxValue);
        Transposed = layout.Place(transposed, 0, int.MaxValue);
        WinogradScratch = layout.Place(winograd, 0, int.MaxValue);
        Length = layout.Length;
    }

    /// <summary>The forward pass that the gradients belong to.</summary>
    public ForwardPlan Forward { get; }

    /// <summary>Selected weights.</summary>
    public int RowCount { get; }

    /// <summary>First weight of each selected parameter in the result, by name.</summary>
    public IReadOnlyDictionary<string, int> Rows { get; }

    /// <summary>Whether the gradient of the input is computed.</summary>
    public bool IncludesInput { get; }

    internal nint[] Offsets { get; }

    internal nint PackedWeights { get; }

    internal nint Sums { get; }

    internal nint Zeros { get; }

    internal nint PoolRows { get; }

    internal nint WeightLanes { get; }

    /// <summary>A layer's input as (sample, input), and behind it the gradient of the inputs past the last whole line, (output, input).</summary>
    internal nint Transposed { get; }

    internal nint WinogradScratch { get; }

    internal nint Length { get; }

    /// <summary>Compiles a backward pass for a plan that keeps its activations.</summary>
    /// <param name="forward">The forward plan.</param>
    /// <param name="selects">Which parameters' gradients are wanted.</param>
    /// <param name="includesInput">Whether the input's gradient is wanted too.</param>
    /// <param name="usesWinograd">
    /// Whether 3x3 convolutions with stride 1 and at least 8 channels on both sides are differentiated by Winograd's minimal filtering, for gradients
    /// summed over the batch: faster, and equal but for rounding. Gradients of samples apart are the same either way.
    /// </param>
    /// <exception cref="ArgumentException">The forward plan does not keep its activations.</exception>
    public static GradientPlan Compile(ForwardPlan forward, Func<Parameter, bool> selects, bool includesInput = false, bool usesWinograd = false)
    {
        if (!forward.KeepsActivations) throw new ArgumentException("the forward plan must keep its activations; compile it with keepsActivations");
        return new GradientPlan(forward, selects, includesInput, usesWinograd);
    }

    /// <summary>First row of a parameter's gradient; -1 where it was not selected.</summary>
    internal int RowOf(Parameter parameter) => Rows.TryGetValue(parameter.Name, out int row) ? row : -1;

    /// <summary>Whether a node's gradients, summed over the batch, are computed by minimal filtering.</summary>
    internal bool UsesWinograd(Node node) =>
        _usesWinograd && node.Operation is ConvolutionOperation convolution && Winograd.Fits(convolution, Forward.Graph.Nodes[node.Inputs[0]], node);

    internal bool IsNeeded(int node) => _needed[node];

    /// <summary>The node whose cotangent buffer a node uses.</summary>
    internal int RootOf(int node) => _root[node];

    /// <summary>Trainable tensors of one node.</summary>
    internal static IEnumerable<Parameter> ParametersOf(Node node) => node.Operation switch
    {
        ConvolutionOperation { Bias: { } bias } convolution => [convolution.Weight, bias],
        ConvolutionOperation convolution => [convolution.Weight],
        BatchNormOperation norm => [norm.Scale, norm.Shift],
        _ => [],
    };

    /// <summary>Whether a value's only reader is a sum that reads it once: its cotangent is the sum's.</summary>
    internal static bool IsPassedOnUnchanged(Graph graph, Node node) =>
        graph.Consumers[node.Index] is [int only]
        && graph.Nodes[only].Operation is AddOperation
        && graph.Nodes[only].Inputs.Count(input => input == node.Index) == 1;
}
