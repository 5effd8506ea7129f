using System.Runtime.InteropServices;
using Tegula.Compute.Graphs;
using Tegula.Compute.Kernels;

namespace Tegula.Compute.Plans;

/// <content>Convolutions of 3x3 by <see cref="Winograd"/>, where the plan asks for it. Gradients of samples apart never are.</content>
public sealed unsafe partial class GradientPass
{
    private bool IsFiltered(Node node) => _target is null && _plan.UsesWinograd(node);

    private void WinogradWeightGradient(ConvolutionOperation convolution, Node source, Node node, float* gradient)
    {
        nint pairs = (nint)source.Shape.Channels * node.Shape.Channels;
        float* lanes = _memory.Pointer + _plan.WeightLanes;
        nint lanesLength = Winograd.Side * pairs * LaneKernels.LaneMultiple;
        float* sums = lanes + lanesLength;
        var task = new WinogradTask
        {
            Source = _forward.ValueOf(source.Index),
            SourcePlane = _plan.Forward.PlaneOf(source),
            SourceChannels = source.Shape.Channels,
            SourceSize = convolution.Geometry.Input,
            Padding = convolution.Geometry.Padding,
            Output = CotangentOf(node.Index),
            OutputPlane = _plan.Forward.PlaneOf(node),
            OutputChannels = node.Shape.Channels,
            OutputSize = convolution.Geometry.Output,
            Weights = lanes,
            Scratch = _memory.Pointer + _plan.WinogradScratch,
            Lanes = Lanes,
        };
        for (int row = 0; row < Winograd.Side; row++, sums += Winograd.Side * pairs)
        {
            NativeMemory.Clear(lanes, (nuint)lanesLength * sizeof(float));
            _kernels.WinogradWeightGradient(task, row);
            for (nint i = 0; i < Winograd.Side * pairs; i++) sums[i] = (float)LaneKernels.Total(lanes + (i * LaneKernels.LaneMultiple), LaneKernels.LaneMultiple);
        }

        sums = lanes + lanesLength;
        for (nint pair = 0; pair < pairs; pair++) Winograd.GradientOf(sums + pair, pairs, gradient + (pair * convolution.Geometry.Taps));
    }

    private void WinogradInputGradient(ConvolutionOperation convolution, Node source, Node node)
    {
        Extent padding = convolution.Geometry.Padding;
        float* weights = _memory.Pointer + _plan.WeightLanes;
        Winograd.TurnWeights(_forward.ParameterAddress(convolution.Weight), source.Shape.Channels, node.Shape.Channels, weights);
        _kernels.WinogradCorrelate(new WinogradTask
        {
            Source = CotangentOf(node.Index),
            SourcePlane = _plan.Forward.PlaneOf(node),
            SourceChannels = node.Shape.Channels,
            SourceSize = convolution.Geometry.Output,
            Padding = new Extent(2 - padding.Y, 2 - padding.X),
            Output = CotangentOf(source.Index),
            OutputPlane = _plan.Forward.PlaneOf(source),
            OutputChannels = source.Shape.Channels,
            OutputSize = convolution.Geometry.Input,
            Weights = weights,
            Scratch = _memory.Pointer + _plan.WinogradScratch,
            Lanes = Lanes,
            Accumulate = Accumulates(source.Index),
        });
    }
}
