using System.Runtime.InteropServices;
using Tegula.Compute.Graphs;
using Tegula.Compute.Kernels;
using Tegula.Compute.Simd;

namespace Tegula.Compute.Plans;

/// <summary>
/// Computes blocks of Jacobian rows. Holds the cotangents of one block; one pass per thread, reused from network to network.
/// </summary>
public sealed unsafe class JacobianPass : IDisposable
{
    private readonly AlignedMemory _memory = new();
    private readonly LaneKernels _kernels;
    private JacobianPlan _plan = null!;
    private ForwardTape _tape = null!;
    private int _firstSample;
    private float* _rows;

    /// <summary>A pass on the widest vectors of this machine.</summary>
    public JacobianPass()
        : this(LaneKernels.Best)
    {
    }

    internal JacobianPass(LaneKernels kernels) => _kernels = kernels;

    /// <summary>
    /// Computes d(sum of the outputs of sample n) / d(weights) for one block of samples n, with all that the batch statistics carry from sample to sample.
    /// </summary>
    /// <param name="tape">The recorded forward pass, which names the plan.</param>
    /// <param name="block">Which block of samples, from 0.</param>
    /// <param name="jacobian">Receives the rows; <see cref="Jacobian.Resize"/> made it fit the plan.</param>
    /// <exception cref="ArgumentException">The tape is of another vector width, or the Jacobian has another size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such block.</exception>
    public void Run(ForwardTape tape, int block, Jacobian jacobian)
    {
        if (tape.VectorLength != _kernels.VectorLength) throw new ArgumentException("the tape was recorded for another vector width");
        _tape = tape;
        _plan = tape.Plan;
        ArgumentOutOfRangeException.ThrowIfNegative(block);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(block, _plan.Blocks);
        if (jacobian.Samples != _plan.Forward.Batch || jacobian.Weights != _plan.RowCount || jacobian.Block != _plan.Block)
        {
            throw new ArgumentException(
                $"the Jacobian of {_plan.Forward.Batch} samples, {_plan.RowCount} weights and blocks of {_plan.Block} "
                + $"does not fit one of {jacobian.Samples}, {jacobian.Weights} and {jacobian.Block}");
        }

        _memory.EnsureLength(_plan.Length);
        _firstSample = block * _plan.Block;
        _rows = jacobian.BlockAddress(block);
        Clear(_rows, (nint)_plan.RowCount * _plan.Block);
        Clear(_memory.Pointer + _plan.ScratchStart, _plan.Length - _plan.ScratchStart);
        foreach (Node node in Nodes)
        {
            if (node.Operation is BatchNormOperation) Clear(SumsOf(node.Index), (nint)node.Shape.Channels * _plan.Block * 2);
        }

        foreach (var phase in _plan.Phases)
        {
            for (int sample = 0; sample < _plan.Forward.Batch; sample++)
            {
                foreach (JacobianStep step in phase) RunStep(step, sample);
            }

            foreach (JacobianStep step in phase)
            {
                if (step.Kind == JacobianStepKind.NormStatistics) FinishNorm(Nodes[step.Node]);
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _memory.Dispose();

    private System.Collections.Immutable.ImmutableArray<Node> Nodes => _plan.Forward.Graph.Nodes;

    private static void Clear(float* values, nint length) => NativeMemory.Clear(values, (nuint)(length * sizeof(float)));

    private float* CotangentOf(int node, int sample) => _memory.Pointer + _plan.Places[node].Offset + (sample * _plan.Places[node].SampleStride);

    private float* SumsOf(int node) => _memory.Pointer + _plan.Sums[node];

    // Means come first, then the means of cotangent times normalised value.
    private float* ProductsOf(Node node) => SumsOf(node.Index) + ((nint)node.Shape.Channels * _plan.Block);

    private float* RowOf(Parameter parameter) => _plan.Rows.TryGetValue(parameter.Name, out int row) ? _rows + ((nint)row * _plan.Block) : null;

    private void RunStep(JacobianStep step, int sample)
    {
        Node node = Nodes[step.Node];
        switch (step.Kind)
        {
            case JacobianStepKind.Seed:
                Seed(node, sample);
                break;
            case JacobianStepKind.Clear:
                Clear(CotangentOf(step.Target, sample), (nint)Nodes[step.Target].Shape.Length * _plan.Block);
                break;
            case JacobianStepKind.NormStatistics:
                float* cotangent = CotangentOf(node.Index, sample);
                for (int c = 0; c < node.Shape.Channels; c++)
                {
                    nint at = (nint)c * _plan.Block;
                    _kernels.NormStatistics(
                        cotangent + (at * node.Shape.Pixels),
                        _tape.SampleOf(node.Index, sample, c),
                        node.Shape.Pixels,
                        _plan.Block,
                        SumsOf(node.Index) + at,
                        ProductsOf(node) + at);
                }

                break;
            default:
                Descend(step, node, sample);
                break;
        }
    }

    private void Seed(Node output, int sample)
    {
        float* cotangent = CotangentOf(output.Index, sample);
        Clear(cotangent, (nint)output.Shape.Length * _plan.Block);
        int own = sample - _firstSample;
        if ((uint)own >= (uint)_plan.Block) return;
        for (int k = 0; k < output.Shape.Length; k++) cotangent[(k * _plan.Block) + own] = 1f;
    }

    // The sums over the batch are the gradients of shift and scale; the cotangent needs their means.
    private void FinishNorm(Node node)
    {
        var norm = (BatchNormOperation)node.Operation;
        nint length = (nint)node.Shape.Channels * _plan.Block;
        float* shift = RowOf(norm.Shift);
        float* scale = RowOf(norm.Scale);
        if (shift is not null) _kernels.Copy(SumsOf(node.Index), shift, length, accumulate: false);
        if (scale is not null) _kernels.Copy(ProductsOf(node), scale, length, accumulate: false);
        var share = (float)(1.0 / ((double)node.Shape.Pixels * _plan.Forward.Batch));
        _kernels.Scale(SumsOf(node.Index), share, SumsOf(node.Index), 2 * length, accumulate: false);
    }

    private void Descend(JacobianStep step, Node node, int sample)
    {
        float* cotangent = CotangentOf(node.Index, sample);
        nint length = (nint)node.Shape.Length * _plan.Block;
        Node source = Nodes[node.Inputs[0]];
        bool descends = _plan.IsNeeded(source.Index);
        float* target = descends ? CotangentOf(source.Index, sample) : null;
        switch (node.Operation)
        {
            case ConvolutionOperation convolution:
                DescendConvolution(convolution, node, source, sample, cotangent, target, !step.Accumulate[0]);
                break;
            case BatchNormOperation when descends:
                DescendNorm(node, source, sample, cotangent, step.Accumulate[0]);
                break;
            case ReluOperation when descends:
                _kernels.Mask(_tape.SampleOf(node.Index, sample, 0), cotangent, target, node.Shape.Length, _plan.Block, step.Accumulate[0]);
                break;
            case AveragePoolOperation pool when descends:
                var means = WindowMeans.Backward(pool.Geometry, _plan.Block);
                for (int c = 0; c < node.Shape.Channels; c++)
                {
                    _kernels.AveragePool(
                        means,
                        cotangent + ((nint)c * node.Shape.Pixels * _plan.Block),
                        target + ((nint)c * source.Shape.Pixels * _plan.Block),
                        _memory.Pointer + _plan.PoolRows,
                        _plan.Block,
                        step.Accumulate[0]);
                }

                break;
            case MaxPoolOperation when descends:
                DescendMaxPool(node, source, sample, cotangent, target);
                break;
            case AddOperation or ConcatOperation:
                DescendCopies(step, node, sample, cotangent, length);
                break;
            case CropOperation crop when descends:
                DescendCrop(crop, node, source, cotangent, target);
                break;
            case FlattenOperation when descends:
                _kernels.Copy(cotangent, target, length, step.Accumulate[0]);
                break;
            case ScaleOperation scale when descends:
                _kernels.Scale(cotangent, scale.Factor, target, length, step.Accumulate[0]);
                break;
            default:
                break;
        }
    }

    private void DescendCopies(JacobianStep step, Node node, int sample, float* cotangent, nint length)
    {
        bool joins = node.Operation is ConcatOperation;
        for (int i = 0; i < node.Inputs.Length; i++)
        {
            Node input = Nodes[node.Inputs[i]];
            nint part = joins ? (nint)input.Shape.Length * _plan.Block : length;
            float* target = CotangentOf(input.Index, sample);
            if (_plan.IsNeeded(input.Index) && target != cotangent) _kernels.Copy(cotangent, target, part, step.Accumulate[i]);
            if (joins) cotangent += part;
        }
    }

    private void DescendCrop(CropOperation crop, Node node, Node source, float* cotangent, float* target)
    {
        nint row = (nint)node.Shape.Width * _plan.Block;
        target += (((nint)crop.Dropped.Y * source.Shape.Width) + crop.Dropped.X) * _plan.Block;
        for (int c = 0; c < node.Shape.Channels; c++, target += (nint)source.Shape.Pixels * _plan.Block)
        {
            for (int y = 0; y < node.Shape.Height; y++, cotangent += row)
                _kernels.Copy(cotangent, target + ((nint)y * source.Shape.Width * _plan.Block), row, accumulate: true);
        }
    }

    private void DescendNorm(Node node, Node source, int sample, float* cotangent, bool accumulate)
    {
        var shape = new Extent(node.Shape.Height, node.Shape.Width);
        bool padded = _plan.WritesPadded(source.Index);
        TapClasses? classes = _plan.Classes[source.Index];
        float* target = padded ? PaddedOf(source.Index) : CotangentOf(source.Index, sample);
        nint plane = padded ? classes!.PlaneLength : (nint)node.Shape.Pixels * _plan.Block;
        nint row = padded ? classes!.RowLength : (nint)node.Shape.Width * _plan.Block;
        for (int c = 0; c < node.Shape.Channels; c++)
        {
            nint at = (nint)c * _plan.Block;
            _kernels.NormApply(
                cotangent + (at * node.Shape.Pixels),
                _tape.SampleOf(node.Index, sample, c),
                shape,
                _plan.Block,
                SumsOf(node.Index) + at,
                ProductsOf(node) + at,
                _tape.FactorOf(node.Index, c),
                target + (c * plane),
                row,
                accumulate && !padded);
        }
    }

    private float* PaddedOf(int convolution)
    {
        TapClasses classes = _plan.Classes[convolution]!;
        return _memory.Pointer + _plan.Scratch[convolution] + (classes.Border.Y * classes.RowLength) + ((nint)classes.Border.X * _plan.Block);
    }

    private void DescendMaxPool(Node node, Node source, int sample, float* cotangent, float* target)
    {
        for (int c = 0; c < node.Shape.Channels; c++)
        {
            _kernels.Scatter(
                _tape.SampleOf(node.Index, sample, c),
                cotangent + ((nint)c * node.Shape.Pixels * _plan.Block),
                target + ((nint)c * source.Shape.Pixels * _plan.Block),
                node.Shape.Pixels,
                _plan.Block);
        }
    }

    private void DescendConvolution(ConvolutionOperation convolution, Node node, Node source, int sample, float* cotangent, float* target, bool replaces)
    {
        int block = _plan.Block;
        TapClasses classes = _plan.Classes[node.Index]!;
        if (convolution.Bias is { } bias && RowOf(bias) is var biasRow && biasRow is not null) AddPositions(node.Shape, cotangent, biasRow);
        if (_plan.Scratch[node.Index] >= 0)
        {
            if (!_plan.WritesPadded(node.Index)) CopyPadded(node, classes, cotangent);
            cotangent = _memory.Pointer + _plan.Scratch[node.Index];
        }

        int inputs = source.Shape.Channels / convolution.Groups;
        int outputs = node.Shape.Channels / convolution.Groups;
        int taps = convolution.Geometry.Taps;
        float* rows = RowOf(convolution.Weight) is var row && row is not null ? row : _memory.Pointer + _plan.Discard;
        ActivePositions positions = _tape.PositionsOf(node);
        for (int i = 0; i < source.Shape.Channels; i++)
        {
            int firstOutput = i / inputs * outputs;
            nint weight = (((nint)firstOutput * inputs) + (i % inputs)) * taps;
            var task = new SparseConvolutionTask
            {
                Cotangent = cotangent + (firstOutput * classes.PlaneLength),
                Input = target is null ? null : target + ((nint)i * source.Shape.Pixels * block),
                Weights = _tape.WeightsOf(node.Index) + (weight * _tape.VectorLength),
                Jacobian = rows + (weight * block),
                Block = block,
                Replaces = replaces,
            };
            for (int q = 0; q < classes.Count; q++)
            {
                ReadOnlySpan<ActivePosition> active = positions.Of(sample, i, q);
                task.Positions = (ActivePosition*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetReference(active));
                task.Count = active.Length;
                if (classes.IsPlain3x3) DescendPlain3x3(task, convolution, classes, inputs, outputs);
                else _kernels.SparseConvolution(task, _plan.Terms[node.Index][q].Weights, _plan.Terms[node.Index][q].Offsets);
            }
        }
    }

    private void DescendPlain3x3(SparseConvolutionTask task, ConvolutionOperation convolution, TapClasses classes, int inputs, int outputs)
    {
        nint row = convolution.Geometry.Dilation.Y * classes.RowLength;
        nint column = (nint)convolution.Geometry.Dilation.X * _plan.Block;
        for (int o = 0; o < outputs; o++)
        {
            _kernels.SparseConvolution3x3(task, row, column);
            task.Cotangent += classes.PlaneLength;
            task.Weights += (nint)inputs * 9 * _tape.VectorLength;
            task.Jacobian += (nint)inputs * 9 * _plan.Block;
        }
    }

    private void CopyPadded(Node node, TapClasses classes, float* cotangent)
    {
        nint row = (nint)node.Shape.Width * _plan.Block;
        float* padded = PaddedOf(node.Index);
        for (int c = 0; c < node.Shape.Channels; c++)
        {
            for (int y = 0; y < node.Shape.Height; y++, cotangent += row)
                _kernels.Copy(cotangent, padded + (c * classes.PlaneLength) + (y * classes.RowLength), row, accumulate: false);
        }
    }

    private void AddPositions(TensorShape shape, float* cotangent, float* row)
    {
        for (int c = 0; c < shape.Channels; c++, row += _plan.Block)
        {
            for (int p = 0; p < shape.Pixels; p++, cotangent += _plan.Block) _kernels.Copy(cotangent, row, _plan.Block, accumulate: true);
        }
    }
}
