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
    private bool _dropsPaths;

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
    /// Another pass that ran the same plan last: every ReLU lets through what it let through there, whatever the signs are now, here and in a gradient
    /// (a ReLU6 that was full stays 6). The network is then smooth in its parameters. Null for each ReLU's own signs. Must not run again before the last
    /// gradient is taken.
    /// </param>
    /// <param name="dropPaths">Factors of the graph's drop paths, (path, sample), also for gradients of this run; empty to drop none.</param>
    /// <exception cref="ArgumentException">A length does not fit the plan, or the gates are not there.</exception>
    public void Run(
        ForwardPlan plan,
        ReadOnlySpan<float> parameters,
        ReadOnlySpan<float> images,
        BatchNormMode mode = BatchNormMode.BatchStatistics,
        BatchNormStatistics? given = null,
        Action<Node>? computed = null,
        ForwardPass? gates = null,
        ReadOnlySpan<float> dropPaths = default)
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
        if (!dropPaths.IsEmpty && dropPaths.Length != plan.DropPathCount * plan.Batch)
        {
            throw new ArgumentException(
                $"{plan.DropPathCount} drop paths of {plan.Batch} samples need {plan.DropPathCount * plan.Batch} factors, {dropPaths.Length} were given");
        }

        _plan = plan;
        _memory.EnsureLength(plan.Length);
        if (_parameters.Length < parameters.Length) _parameters = GC.AllocateUninitializedArray<float>(parameters.Length, pinned: true);
        parameters.CopyTo(_parameters);
        Mode = mode;
        Gates = gates;
        if (_own.Means.Length != plan.StatisticsLength) _own = new BatchNormStatistics(plan.StatisticsLength);
        Statistics = mode == BatchNormMode.GivenStatistics ? given! : _own;

        NativeMemory.Clear(_memory.Pointer + plan.Zeros, (nuint)plan.MostChannels * sizeof(float));
        PutDropPaths(dropPaths);
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

    /// <summary>The factors of one drop path, a lane each; null where the last run dropped none.</summary>
    internal float* DropPathOf(int path) => _dropsPaths ? _memory.Pointer + Plan.DropPaths + ((nint)path * Plan.Lanes) : null;

    internal float* ParameterAddress(Parameter parameter) => (float*)Marshal.UnsafeAddrOfPinnedArrayElement(_parameters, parameter.Offset);

    /// <summary>1 / sqrt(variance + epsilon) of a channel at its place in <see cref="Statistics"/>.</summary>
    internal double InverseDeviation(int place, BatchNormOperation norm) => 1.0 / Math.Sqrt(Statistics.Variances[place] + norm.Epsilon);

    private void PutDropPaths(ReadOnlySpan<float> factors)
    {
        _dropsPaths = !factors.IsEmpty;
        for (int path = 0; _dropsPaths && path < Plan.DropPathCount; path++)
        {
            var lanes = new Span<float>(DropPathOf(path), Plan.Lanes);
            factors.Slice(path * Plan.Batch, Plan.Batch).CopyTo(lanes);
            lanes[Plan.Batch..].Clear();
        }
    }
}
