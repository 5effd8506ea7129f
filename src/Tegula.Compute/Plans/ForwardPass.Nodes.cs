using System.Runtime.InteropServices;
using Tegula.Compute.Graphs;
using Tegula.Compute.Kernels;

namespace Tegula.Compute.Plans;

/// <content>What each operation computes.</content>
public sealed unsafe partial class ForwardPass
{
    private void RunNode(ForwardPlan plan, Node node, BatchNormMode mode)
    {
        float* target = ValueOf(node.Index);
        nint plane = plan.PlaneOf(node);
        nint used = (nint)node.Shape.Pixels * plan.Lanes;
        Node source = node.Inputs.IsEmpty ? node : plan.Graph.Nodes[node.Inputs[0]];
        float* from = ValueOf(source.Index);
        nint sourcePlane = plan.PlaneOf(source);
        switch (node.Operation)
        {
            case InputOperation:
                break;
            case ConvolutionOperation convolution when plan.Matrices[node.Index] is { } view:
                Multiply(plan, convolution, view, source, node);
                break;
            case ConvolutionOperation convolution:
                Convolve(plan, convolution, source, node);
                break;
            case BatchNormOperation norm:
                for (int c = 0; c < node.Shape.Channels; c++) Normalise(plan, norm, mode, node, c, from + (c * plane), target + (c * plane));
                break;
            case ReluOperation when Gates is not null:
                // What the pass back does with a cotangent, here done with a value.
                float* gate = GateOf(node.Index);
                for (int c = 0; c < node.Shape.Channels; c++)
                    _kernels.ReluBackward(gate + (c * plane), from + (c * plane), target + (c * plane), used, accumulate: false);
                break;
            case Relu6Operation when Gates is not null:
                for (int c = 0; c < node.Shape.Channels; c++)
                    _kernels.GatedRelu6(GateOf(node.Index) + (c * plane), from + (c * plane), target + (c * plane), used);
                break;
            case ReluOperation:
                for (int c = 0; c < node.Shape.Channels; c++) _kernels.Relu(from + (c * plane), target + (c * plane), used);
                break;
            case Relu6Operation:
                for (int c = 0; c < node.Shape.Channels; c++) _kernels.Relu6(from + (c * plane), target + (c * plane), used);
                break;
            case EluOperation:
                for (int c = 0; c < node.Shape.Channels; c++) _kernels.Elu(from + (c * plane), target + (c * plane), used);
                break;
            case AveragePoolOperation pool:
                var means = WindowMeans.Forward(pool.Geometry, plan.Lanes);
                float* rows = _memory.Pointer + plan.PoolRows;
                for (int c = 0; c < node.Shape.Channels; c++)
                    _kernels.AveragePool(means, from + (c * sourcePlane), target + (c * plane), rows, plan.Lanes, accumulate: false);
                break;
            case MaxPoolOperation pool:
                var taps = TapTable.Forward(pool.Geometry, plan.Lanes);
                for (int c = 0; c < node.Shape.Channels; c++)
                    LaneKernels.MaxPool(taps, from + (c * sourcePlane), target + (c * plane), WinnersOf(node.Index) + (c * plane), plan.Lanes);
                break;
            case AddOperation:
                _kernels.Add(from, ValueOf(node.Inputs[1]), target, node.Shape.Channels * plane);
                for (int i = 2; i < node.Inputs.Length; i++) _kernels.Copy(ValueOf(node.Inputs[i]), target, node.Shape.Channels * plane, accumulate: true);
                break;
            case ConcatOperation:
                foreach (int input in node.Inputs)
                {
                    nint length = plan.Graph.Nodes[input].Shape.Channels * plane;
                    _kernels.Copy(ValueOf(input), target, length, accumulate: false);
                    target += length;
                }

                break;
            case GatherOperation gather:
                foreach ((int input, int channel) in gather.Channels)
                {
                    _kernels.Copy(ValueOf(node.Inputs[input]) + (channel * plane), target, plane, accumulate: false);
                    target += plane;
                }

                break;
            case PadChannelsOperation padding:
                nint kept = source.Shape.Channels * plane;
                _kernels.Copy(from, target, kept, accumulate: false);
                NativeMemory.Clear(target + kept, (nuint)(padding.Added * plane) * sizeof(float));
                break;
            case DropPathOperation drop when DropPathOf(drop.Path) is var factors && factors is not null:
                for (int c = 0; c < node.Shape.Channels; c++)
                    _kernels.ScaleLanes(from + (c * plane), factors, target + (c * plane), node.Shape.Pixels, plan.Lanes, accumulate: false);
                break;
            case DropPathOperation:
                _kernels.Copy(from, target, node.Shape.Channels * plane, accumulate: false);
                break;
            case CropOperation crop:
                nint row = (nint)node.Shape.Width * plan.Lanes;
                for (int c = 0; c < node.Shape.Channels; c++, from += sourcePlane, target += plane)
                {
                    for (int y = 0; y < node.Shape.Height; y++)
                    {
                        float* cropped = from + ((((nint)(y + crop.Dropped.Y) * source.Shape.Width) + crop.Dropped.X) * plan.Lanes);
                        _kernels.Copy(cropped, target + (y * row), row, accumulate: false);
                    }
                }

                break;
            case FlattenOperation:
                for (int c = 0; c < source.Shape.Channels; c++, from += sourcePlane)
                {
                    for (int p = 0; p < source.Shape.Pixels; p++, target += plane)
                        _kernels.Copy(from + ((nint)p * plan.Lanes), target, plan.Lanes, accumulate: false);
                }

                break;
            case ScaleOperation scale:
                _kernels.Scale(from, scale.Factor, target, node.Shape.Channels * plane, accumulate: false);
                break;
            default:
                throw new NotSupportedException($"the engine does not know {node.Operation.GetType().Name}");
        }
    }

    private void Multiply(ForwardPlan plan, ConvolutionOperation convolution, MatrixView view, Node source, Node node)
    {
        for (int slab = 0; slab < view.Slabs; slab++)
        {
            _kernels.Multiply(new ProductTask
            {
                Left = ParameterAddress(convolution.Weight) + ((nint)slab * view.Rows),
                LeftRow = view.Inputs,
                LeftStep = 1,
                Right = ValueOf(source.Index) + (slab * view.SlabStride),
                RightRow = view.RowStride,
                Target = ValueOf(node.Index),
                TargetRow = plan.PlaneOf(node),
                Start = slab == 0 && convolution.Bias is { } bias ? ParameterAddress(bias) : null,
                Rows = node.Shape.Channels,
                Inner = view.Rows,
                Columns = view.Columns,
                Accumulate = slab > 0,
            });
        }
    }

    private void Convolve(ForwardPlan plan, ConvolutionOperation convolution, Node source, Node node)
    {
        var taps = TapTable.Forward(convolution.Geometry, plan.Lanes);
        int inputs = source.Shape.Channels / convolution.Groups;
        int outputs = node.Shape.Channels / convolution.Groups;
        float* packed = _memory.Pointer + plan.PackedWeights;
        WeightPacking.Forward(ParameterAddress(convolution.Weight), packed, convolution.Groups, inputs, outputs, convolution.Geometry.Taps);
        _kernels.Convolve(new ConvolutionTask
        {
            Source = ValueOf(source.Index),
            SourcePlane = plan.PlaneOf(source),
            Target = ValueOf(node.Index),
            TargetPlane = plan.PlaneOf(node),
            Weights = packed,
            Start = convolution.Bias is { } bias ? ParameterAddress(bias) : _memory.Pointer + plan.Zeros,
            TapStart = TapTable.Address(taps.Start),
            TapSource = TapTable.Address(taps.Source),
            Tap = TapTable.Address(taps.Tap),
            Targets = taps.Targets,
            Taps = convolution.Geometry.Taps,
            Groups = convolution.Groups,
            SourceChannels = inputs,
            TargetChannels = outputs,
            Lanes = plan.Lanes,
        });
    }

    private void Normalise(ForwardPlan plan, BatchNormOperation norm, BatchNormMode mode, Node node, int channel, float* source, float* target)
    {
        int place = plan.StatisticsOffsets[node.Index] + channel;
        if (mode == BatchNormMode.BatchStatistics)
        {
            float* sums = _memory.Pointer + plan.Sums;
            double count = (double)node.Shape.Pixels * plan.Batch;
            _kernels.LaneSums(source, node.Shape.Pixels, plan.Lanes, sums);
            double mean = LaneKernels.Total(sums, plan.Batch) / count;
            var center = (float)mean;
            _kernels.LaneSquares(source, center, node.Shape.Pixels, plan.Lanes, sums);
            double offset = mean - center;
            Statistics.Means[place] = mean;
            Statistics.Variances[place] = Math.Max(0, (LaneKernels.Total(sums, plan.Batch) / count) - (offset * offset));
        }

        double factor = ParameterAddress(norm.Scale)[channel] * InverseDeviation(place, norm);
        double shift = ParameterAddress(norm.Shift)[channel] - (Statistics.Means[place] * factor);
        _kernels.Affine(source, (float)factor, (float)shift, target, (nint)node.Shape.Pixels * plan.Lanes);
    }
}
