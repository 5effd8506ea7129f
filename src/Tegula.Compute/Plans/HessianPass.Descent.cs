using System.Runtime.InteropServices;
using Tegula.Compute.Graphs;
using Tegula.Compute.Kernels;

namespace Tegula.Compute.Plans;

/// <content>Back through operations without weights: cotangents and their tangents go the same way, but where the slope itself moves.</content>
public sealed unsafe partial class HessianPass
{
    private void DescendCopies(Node node)
    {
        nint first = 0;
        foreach (int input in node.Inputs)
        {
            nint length = LengthOf(Graph.Nodes[input]);
            if (_plan.Moves(input))
            {
                bool accumulate = Accumulates(input);
                _kernels.Copy(CotangentOf(node.Index) + first, CotangentOf(input), length, accumulate);
                _kernels.Copy(CotangentTangentOf(node.Index) + first, CotangentTangentOf(input), length, accumulate);
            }

            if (node.Operation is ConcatOperation) first += length;
        }
    }

    private void DescendGather(GatherOperation gather, Node node)
    {
        nint plane = _plan.Forward.PlaneOf(node);
        foreach (int input in node.Inputs)
        {
            // Not every channel need be gathered.
            if (_plan.Moves(input) && !Accumulates(input)) ClearCotangents(input);
        }

        nint from = 0;
        foreach ((int place, int channel) in gather.Channels)
        {
            int input = node.Inputs[place];
            if (_plan.Moves(input))
            {
                _kernels.Copy(CotangentOf(node.Index) + from, CotangentOf(input) + (channel * plane), plane, accumulate: true);
                _kernels.Copy(CotangentTangentOf(node.Index) + from, CotangentTangentOf(input) + (channel * plane), plane, accumulate: true);
            }

            from += plane;
        }
    }

    private void ClearCotangents(int node)
    {
        nuint bytes = (nuint)LengthOf(Graph.Nodes[node]) * sizeof(float);
        NativeMemory.Clear(CotangentOf(node), bytes);
        NativeMemory.Clear(CotangentTangentOf(node), bytes);
    }

    private void DescendSingle(Node node)
    {
        Node source = Graph.Nodes[node.Inputs[0]];
        bool accumulate = Accumulates(source.Index);
        if (node.Operation is MaxPoolOperation or CropOperation && !accumulate) ClearCotangents(source.Index);
        if (node.Operation is FlattenOperation)
        {
            DescendFlatten(node, source, CotangentOf(node.Index), CotangentOf(source.Index), accumulate);
            DescendFlatten(node, source, CotangentTangentOf(node.Index), CotangentTangentOf(source.Index), accumulate);
            return;
        }

        nint plane = _plan.Forward.PlaneOf(node);
        nint sourcePlane = _plan.Forward.PlaneOf(source);

        // Padding adds channels that nothing leads back from.
        int channels = Math.Min(node.Shape.Channels, source.Shape.Channels);
        for (int c = 0; c < channels; c++)
        {
            DescendChannel(node, c, CotangentOf(node.Index) + (c * plane), CotangentOf(source.Index) + (c * sourcePlane), accumulate);
            DescendChannel(node, c, CotangentTangentOf(node.Index) + (c * plane), CotangentTangentOf(source.Index) + (c * sourcePlane), accumulate);
            if (node.Operation is not EluOperation) continue;
            nint at = c * plane;
            _kernels.EluCurvature(
                _forward.ValueOf(node.Index) + at,
                TangentOf(source.Index) + at,
                CotangentOf(node.Index) + at,
                CotangentTangentOf(source.Index) + at,
                (nint)node.Shape.Pixels * Lanes);
        }
    }

    private void DescendFlatten(Node node, Node source, float* cotangent, float* target, bool accumulate)
    {
        for (int c = 0; c < source.Shape.Channels; c++, target += _plan.Forward.PlaneOf(source))
        {
            for (int p = 0; p < source.Shape.Pixels; p++, cotangent += _plan.Forward.PlaneOf(node))
                _kernels.Copy(cotangent, target + ((nint)p * Lanes), Lanes, accumulate);
        }
    }

    private void DescendChannel(Node node, int channel, float* cotangent, float* target, bool accumulate)
    {
        switch (node.Operation)
        {
            case AveragePoolOperation pool:
                _kernels.AveragePool(WindowMeans.Backward(pool.Geometry, Lanes), cotangent, target, _memory.Pointer + _plan.PoolRows, Lanes, accumulate);
                break;
            case MaxPoolOperation:
                int* winners = _forward.WinnersOf(node.Index) + (channel * _plan.Forward.PlaneOf(node));
                nint used = (nint)node.Shape.Pixels * Lanes;
                for (nint i = 0; i < used; i++) target[winners[i] + (i % Lanes)] += cotangent[i];
                break;
            case CropOperation crop:
                nint row = (nint)node.Shape.Width * Lanes;
                nint width = Graph.Nodes[node.Inputs[0]].Shape.Width;
                for (int y = 0; y < node.Shape.Height; y++)
                    _kernels.Copy(cotangent + (y * row), target + ((((y + crop.Dropped.Y) * width) + crop.Dropped.X) * Lanes), row, accumulate: true);
                break;
            default:
                TimesDerivative(node, channel, cotangent, target, accumulate);
                break;
        }
    }
}
