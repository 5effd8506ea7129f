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
        float* sums = _memory.Pointer + _plan.Sums;
        for (int c = 0; convolution.Bias is { } bias && c < node.Shape.Channels; c++)
        {
            _kernels.LaneSums(CotangentOf(node.Index) + (c * _plan.Forward.PlaneOf(node)), node.Shape.Pixels, Lanes, sums);
            Put(bias, c, sums, 1f, summed);
        }

        if (!_plan.Rows.TryGetValue(convolution.Weight.Name, out int row)) return;
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

    private void InputGradient(ConvolutionOperation convolution, Node node)
    {
        Node source = Graph.Nodes[node.Inputs[0]];
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
