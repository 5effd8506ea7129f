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
        float* sums = lanes + (Winograd.Side * pairs * LaneKernels.LaneMultiple);
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
            Weights = sums,
            Scratch = _memory.Pointer + _plan.WinogradScratch,
            Lanes = Lanes,
        };
        _kernels.WinogradWeightGradient(task, lanes);
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
