using System.Runtime.InteropServices;
using Tegula.Compute.Graphs;
using Tegula.Compute.Kernels;

namespace Tegula.Compute.Plans;

/// <content>Operations without weights.</content>
public sealed unsafe partial class GradientPass
{
    private void DescendWeightless(Node node)
    {
        Node source = Graph.Nodes[node.Inputs[0]];
        nint plane = _plan.Forward.PlaneOf(node);
        nint sourcePlane = _plan.Forward.PlaneOf(source);
        nint used = (nint)node.Shape.Pixels * Lanes;
        float* cotangent = CotangentOf(node.Index);
        float* target = CotangentOf(source.Index);
        bool accumulate = Accumulates(source.Index);
        if (node.Operation is MaxPoolOperation or CropOperation && !accumulate)
            NativeMemory.Clear(target, (nuint)(source.Shape.Channels * sourcePlane) * sizeof(float));

        // Padding adds channels that nothing leads back from.
        int channels = Math.Min(node.Shape.Channels, source.Shape.Channels);
        for (int c = 0; c < channels; c++, cotangent += plane, target += sourcePlane)
        {
            switch (node.Operation)
            {
                case ReluOperation:
                    _kernels.ReluBackward(_forward.GateOf(node.Index) + (c * plane), cotangent, target, used, accumulate);
                    break;
                case Relu6Operation:
                    _kernels.Relu6Backward(_forward.GateOf(node.Index) + (c * plane), cotangent, target, used, accumulate);
                    break;
                case EluOperation:
                    _kernels.EluBackward(_forward.ValueOf(node.Index) + (c * plane), cotangent, target, used, accumulate);
                    break;
                case DropPathOperation drop when _forward.DropPathOf(drop.Path) is var factors && factors is not null:
                    _kernels.ScaleLanes(cotangent, factors, target, node.Shape.Pixels, Lanes, accumulate);
                    break;
                case DropPathOperation or PadChannelsOperation:
                    _kernels.Copy(cotangent, target, used, accumulate);
                    break;
                case AveragePoolOperation pool:
                    _kernels.AveragePool(WindowMeans.Backward(pool.Geometry, Lanes), cotangent, target, _memory.Pointer + _plan.PoolRows, Lanes, accumulate);
                    break;
                case MaxPoolOperation:
                    int* winners = _forward.WinnersOf(node.Index) + (c * plane);
                    for (nint i = 0; i < used; i++) target[winners[i] + (i % Lanes)] += cotangent[i];
                    break;
                case CropOperation crop:
                    nint row = (nint)node.Shape.Width * Lanes;
                    for (int y = 0; y < node.Shape.Height; y++)
                    {
                        float* kept = target + ((((nint)(y + crop.Dropped.Y) * source.Shape.Width) + crop.Dropped.X) * Lanes);
                        _kernels.Copy(cotangent + (y * row), kept, row, accumulate: true);
                    }

                    break;
                case ScaleOperation scale:
                    _kernels.Scale(cotangent, scale.Factor, target, used, accumulate);
                    break;
                default:
                    throw new NotSupportedException($"the engine does not know {node.Operation.GetType().Name}");
            }
        }
    }

    private void DescendFlatten(Node node)
    {
        Node source = Graph.Nodes[node.Inputs[0]];
        float* cotangent = CotangentOf(node.Index);
        float* target = CotangentOf(source.Index);
        bool accumulate = Accumulates(source.Index);
        for (int c = 0; c < source.Shape.Channels; c++, target += _plan.Forward.PlaneOf(source))
        {
            for (int p = 0; p < source.Shape.Pixels; p++, cotangent += _plan.Forward.PlaneOf(node))
                _kernels.Copy(cotangent, target + ((nint)p * Lanes), Lanes, accumulate);
        }
    }

    private void DescendCopies(Node node)
    {
        float* cotangent = CotangentOf(node.Index);
        nint plane = _plan.Forward.PlaneOf(node);
        foreach (int input in node.Inputs)
        {
            nint length = Graph.Nodes[input].Shape.Channels * plane;
            if (_plan.IsNeeded(input) && _plan.RootOf(input) != _plan.RootOf(node.Index))
                _kernels.Copy(cotangent, CotangentOf(input), length, Accumulates(input));
            if (node.Operation is ConcatOperation) cotangent += length;
        }
    }

    private void DescendGather(GatherOperation gather, Node node)
    {
        nint plane = _plan.Forward.PlaneOf(node);
        foreach (int input in node.Inputs)
        {
            if (!_plan.IsNeeded(input) || Accumulates(input)) continue;

            // Not every channel need be gathered.
            NativeMemory.Clear(CotangentOf(input), (nuint)(Graph.Nodes[input].Shape.Channels * plane) * sizeof(float));
        }

        float* cotangent = CotangentOf(node.Index);
        foreach ((int place, int channel) in gather.Channels)
        {
            int input = node.Inputs[place];
            if (_plan.IsNeeded(input)) _kernels.Copy(cotangent, CotangentOf(input) + (channel * plane), plane, accumulate: true);
            cotangent += plane;
        }
    }
}
