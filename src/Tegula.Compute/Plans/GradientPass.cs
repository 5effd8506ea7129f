using System.Runtime.InteropServices;
using Tegula.Compute.Graphs;
using Tegula.Compute.Kernels;
using Tegula.Compute.Simd;

namespace Tegula.Compute.Plans;

/// <summary>Carries one cotangent of the output back through a network. One pass per thread, reused from network to network.</summary>
public sealed unsafe partial class GradientPass : IDisposable
{
    private readonly AlignedMemory _memory = new();
    private readonly LaneKernels _kernels;
    private GradientPlan _plan = null!;
    private ForwardPass _forward = null!;
    private NormGradient _mode;
    private bool[] _written = [];
    private Action<Node>? _reached;
    private Node? _readable;
    private float* _target;
    private int _targetLanes;

    /// <summary>A pass on the widest vectors of this machine.</summary>
    public GradientPass()
        : this(LaneKernels.Best)
    {
    }

    internal GradientPass(LaneKernels kernels) => _kernels = kernels;

    private Graph Graph => _plan.Forward.Graph;

    private int Lanes => _plan.Forward.Lanes;

    /// <summary>Gradients of sum(cotangent * output) with respect to the selected weights, summed over the batch.</summary>
    /// <param name="plan">What to differentiate.</param>
    /// <param name="forward">The forward pass, which ran the plan's forward plan last.</param>
    /// <param name="cotangent">(channel, row, column, sample) of the output.</param>
    /// <param name="mode">How batch norms are differentiated.</param>
    /// <param name="gradient">Receives one value per selected weight.</param>
    /// <param name="reached">Told of every node that the pass descends through, from the output, when its cotangent is whole. May be null.</param>
    /// <exception cref="ArgumentException">
    /// The forward pass ran another plan, or with given statistics that are not taken as frozen, or a length does not fit.
    /// </exception>
    public void Run(
        GradientPlan plan, ForwardPass forward, ReadOnlySpan<float> cotangent, NormGradient mode, Span<float> gradient, Action<Node>? reached = null)
    {
        if (gradient.Length != plan.RowCount) throw new ArgumentException($"{plan.RowCount} weights are selected, the gradient has {gradient.Length}");
        Start(plan, forward, cotangent, mode);
        _target = null;
        _reached = reached;
        try
        {
            fixed (float* target = gradient) Descend(target);
        }
        finally
        {
            _reached = null;
            _readable = null;
        }
    }

    /// <summary>
    /// Gradients of every sample's part of sum(cotangent * output). Exact when no sample sees another, that is with
    /// <see cref="NormGradient.FrozenStatistics"/>.
    /// </summary>
    /// <param name="plan">What to differentiate.</param>
    /// <param name="forward">The forward pass, which ran the plan's forward plan last.</param>
    /// <param name="cotangent">(channel, row, column, sample) of the output.</param>
    /// <param name="mode">How batch norms are differentiated.</param>
    /// <param name="jacobian">Receives one row per sample.</param>
    /// <exception cref="ArgumentException">
    /// The forward pass ran another plan, or with given statistics that are not taken as frozen, or the cotangent's length does not fit.
    /// </exception>
    public void RunPerSample(GradientPlan plan, ForwardPass forward, ReadOnlySpan<float> cotangent, NormGradient mode, Jacobian jacobian)
    {
        Start(plan, forward, cotangent, mode);
        jacobian.Resize(plan.Forward.Batch, plan.RowCount, plan.Forward.Lanes);
        _target = jacobian.BlockAddress(0);
        _targetLanes = plan.Forward.Lanes;
        NativeMemory.Clear(_target, (nuint)plan.RowCount * (nuint)_targetLanes * sizeof(float));
        Descend(null);
    }

    /// <summary>Sum over the positions of cotangent times value, for each channel and sample of the node that was reached last.</summary>
    /// <param name="node">The node that <c>reached</c> was told of; one whose value the forward plan keeps.</param>
    /// <param name="products">Receives them: (channel, sample).</param>
    /// <exception cref="InvalidOperationException">It is another node's turn, the run is over, or the value is gone.</exception>
    /// <exception cref="ArgumentException">The target has another length.</exception>
    public void ReadChannelProducts(Node node, Span<float> products)
    {
        ForwardPlan plan = _plan.Forward;
        if (node != _readable) throw new InvalidOperationException($"the cotangent of node {node.Index} can be read only when the run tells of it");
        if (!plan.Keeps(node)) throw new InvalidOperationException($"the value of node {node.Index} is not kept: nothing that is differentiated reads it");
        if (products.Length != node.Shape.Channels * plan.Batch)
        {
            throw new ArgumentException(
                $"{node.Shape.Channels} channels of {plan.Batch} samples need {node.Shape.Channels * plan.Batch} places, {products.Length} were given");
        }

        float* sums = _memory.Pointer + _plan.Sums;
        for (int c = 0; c < node.Shape.Channels; c++)
        {
            nint at = c * plan.PlaneOf(node);
            _kernels.LaneProducts(CotangentOf(node.Index) + at, _forward.ValueOf(node.Index) + at, 0f, node.Shape.Pixels, Lanes, sums);
            new ReadOnlySpan<float>(sums, plan.Batch).CopyTo(products[(c * plan.Batch)..]);
        }
    }

    /// <summary>Copies the input's gradient: (channel, row, column, sample).</summary>
    /// <exception cref="InvalidOperationException">The plan does not include the input.</exception>
    public void ReadInputGradient(Span<float> target)
    {
        if (!_plan.IncludesInput) throw new InvalidOperationException("compile the gradient plan with includesInput");
        _plan.Forward.Read(CotangentOf(0), Graph.Input, target);
    }

    /// <inheritdoc />
    public void Dispose() => _memory.Dispose();

    private void Start(GradientPlan plan, ForwardPass forward, ReadOnlySpan<float> cotangent, NormGradient mode)
    {
        if (forward.Plan != plan.Forward) throw new ArgumentException("the forward pass ran another plan than the gradient was compiled for");
        if (mode == NormGradient.BatchStatistics && forward.Mode == BatchNormMode.GivenStatistics)
            throw new ArgumentException("the forward pass ran with given statistics, which are constants to the gradient; ask for frozen statistics");
        Node output = plan.Forward.Graph.Output;
        if (cotangent.Length != output.Shape.Length * plan.Forward.Batch)
        {
            throw new ArgumentException(
                $"a cotangent of {plan.Forward.Batch} outputs of {output.Shape} has {output.Shape.Length * plan.Forward.Batch} values, "
                + $"{cotangent.Length} were given");
        }

        _plan = plan;
        _forward = forward;
        _mode = mode;
        _memory.EnsureLength(plan.Length);
        NativeMemory.Clear(_memory.Pointer + plan.Zeros, (nuint)plan.Forward.MostChannels * sizeof(float));
        if (_written.Length < Graph.Nodes.Length) _written = new bool[Graph.Nodes.Length];
        Array.Clear(_written);
        plan.Forward.Write(cotangent, output, CotangentOf(output.Index));
        _written[_plan.RootOf(output.Index)] = true;
    }

    private float* CotangentOf(int node) => _memory.Pointer + _plan.Offsets[_plan.RootOf(node)];

    // True when the cotangent already holds something; marks it as written.
    private bool Accumulates(int node)
    {
        int root = _plan.RootOf(node);
        bool written = _written[root];
        _written[root] = true;
        return written;
    }

    private void Descend(float* summed)
    {
        for (int i = Graph.Nodes.Length - 1; i >= 0; i--)
        {
            Node node = Graph.Nodes[i];
            if (!_plan.IsNeeded(node.Index) || node.Inputs.IsEmpty) continue;
            _readable = node;
            _reached?.Invoke(node);
            switch (node.Operation)
            {
                case ConvolutionOperation convolution:
                    WeightGradient(convolution, node, summed);
                    if (_plan.IsNeeded(node.Inputs[0])) InputGradient(convolution, node);
                    break;
                case BatchNormOperation norm:
                    DescendNorm(norm, node, summed);
                    break;
                case AddOperation or ConcatOperation:
                    DescendCopies(node);
                    break;
                case GatherOperation gather:
                    DescendGather(gather, node);
                    break;
                case FlattenOperation:
                    if (_plan.IsNeeded(node.Inputs[0])) DescendFlatten(node);
                    break;
                default:
                    if (_plan.IsNeeded(node.Inputs[0])) DescendWeightless(node);
                    break;
            }
        }
    }

    private void DescendNorm(BatchNormOperation norm, Node node, float* summed)
    {
        ForwardPlan plan = _plan.Forward;
        Node source = Graph.Nodes[node.Inputs[0]];
        bool descends = _plan.IsNeeded(source.Index);
        bool accumulate = descends && Accumulates(source.Index);
        float* sums = _memory.Pointer + _plan.Sums;
        float* products = sums + Lanes;
        double count = (double)node.Shape.Pixels * plan.Batch;
        int shift = _plan.RowOf(norm.Shift);
        int scale = _plan.RowOf(norm.Scale);
        for (int c = 0; c < node.Shape.Channels; c++)
        {
            nint at = c * plan.PlaneOf(node);
            float* cotangent = CotangentOf(node.Index) + at;
            float* value = _forward.ValueOf(source.Index) + at;
            int place = plan.StatisticsOffsets[node.Index] + c;
            double inverse = _forward.InverseDeviation(place, norm);
            var center = (float)_forward.Statistics.Means[place];
            _kernels.LaneMoments(cotangent, value, center, node.Shape.Pixels, Lanes, sums, products);
            double total = LaneKernels.Total(sums, plan.Batch);
            double product = LaneKernels.Total(products, plan.Batch);
            if (shift >= 0) Put(shift + c, sums, 1f, summed);
            if (scale >= 0) Put(scale + c, products, (float)inverse, summed);
            if (!descends) continue;
            bool frozen = _mode == NormGradient.FrozenStatistics;
            var factor = (float)(_forward.ParameterAddress(norm.Scale)[c] * inverse);
            float* target = CotangentOf(source.Index) + at;
            nint used = (nint)node.Shape.Pixels * Lanes;
            if (frozen)
            {
                _kernels.Scale(cotangent, factor, target, used, accumulate);
            }
            else
            {
                var slope = (float)(product / count * inverse * inverse);
                _kernels.NormBackward(cotangent, (float)(total / count), value, center, slope, factor, target, used, accumulate);
            }

            if (!frozen) ClearSpareLanes(target, node.Shape.Pixels);
        }
    }

    // A batch norm under batch statistics is the one step that makes lanes past the batch nonzero, and sums over lanes must not see them.
    private void ClearSpareLanes(float* target, int positions)
    {
        int batch = _plan.Forward.Batch;
        for (int p = 0; p < positions && batch < Lanes; p++) new Span<float>(target + ((nint)p * Lanes) + batch, Lanes - batch).Clear();
    }

    // One channel's gradient from its lanes.
    private void Put(int row, float* lanes, float factor, float* summed)
    {
        if (_target is null) summed[row] = (float)(factor * LaneKernels.Total(lanes, _plan.Forward.Batch));
        else _kernels.Scale(lanes, factor, _target + ((nint)row * _targetLanes), Lanes, accumulate: false);
    }
}
