using System.Runtime.InteropServices;
using Tegula.Compute.Graphs;
using Tegula.Compute.Kernels;

namespace Tegula.Compute.Plans;

/// <content>Convolutions and linear layers: bilinear in value and weights, so each term is one of the forward and backward passes' own products.</content>
public sealed unsafe partial class HessianPass
{
    private void AdvanceConvolution(ConvolutionOperation convolution, Node node)
    {
        Node source = Graph.Nodes[node.Inputs[0]];
        float* target = TangentOf(node.Index);
        float* zeros = _memory.Pointer + _plan.Zeros;
        bool moves = _plan.Moves(source.Index);
        float* weights = _forward.ParameterAddress(convolution.Weight);
        if (moves) Convolve(convolution, source, node, weights, TangentOf(source.Index), target, zeros, accumulate: false);
        float* start = convolution.Bias is { } bias ? DirectionOf(bias) : zeros;
        Convolve(convolution, source, node, DirectionOf(convolution.Weight), _forward.ValueOf(source.Index), target, start, accumulate: moves);
    }

    private void DescendConvolution(ConvolutionOperation convolution, Node node, float* product)
    {
        Node source = Graph.Nodes[node.Inputs[0]];
        nint plane = _plan.Forward.PlaneOf(node);
        for (int c = 0; convolution.Bias is { } bias && c < node.Shape.Channels; c++)
            product[bias.Offset + c] = (float)Total(CotangentTangentOf(node.Index) + (c * plane), node);

        float* lanes = _memory.Pointer + _plan.WeightLanes;
        NativeMemory.Clear(lanes, (nuint)convolution.Weight.Length * LaneKernels.LaneMultiple * sizeof(float));
        AddWeightGradient(convolution, source, node, _forward.ValueOf(source.Index), CotangentTangentOf(node.Index));
        bool moves = _plan.Moves(source.Index);
        if (moves) AddWeightGradient(convolution, source, node, TangentOf(source.Index), CotangentOf(node.Index));
        for (int w = 0; w < convolution.Weight.Length; w++)
            product[convolution.Weight.Offset + w] = (float)LaneKernels.Total(lanes + ((nint)w * LaneKernels.LaneMultiple), LaneKernels.LaneMultiple);

        if (!moves) return;
        bool accumulate = Accumulates(source.Index);
        float* weights = _forward.ParameterAddress(convolution.Weight);
        ConvolveBack(convolution, source, node, weights, CotangentOf(node.Index), CotangentOf(source.Index), accumulate);
        ConvolveBack(convolution, source, node, weights, CotangentTangentOf(node.Index), CotangentTangentOf(source.Index), accumulate);
        ConvolveBack(convolution, source, node, DirectionOf(convolution.Weight), CotangentOf(node.Index), CotangentTangentOf(source.Index), accumulate: true);
    }

    private void Convolve(ConvolutionOperation convolution, Node source, Node node, float* weights, float* from, float* target, float* start, bool accumulate)
    {
        int inputs = source.Shape.Channels / convolution.Groups;
        int outputs = node.Shape.Channels / convolution.Groups;
        float* packed = _memory.Pointer + _plan.PackedWeights;
        WeightPacking.Forward(weights, packed, convolution.Groups, inputs, outputs, convolution.Geometry.Taps);
        ConvolutionTask task = TaskOf(convolution, TapTable.Forward(convolution.Geometry, Lanes), packed, start, accumulate);
        task.Source = from;
        task.SourcePlane = _plan.Forward.PlaneOf(source);
        task.Target = target;
        task.TargetPlane = _plan.Forward.PlaneOf(node);
        task.SourceChannels = inputs;
        task.TargetChannels = outputs;
        _kernels.Convolve(task);
    }

    private void ConvolveBack(ConvolutionOperation convolution, Node source, Node node, float* weights, float* cotangent, float* target, bool accumulate)
    {
        int inputs = source.Shape.Channels / convolution.Groups;
        int outputs = node.Shape.Channels / convolution.Groups;
        float* packed = _memory.Pointer + _plan.PackedWeights;
        WeightPacking.Backward(weights, packed, convolution.Groups, inputs, outputs, convolution.Geometry.Taps);
        ConvolutionTask task = TaskOf(convolution, TapTable.Backward(convolution.Geometry, Lanes), packed, _memory.Pointer + _plan.Zeros, accumulate);
        task.Source = cotangent;
        task.SourcePlane = _plan.Forward.PlaneOf(node);
        task.Target = target;
        task.TargetPlane = _plan.Forward.PlaneOf(source);
        task.SourceChannels = outputs;
        task.TargetChannels = inputs;
        _kernels.Convolve(task);
    }

    private ConvolutionTask TaskOf(ConvolutionOperation convolution, TapTable taps, float* packed, float* start, bool accumulate) => new()
    {
        Weights = packed,
        Start = start,
        TapStart = TapTable.Address(taps.Start),
        TapSource = TapTable.Address(taps.Source),
        Tap = TapTable.Address(taps.Tap),
        Targets = taps.Targets,
        Taps = convolution.Geometry.Taps,
        Groups = convolution.Groups,
        Lanes = Lanes,
        Accumulate = accumulate,
    };

    private void AddWeightGradient(ConvolutionOperation convolution, Node source, Node node, float* values, float* cotangent) =>
        _kernels.WeightGradient(new WeightGradientTask
        {
            Source = values,
            SourcePlane = _plan.Forward.PlaneOf(source),
            Cotangent = cotangent,
            CotangentPlane = _plan.Forward.PlaneOf(node),
            Target = _memory.Pointer + _plan.WeightLanes,
            TargetLanes = LaneKernels.LaneMultiple,
            Geometry = convolution.Geometry,
            Taps = convolution.Geometry.Taps,
            Groups = convolution.Groups,
            InputChannels = source.Shape.Channels / convolution.Groups,
            OutputChannels = node.Shape.Channels / convolution.Groups,
            Lanes = Lanes,
        });
}
