using System.Runtime.InteropServices;
using Tegula.Compute.Graphs;
using Tegula.Compute.Kernels;

namespace Tegula.Compute.Plans;

/// <content>Convolutions and linear layers.</content>
public sealed unsafe partial class GradientPass
{
    private void WeightGradient(ConvolutionOperation convolution, Node node, float* summed)
    {
        Node source = Graph.Nodes[node.Inputs[0]];
        if (convolution.Bias is { } bias) BiasGradient(bias, node, summed);
        int row = _plan.RowOf(convolution.Weight);
        if (row < 0) return;
        if (_target is null && node.Shape.Pixels == 1 && _plan.Forward.Matrices[node.Index] is { } view)
        {
            MatrixGradient(view, source, node, summed + row);
            return;
        }

        if (IsFiltered(node))
        {
            WinogradWeightGradient(convolution, source, node, summed + row);
            return;
        }

        bool perSample = _target is not null;
        float* target = perSample ? _target + ((nint)row * _targetLanes) : _memory.Pointer + _plan.WeightLanes;
        if (!perSample) NativeMemory.Clear(target, (nuint)convolution.Weight.Length * LaneKernels.LaneMultiple * sizeof(float));
        _kernels.WeightGradient(new WeightGradientTask
        {
            Source = _forward.ValueOf(source.Index),
            SourcePlane = _plan.Forward.PlaneOf(source),
            Cotangent = CotangentOf(node.Index),
            CotangentPlane = _plan.Forward.PlaneOf(node),
            Target = target,
            TargetLanes = perSample ? _targetLanes : LaneKernels.LaneMultiple,
            Geometry = convolution.Geometry,
            Taps = convolution.Geometry.Taps,
            Groups = convolution.Groups,
            InputChannels = source.Shape.Channels / convolution.Groups,
            OutputChannels = node.Shape.Channels / convolution.Groups,
            Lanes = Lanes,
        });
        for (int w = 0; !perSample && w < convolution.Weight.Length; w++)
            summed[row + w] = (float)LaneKernels.Total(target + ((nint)w * LaneKernels.LaneMultiple), LaneKernels.LaneMultiple);
    }

    private void BiasGradient(Parameter bias, Node node, float* summed)
    {
        int row = _plan.RowOf(bias);
        if (row < 0) return;
        float* sums = _memory.Pointer + _plan.Sums;
        for (int c = 0; c < node.Shape.Channels; c++)
        {
            _kernels.LaneSums(CotangentOf(node.Index) + (c * _plan.Forward.PlaneOf(node)), node.Shape.Pixels, Lanes, sums);
            Put(row + c, sums, 1f, summed);
        }
    }

    // (output, sample) times (sample, input) for each slab of a linear layer: nothing is left to add up behind it.
    private void MatrixGradient(MatrixView view, Node source, Node node, float* gradient)
    {
        ForwardPlan plan = _plan.Forward;
        int whole = view.Rows / LaneKernels.LaneMultiple * LaneKernels.LaneMultiple;
        float* transposed = _memory.Pointer + _plan.Transposed;
        float* rest = transposed + ((nint)plan.Batch * view.PaddedRows);
        var task = new ProductTask
        {
            Left = CotangentOf(node.Index),
            LeftRow = plan.PlaneOf(node),
            LeftStep = 1,
            RightRow = view.PaddedRows,
            Rows = node.Shape.Channels,
            Inner = plan.Batch,
        };
        for (int slab = 0; slab < view.Slabs; slab++, gradient += view.Rows)
        {
            float* from = _forward.ValueOf(source.Index) + (slab * view.SlabStride);
            LaneKernels.Transpose(from, view.RowStride, view.Rows, plan.Batch, transposed, view.PaddedRows);
            _kernels.Multiply(task with { Right = transposed, Target = gradient, TargetRow = view.Inputs, Columns = whole });
            if (whole == view.Rows) continue;
            const int Line = LaneKernels.LaneMultiple;
            _kernels.Multiply(task with { Right = transposed + whole, Target = rest, TargetRow = Line, Columns = Line });
            for (int o = 0; o < node.Shape.Channels; o++)
            {
                var target = new Span<float>(gradient + ((nint)o * view.Inputs) + whole, view.Rows - whole);
                new ReadOnlySpan<float>(rest + (o * Line), target.Length).CopyTo(target);
            }
        }
    }

    private void MatrixInputGradient(MatrixView view, ConvolutionOperation convolution, Node source, Node node)
    {
        bool accumulate = Accumulates(source.Index);
        for (int slab = 0; slab < view.Slabs; slab++)
        {
            _kernels.Multiply(new ProductTask
            {
                Left = _forward.ParameterAddress(convolution.Weight) + ((nint)slab * view.Rows),
                LeftRow = 1,
                LeftStep = view.Inputs,
                Right = CotangentOf(node.Index),
                RightRow = _plan.Forward.PlaneOf(node),
                Target = CotangentOf(source.Index) + (slab * view.SlabStride),
                TargetRow = view.RowStride,
                Packed = _memory.Pointer + _plan.PackedWeights,
                Rows = view.Rows,
                Inner = node.Shape.Channels,
                Columns = view.Columns,
                Accumulate = accumulate,
            });
        }
    }

    private void InputGradient(ConvolutionOperation convolution, Node node)
    {
        Node source = Graph.Nodes[node.Inputs[0]];
        if (_plan.Forward.Matrices[node.Index] is { } view)
        {
            MatrixInputGradient(view, convolution, source, node);
            return;
        }

        if (IsFiltered(node))
        {
            WinogradInputGradient(convolution, source, node);
            return;
        }

        var taps = TapTable.Backward(convolution.Geometry, Lanes);
        int inputs = source.Shape.Channels / convolution.Groups;
        int outputs = node.Shape.Channels / convolution.Groups;
        float* packed = _memory.Pointer + _plan.PackedWeights;
        WeightPacking.Backward(_forward.ParameterAddress(convolution.Weight), packed, convolution.Groups, inputs, outputs, convolution.Geometry.Taps);
        _kernels.Convolve(new ConvolutionTask
        {
            Source = CotangentOf(node.Index),
            SourcePlane = _plan.Forward.PlaneOf(node),
            Target = CotangentOf(source.Index),
            TargetPlane = _plan.Forward.PlaneOf(source),
            Weights = packed,
            Start = _memory.Pointer + _plan.Zeros,
            TapStart = TapTable.Address(taps.Start),
            TapSource = TapTable.Address(taps.Source),
            Tap = TapTable.Address(taps.Tap),
            Targets = taps.Targets,
            Taps = convolution.Geometry.Taps,
            Groups = convolution.Groups,
            SourceChannels = outputs,
            TargetChannels = inputs,
            Lanes = Lanes,
            Accumulate = Accumulates(source.Index),
        });
    }
}
