using Tegula.Compute.Graphs;
using Tegula.Compute.Kernels;
using Tegula.Compute.Simd;

namespace Tegula.Compute.Plans;

/// <summary>
/// What the blocks of a <see cref="JacobianPass"/> read of one forward pass, sample by sample instead of batch-innermost. Recorded once, then shared
/// by all threads.
/// </summary>
public sealed unsafe class ForwardTape : IDisposable
{
    private readonly AlignedMemory _memory = new();
    private readonly Dictionary<(int Input, WindowGeometry Geometry), ActivePositions> _positions = [];
    private readonly List<ActivePositions> _spare = [];
    private ActivePositions?[] _positionsOf = [];
    private nint[] _samples = [];
    private nint[] _weights = [];
    private nint[] _factors = [];
    private nint _transposed;
    private JacobianPlan? _plan;

    internal JacobianPlan Plan => _plan ?? throw new InvalidOperationException("record a forward pass first");

    internal int VectorLength { get; private set; }

    /// <summary>Keeps what the backward pass of <paramref name="plan"/> needs.</summary>
    /// <exception cref="ArgumentException">The pass ran another plan, with given statistics, or with another pass's gates.</exception>
    public void Record(JacobianPlan plan, ForwardPass pass)
    {
        if (pass.Plan != plan.Forward) throw new ArgumentException("the forward pass ran another plan than the Jacobian was compiled for");
        if (pass.Mode != BatchNormMode.BatchStatistics)
            throw new ArgumentException("the exact Jacobian needs a forward pass with the statistics of its batch, this one ran with given statistics");
        if (pass.Gates is not null) throw new ArgumentException("the exact Jacobian needs a forward pass with gates of its own, this one had another's");
        _plan = plan;
        VectorLength = pass.Kernels.VectorLength;
        LayOut(plan);
        _spare.AddRange(_positions.Values);
        _positions.Clear();
        _positionsOf = new ActivePositions?[plan.Forward.Graph.Nodes.Length];
        foreach (Node node in plan.Forward.Graph.Nodes.Where(node => plan.IsNeeded(node.Index)))
        {
            switch (node.Operation)
            {
                case ConvolutionOperation convolution:
                    RecordConvolution(plan, pass, convolution, node);
                    break;
                case BatchNormOperation norm:
                    RecordNorm(pass, norm, node);
                    break;
                case ReluOperation when !plan.IsFoldedRelu(node.Index):
                    for (int c = 0; c < node.Shape.Channels; c++) TransposeChannel(pass.ValueOf(node.Index), node, c, SampleOf(node.Index, 0, 0), 1f, 0f);
                    break;
                case MaxPoolOperation:
                    RecordWinners(pass, node);
                    break;
                default:
                    break;
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _memory.Dispose();

    /// <summary>
    /// A recorded value of one sample and channel: (position). Normalised input of a batch norm, output of a ReLU, winners of a maximum pool.
    /// </summary>
    internal float* SampleOf(int node, int sample, int channel)
    {
        TensorShape shape = Plan.Forward.Graph.Nodes[node].Shape;
        return _memory.Pointer + _samples[node] + ((nint)((sample * shape.Channels) + channel) * shape.Pixels);
    }

    /// <summary>Weights of a convolution, each repeated over one vector: (output, input, tap, lane).</summary>
    internal float* WeightsOf(int node) => _memory.Pointer + _weights[node];

    /// <summary>gamma / deviation of a batch norm's channel.</summary>
    internal float FactorOf(int node, int channel) => _memory.Pointer[_factors[node] + channel];

    internal ActivePositions PositionsOf(Node convolution) => _positionsOf[convolution.Index]!;

    private static (int Input, WindowGeometry Geometry) KeyOf(Node convolution) =>
        (convolution.Inputs[0], ((ConvolutionOperation)convolution.Operation).Geometry);

    private void LayOut(JacobianPlan plan)
    {
        Graph graph = plan.Forward.Graph;
        _samples = new nint[graph.Nodes.Length];
        _weights = new nint[graph.Nodes.Length];
        _factors = new nint[graph.Nodes.Length];
        nint length = 0;
        foreach (Node node in graph.Nodes.Where(node => plan.IsNeeded(node.Index)))
        {
            switch (node.Operation)
            {
                case ConvolutionOperation convolution:
                    _weights[node.Index] = Take((nint)convolution.Weight.Length * VectorLength);
                    break;
                case BatchNormOperation:
                    _samples[node.Index] = Take((nint)node.Shape.Length * plan.Forward.Batch);
                    _factors[node.Index] = Take(node.Shape.Channels);
                    break;
                case ReluOperation when !plan.IsFoldedRelu(node.Index):
                case MaxPoolOperation:
                    _samples[node.Index] = Take((nint)node.Shape.Length * plan.Forward.Batch);
                    break;
                default:
                    break;
            }
        }

        // A convolution's input while its active positions are listed.
        _transposed = Take((nint)graph.Nodes.Max(node => node.Shape.Length) * plan.Forward.Batch);
        _memory.EnsureLength(length);

        nint Take(nint floats)
        {
            nint offset = length;
            length += (floats + 15) / 16 * 16;
            return offset;
        }
    }

    private void RecordConvolution(JacobianPlan plan, ForwardPass pass, ConvolutionOperation convolution, Node node)
    {
        float* weights = pass.ParameterAddress(convolution.Weight);
        float* repeated = WeightsOf(node.Index);
        for (nint i = 0; i < convolution.Weight.Length; i++) new Span<float>(repeated + (i * VectorLength), VectorLength).Fill(weights[i]);
        (int Input, WindowGeometry Geometry) key = KeyOf(node);
        if (_positions.TryGetValue(key, out _positionsOf[node.Index])) return;
        var positions = new ActivePositions();
        if (_spare.Count > 0)
        {
            positions = _spare[^1];
            _spare.RemoveAt(_spare.Count - 1);
        }

        Node input = plan.Forward.Graph.Nodes[key.Input];
        float* values = _memory.Pointer + _transposed;
        for (int c = 0; c < input.Shape.Channels; c++) TransposeChannel(pass.ValueOf(input.Index), input, c, values, 1f, 0f);
        positions.Record(values, input.Shape, plan.Forward.Batch, plan.Classes[node.Index]!, input.Operation is ReluOperation);
        _positions.Add(key, positions);
        _positionsOf[node.Index] = positions;
    }

    private void RecordNorm(ForwardPass pass, BatchNormOperation norm, Node node)
    {
        for (int c = 0; c < node.Shape.Channels; c++)
        {
            int place = Plan.Forward.StatisticsOffsets[node.Index] + c;
            double inverse = pass.InverseDeviation(place, norm);
            _memory.Pointer[_factors[node.Index] + c] = (float)(pass.ParameterAddress(norm.Scale)[c] * inverse);
            var shift = (float)(-pass.Statistics.Means[place] * inverse);
            TransposeChannel(pass.ValueOf(node.Inputs[0]), node, c, SampleOf(node.Index, 0, 0), (float)inverse, shift);
        }
    }

    // Positions fit a float exactly: no image has 2^24 of them.
    private void RecordWinners(ForwardPass pass, Node node)
    {
        ForwardPlan forward = Plan.Forward;
        for (int c = 0; c < node.Shape.Channels; c++)
        {
            int* winners = pass.WinnersOf(node.Index) + (c * forward.PlaneOf(node));
            for (int n = 0; n < forward.Batch; n++)
            {
                float* target = SampleOf(node.Index, n, c);
                for (int p = 0; p < node.Shape.Pixels; p++) target[p] = winners[((nint)p * forward.Lanes) + n] / forward.Lanes;
            }
        }
    }

    // factor * value + shift of one channel, from (position, sample) to (sample, position); by tiles of a cache line of samples and as many positions as
    // a quarter of a first-level cache holds.
    private void TransposeChannel(float* value, Node node, int channel, float* samples, float factor, float shift)
    {
        const int Line = LaneKernels.LaneMultiple;
        const int Tile = 128;
        ForwardPlan forward = Plan.Forward;
        int pixels = node.Shape.Pixels;
        value += channel * forward.PlaneOf(node);
        samples += (nint)channel * pixels;
        for (int first = 0; first < forward.Batch; first += Line)
        {
            int end = Math.Min(forward.Batch, first + Line);
            for (int p = 0; p < pixels; p += Tile)
            {
                int count = Math.Min(Tile, pixels - p);
                for (int n = first; n < end; n++)
                {
                    float* x = value + ((nint)p * forward.Lanes) + n;
                    float* target = samples + ((nint)n * node.Shape.Length) + p;
                    for (int i = 0; i < count; i++, x += forward.Lanes) target[i] = MathF.FusedMultiplyAdd(factor, *x, shift);
                }
            }
        }
    }
}
