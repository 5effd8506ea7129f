using System.Runtime.InteropServices;
using Tegula.Compute.Graphs;
using Tegula.Compute.Kernels;

namespace Tegula.Compute.Plans;

/// <content>Forward: how each value changes along the direction.</content>
public sealed unsafe partial class HessianPass
{
    private void Advance(Node node)
    {
        switch (node.Operation)
        {
            case ConvolutionOperation convolution:
                AdvanceConvolution(convolution, node);
                break;
            case BatchNormOperation norm:
                for (int c = 0; c < node.Shape.Channels; c++) AdvanceNorm(norm, node, c);
                break;
            case AddOperation:
                AdvanceSum(node);
                break;
            case ConcatOperation:
                AdvanceConcat(node);
                break;
            case GatherOperation gather:
                AdvanceGather(gather, node);
                break;
            case FlattenOperation:
                AdvanceFlatten(node);
                break;
            default:
                AdvanceChannels(node);
                break;
        }
    }

    // An input that does not move adds nothing.
    private void AdvanceSum(Node node)
    {
        bool accumulate = false;
        foreach (int input in node.Inputs)
        {
            if (!_plan.Moves(input)) continue;
            _kernels.Copy(TangentOf(input), TangentOf(node.Index), LengthOf(node), accumulate);
            accumulate = true;
        }
    }

    private void AdvanceConcat(Node node)
    {
        float* target = TangentOf(node.Index);
        foreach (int input in node.Inputs)
        {
            nint length = LengthOf(Graph.Nodes[input]);
            CopyOrClear(input, 0, target, length);
            target += length;
        }
    }

    private void AdvanceGather(GatherOperation gather, Node node)
    {
        nint plane = _plan.Forward.PlaneOf(node);
        float* target = TangentOf(node.Index);
        foreach ((int place, int channel) in gather.Channels)
        {
            CopyOrClear(node.Inputs[place], channel * plane, target, plane);
            target += plane;
        }
    }

    private void CopyOrClear(int input, nint from, float* target, nint length)
    {
        if (_plan.Moves(input)) _kernels.Copy(TangentOf(input) + from, target, length, accumulate: false);
        else NativeMemory.Clear(target, (nuint)length * sizeof(float));
    }

    private void AdvanceFlatten(Node node)
    {
        Node source = Graph.Nodes[node.Inputs[0]];
        float* from = TangentOf(source.Index);
        float* target = TangentOf(node.Index);
        for (int c = 0; c < source.Shape.Channels; c++, from += _plan.Forward.PlaneOf(source))
        {
            for (int p = 0; p < source.Shape.Pixels; p++, target += _plan.Forward.PlaneOf(node))
                _kernels.Copy(from + ((nint)p * Lanes), target, Lanes, accumulate: false);
        }
    }

    // Operations that treat each channel by itself.
    private void AdvanceChannels(Node node)
    {
        Node source = Graph.Nodes[node.Inputs[0]];
        nint plane = _plan.Forward.PlaneOf(node);
        nint sourcePlane = _plan.Forward.PlaneOf(source);
        nint used = (nint)node.Shape.Pixels * Lanes;
        float* from = TangentOf(source.Index);
        float* target = TangentOf(node.Index);
        for (int c = 0; c < node.Shape.Channels; c++, from += sourcePlane, target += plane)
        {
            if (c >= source.Shape.Channels)
            {
                // Padded channels hold zeros wherever the parameters go.
                NativeMemory.Clear(target, (nuint)plane * sizeof(float));
                continue;
            }

            switch (node.Operation)
            {
                case AveragePoolOperation pool:
                    _kernels.AveragePool(WindowMeans.Forward(pool.Geometry, Lanes), from, target, _memory.Pointer + _plan.PoolRows, Lanes, accumulate: false);
                    break;
                case MaxPoolOperation:
                    int* winners = _forward.WinnersOf(node.Index) + (c * plane);
                    for (nint i = 0; i < used; i++) target[i] = from[winners[i] + (i % Lanes)];
                    break;
                case CropOperation crop:
                    nint row = (nint)node.Shape.Width * Lanes;
                    nint width = source.Shape.Width;
                    for (int y = 0; y < node.Shape.Height; y++)
                        _kernels.Copy(from + ((((y + crop.Dropped.Y) * width) + crop.Dropped.X) * Lanes), target + (y * row), row, accumulate: false);
                    break;
                default:
                    TimesDerivative(node, c, from, target, accumulate: false);
                    break;
            }
        }
    }

    // Operations on single values: target (+)= derivative * source, forward and back alike.
    private void TimesDerivative(Node node, int channel, float* source, float* target, bool accumulate)
    {
        nint at = channel * _plan.Forward.PlaneOf(node);
        nint used = (nint)node.Shape.Pixels * Lanes;
        switch (node.Operation)
        {
            case ReluOperation:
                _kernels.ReluBackward(_forward.GateOf(node.Index) + at, source, target, used, accumulate);
                break;
            case Relu6Operation:
                _kernels.Relu6Backward(_forward.GateOf(node.Index) + at, source, target, used, accumulate);
                break;
            case EluOperation:
                _kernels.EluBackward(_forward.ValueOf(node.Index) + at, source, target, used, accumulate);
                break;
            case DropPathOperation drop when _forward.DropPathOf(drop.Path) is var factors && factors is not null:
                _kernels.ScaleLanes(source, factors, target, node.Shape.Pixels, Lanes, accumulate);
                break;
            case DropPathOperation or PadChannelsOperation:
                _kernels.Copy(source, target, used, accumulate);
                break;
            case ScaleOperation scale:
                _kernels.Scale(source, scale.Factor, target, used, accumulate);
                break;
            default:
                throw new NotSupportedException($"the engine does not know {node.Operation.GetType().Name}");
        }
    }
}
