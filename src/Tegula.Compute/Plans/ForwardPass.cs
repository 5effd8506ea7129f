using System.Runtime.InteropServices;
using Tegula.Compute.Graphs;
using Tegula.Compute.Kernels;
using Tegula.Compute.Simd;

namespace Tegula.Compute.Plans;

/// <summary>
/// Runs plans and holds what they computed. The memory only grows, so one pass serves a whole search without allocating; not safe for two threads at once.
/// </summary>
public sealed unsafe partial class ForwardPass : IDisposable
{
    private readonly AlignedMemory _memory = new();
    private readonly LaneKernels _kernels;
    private float[] _parameters = [];
    private BatchNormStatistics _own = new(0);

    /// <summary>A pass on the widest vectors of this machine.</summary>
    public ForwardPass()
        : this(LaneKernels.Best)
    {
    }

    internal ForwardPass(LaneKernels kernels)
    {
        _kernels = kernels;
        Statistics = _own;
    }

    /// <summary>The plan run last.</summary>
    /// <exception cref="InvalidOperationException">Nothing was run yet.</exception>
    public ForwardPlan Plan => _plan ?? throw new InvalidOperationException("run a plan first");

    /// <summary>Means and variances that the batch norms of the last run used.</summary>
    public BatchNormStatistics Statistics { get; private set; }

    /// <summary>Which statistics the last run used.</summary>
    internal BatchNormMode Mode { get; private set; }

    /// <summary>Whose ReLUs decided in the last run; null where they were its own.</summary>
    internal ForwardPass? Gates { get; private set; }

    internal ReadOnlySpan<float> Parameters => _parameters;

    internal LaneKernels Kernels => _kernels;

    private ForwardPlan? _plan;

    /// <summary>Computes the output for one batch.</summary>
    /// <param name="plan">What to run.</param>
    /// <param name="parameters">Flat parameters in the graph's order; copied.</param>
    /// <param name="images">The batch: (channel, row, column, sample).</param>
    /// <param name="mode">Which statistics the batch norms use.</param>
    /// <param name="given">The statistics, for <see cref="BatchNormMode.GivenStatistics"/>.</param>
    /// <param name="computed">Told of every node as soon as its values are there, in the graph's order; only then they can be read. May be null.</param>
    /// <param name="gates">
    /// Another pass that ran the same plan last: every ReLU lets through what it let through there, whatever the signs are now, here and in a gradient. The
    /// network is then smooth in its parameters. Null for each ReLU's own signs. Must not run again before the last gradient is taken.
    /// </param>
    /// <exception cref="ArgumentException">A length does not fit the plan, or the gates are not there.</exception>
    public void Run(
        ForwardPlan plan,
        ReadOnlySpan<float> parameters,
        ReadOnlySpan<float> images,
        BatchNormMode mode = BatchNormMode.BatchStatistics,
        BatchNormStatistics? given = null,
        Action<Node>? computed = null,
        ForwardPass? gates = null)
    {
        if (parameters.Length != plan.Graph.ParameterLength)
            throw new ArgumentException($"the graph has {plan.Graph.ParameterLength} parameters, {parameters.Length} were given");
        TensorShape image = plan.Graph.Input.Shape;
        if (images.Length != image.Length * plan.Batch)
            throw new ArgumentException($"a batch of {plan.Batch} images of {image} has {image.Length * plan.Batch} values, {images.Length} were given");
        if (mode == BatchNormMode.GivenStatistics && (given is null || given.Means.Length != plan.StatisticsLength))
            throw new ArgumentException($"the statistics of {plan.StatisticsLength} channels are needed");
        if (gates is not null && (gates == this || gates._plan != plan || !plan.KeepsActivations))
            throw new ArgumentException("gates are those of another pass that ran the same plan, which keeps its activations");

        _plan = plan;
        _memory.EnsureLength(plan.Length);
        if (_parameters.Length < parameters.Length) _parameters = GC.AllocateUninitializedArray<float>(parameters.Length, pinned: true);
        parameters.CopyTo(_parameters);
        Mode = mode;
        Gates = gates;
        if (_own.Means.Length != plan.StatisticsLength) _own = new BatchNormStatistics(plan.StatisticsLength);
        Statistics = mode == BatchNormMode.GivenStatistics ? given! : _own;

        NativeMemory.Clear(_memory.Pointer + plan.Zeros, (nuint)plan.MostChannels * sizeof(float));
        plan.Write(images, plan.Graph.Input, ValueOf(0));
        foreach (Node node in plan.Graph.Nodes)
        {
            RunNode(plan, node, mode);
            if (computed is not null) Tell(computed, node);
        }
    }

    /// <summary>Copies the last run's output: (channel, row, column, sample).</summary>
    public void ReadOutput(Span<float> target) => Plan.Read(ValueOf(Plan.Graph.Output.Index), Plan.Graph.Output, target);

    /// <inheritdoc />
    public void Dispose() => _memory.Dispose();

    /// <summary>First float of a value.</summary>
    internal float* ValueOf(int node) => _memory.Pointer + Plan.Offsets[node];

    /// <summary>First float of a value that is above zero where a ReLU let its input through.</summary>
    internal float* GateOf(int relu) => (Gates ?? this).ValueOf(relu);

    /// <summary>First winner of a maximum pool.</summary>
    internal int* WinnersOf(int node) => (int*)(_memory.Pointer + Plan.WinnerOffsets[node]);

    internal float* ParameterAddress(Parameter parameter) => (float*)Marshal.UnsafeAddrOfPinnedArrayElement(_parameters, parameter.Offset);

    private void RunNode(ForwardPlan plan, Node node, BatchNormMode mode)
    {
        float* target = ValueOf(node.Index);
        nint plane = plan.PlaneOf(node);
        nint used = (nint)node.Shape.Pixels * plan.Lanes;
        Node source = node.Inputs.IsEmpty ? node : plan.Graph.Nodes[node.Inputs[0]];
        float* from = ValueOf(source.Index);
        nint sourcePlane = plan.PlaneOf(source);
        switch (node.Operation)
        {
            case InputOperation:
                break;
            case ConvolutionOperation convolution:
                Convolve(plan, convolution, source, node);
                break;
            case BatchNormOperation norm:
                for (int c = 0; c < node.Shape.Channels; c++) Normalise(plan, norm, mode, node, c, from + (c * plane), target + (c * plane));
                break;
            case ReluOperation when Gates is not null:
                // What the pass back does with a cotangent, here done with a value.
                float* gate = GateOf(node.Index);
                for (int c = 0; c < node.Shape.Channels; c++)
                    _kernels.ReluBackward(gate + (c * plane), from + (c * plane), target + (c * plane), used, accumulate: false);
                break;
            case ReluOperation:
                for (int c = 0; c < node.Shape.Channels; c++) _kernels.Relu(from + (c * plane), target + (c * plane), used);
                break;
            case AveragePoolOperation pool:
                var means = WindowMeans.Forward(pool.Geometry, plan.Lanes);
                for (int c = 0; c < node.Shape.Channels; c++) _kernels.AveragePool(means, from + (c * sourcePlane), target + (c * plane), _memory.Pointer + plan.PoolRows, plan.Lanes, accumulate: false);
                break;
            case MaxPoolOperation pool:
                var taps = TapTable.Forward(pool.Geometry, plan.Lanes);
                for (int c = 0; c < node.Shape.Channels; c++)
                    LaneKernels.MaxPool(taps, from + (c * sourcePlane), target + (c * plane), WinnersOf(node.Index) + (c * plane), plan.Lanes);
                break;
            case AddOperation:
                for (int i = 0; i < node.Inputs.Length; i++) _kernels.Copy(ValueOf(node.Inputs[i]), target, node.Shape.Channels * plane, accumulate: i > 0);
                break;
            case ConcatOperation:
                foreach (int input in node.Inputs)
                {
                    nint length = plan.Graph.Nodes[input].Shape.Channels * plane;
                    _kernels.Copy(ValueOf(input), target, length, accumulate: false);
                    target += length;
                }

                break;
            case CropOperation crop:
                nint row = (nint)node.Shape.Width * plan.Lanes;
                for (int c = 0; c < node.Shape.Channels; c++, from += sourcePlane, target += plane)
                {
                    for (int y = 0; y < node.Shape.Height; y++)
                        _kernels.Copy(from + ((((nint)(y + crop.Dropped.Y) * source.Shape.Width) + crop.Dropped.X) * plan.Lanes), target + (y * row), row, accumulate: false);
                }

                break;
            case FlattenOperation:
                for (int c = 0; c < source.Shape.Channels; c++, from += sourcePlane)
                {
                    for (int p = 0; p < source.Shape.Pixels; p++, target += plane) _kernels.Copy(from + ((nint)p * plan.Lanes), target, plan.Lanes, accumulate: false);
                }

                break;
            case ScaleOperation scale:
                _kernels.Scale(from, scale.Factor, target, node.Shape.Channels * plane, accumulate: false);
                break;
            default:
                throw new NotSupportedException($"the engine does not know {node.Operation.GetType().Name}");
        }
    }

    private void Convolve(ForwardPlan plan, ConvolutionOperation convolution, Node source, Node node)
    {
        var taps = TapTable.Forward(convolution.Geometry, plan.Lanes);
        int inputs = source.Shape.Channels / convolution.Groups;
        int outputs = node.Shape.Channels / convolution.Groups;
        float* packed = _memory.Pointer + plan.PackedWeights;
        WeightPacking.Forward(ParameterAddress(convolution.Weight), packed, convolution.Groups, inputs, outputs, convolution.Geometry.Taps);
        _kernels.Convolve(new ConvolutionTask
        {
            Source = ValueOf(source.Index),
            SourcePlane = plan.PlaneOf(source),
            Target = ValueOf(node.Index),
            TargetPlane = plan.PlaneOf(node),
            Weights = packed,
            Start = convolution.Bias is { } bias ? ParameterAddress(bias) : _memory.Pointer + plan.Zeros,
            TapStart = TapTable.Address(taps.Start),
            TapSource = TapTable.Address(taps.Source),
            Tap = TapTable.Address(taps.Tap),
            Targets = taps.Targets,
            Taps = convolution.Geometry.Taps,
            Groups = convolution.Groups,
            SourceChannels = inputs,
            TargetChannels = outputs,
            Lanes = plan.Lanes,
        });
    }

    private void Normalise(ForwardPlan plan, BatchNormOperation norm, BatchNormMode mode, Node node, int channel, float* source, float* target)
    {
        int place = plan.StatisticsOffsets[node.Index] + channel;
        if (mode == BatchNormMode.BatchStatistics)
        {
            float* sums = _memory.Pointer + plan.Sums;
            double count = (double)node.Shape.Pixels * plan.Batch;
            _kernels.LaneSums(source, node.Shape.Pixels, plan.Lanes, sums);
            double mean = LaneKernels.Total(sums, plan.Batch) / count;
            var center = (float)mean;
            _kernels.LaneSquares(source, center, node.Shape.Pixels, plan.Lanes, sums);
            double offset = mean - center;
            Statistics.Means[place] = mean;
            Statistics.Variances[place] = Math.Max(0, (LaneKernels.Total(sums, plan.Batch) / count) - (offset * offset));
        }

        double factor = ParameterAddress(norm.Scale)[channel] * InverseDeviation(place, norm);
        double shift = ParameterAddress(norm.Shift)[channel] - (Statistics.Means[place] * factor);
        _kernels.Affine(source, (float)factor, (float)shift, target, (nint)node.Shape.Pixels * plan.Lanes);
    }

    /// <summary>1 / sqrt(variance + epsilon) of a channel at its place in <see cref="Statistics"/>.</summary>
    internal double InverseDeviation(int place, BatchNormOperation norm) => 1.0 / Math.Sqrt(Statistics.Variances[place] + norm.Epsilon);
}
