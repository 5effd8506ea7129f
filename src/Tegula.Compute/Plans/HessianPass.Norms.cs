using Tegula.Compute.Graphs;

namespace Tegula.Compute.Plans;

/// <content>
/// Batch norms. With normalised values h = s (x - mean), s = 1 / deviation, and dots for tangents: under statistics of the batch
/// h' = s (x' - E x' - h E h x') and s' = -s^2 E h x'; under given ones h' = s x' and s' = 0.
/// </content>
public sealed unsafe partial class HessianPass
{
    private bool UsesBatchStatistics => _forward.Mode == BatchNormMode.BatchStatistics;

    private void AdvanceNorm(BatchNormOperation norm, Node node, int channel)
    {
        Node source = Graph.Nodes[node.Inputs[0]];
        nint at = channel * _plan.Forward.PlaneOf(node);
        nint used = (nint)node.Shape.Pixels * Lanes;
        int place = _plan.Forward.StatisticsOffsets[node.Index] + channel;
        double inverse = _forward.InverseDeviation(place, norm);
        double mean = _forward.Statistics.Means[place];
        var center = (float)mean;
        float* value = _forward.ValueOf(source.Index) + at;
        float* target = TangentOf(node.Index) + at;
        double slope = DirectionOf(norm.Scale)[channel] * inverse;
        _kernels.Affine(value, (float)slope, (float)(DirectionOf(norm.Shift)[channel] - (slope * mean)), target, used);
        if (!_plan.Moves(source.Index)) return;
        var factor = (float)(_forward.ParameterAddress(norm.Scale)[channel] * inverse);
        float* tangent = TangentOf(source.Index) + at;
        if (!UsesBatchStatistics)
        {
            _kernels.Scale(tangent, factor, target, used, accumulate: true);
            return;
        }

        double count = (double)node.Shape.Pixels * Batch;
        double product = Total(tangent, value, center, node) / count * inverse * inverse;
        _kernels.NormBackward(tangent, (float)(Total(tangent, node) / count), value, center, (float)product, factor, target, used, accumulate: true);
    }

    private void DescendNorm(BatchNormOperation norm, Node node, float* product)
    {
        Node source = Graph.Nodes[node.Inputs[0]];
        bool moves = _plan.Moves(source.Index);
        bool accumulate = moves && Accumulates(source.Index);
        double count = (double)node.Shape.Pixels * Batch;
        for (int c = 0; c < node.Shape.Channels; c++)
        {
            nint at = c * _plan.Forward.PlaneOf(node);
            int place = _plan.Forward.StatisticsOffsets[node.Index] + c;
            double inverse = _forward.InverseDeviation(place, norm);
            var center = (float)_forward.Statistics.Means[place];
            float* value = _forward.ValueOf(source.Index) + at;
            float* cotangent = CotangentOf(node.Index) + at;
            float* moved = CotangentTangentOf(node.Index) + at;
            float* tangent = moves ? TangentOf(source.Index) + at : null;

            // Means over batch and positions: of the cotangent g and of g h, and of what they change by; of x', h x' and g x'.
            double mean = Total(cotangent, node) / count;
            double meanProduct = Total(cotangent, value, center, node) / count * inverse;
            double meanMoved = Total(moved, node) / count;
            double productMoved = Total(moved, value, center, node) / count * inverse;
            (double tangentMean, double tangentProduct) = (0, 0);
            if (moves)
            {
                double both = Total(cotangent, tangent, 0f, node) / count;
                if (UsesBatchStatistics)
                {
                    tangentMean = Total(tangent, node) / count;
                    tangentProduct = Total(tangent, value, center, node) / count * inverse;
                }

                productMoved += inverse * (both - (tangentMean * mean) - (tangentProduct * meanProduct));
            }

            product[norm.Shift.Offset + c] = (float)(count * meanMoved);
            product[norm.Scale.Offset + c] = (float)(count * productMoved);
            if (!moves) continue;
            float* target = CotangentOf(source.Index) + at;
            float* movedTarget = CotangentTangentOf(source.Index) + at;
            nint used = (nint)node.Shape.Pixels * Lanes;
            double factor = _forward.ParameterAddress(norm.Scale)[c] * inverse;
            double factorMoved = (DirectionOf(norm.Scale)[c] * inverse) - (factor * inverse * tangentProduct);
            if (!UsesBatchStatistics)
            {
                _kernels.Scale(cotangent, (float)factor, target, used, accumulate);
                _kernels.Scale(cotangent, (float)factorMoved, movedTarget, used, accumulate);
                _kernels.Scale(moved, (float)factor, movedTarget, used, accumulate: true);
                continue;
            }

            var slope = (float)(inverse * meanProduct);
            double bend = inverse * meanProduct;
            _kernels.NormBackward(cotangent, (float)mean, value, center, slope, (float)factor, target, used, accumulate);
            _kernels.NormBackward(cotangent, (float)mean, value, center, slope, (float)factorMoved, movedTarget, used, accumulate);
            _kernels.NormBackward(
                moved,
                (float)(meanMoved - (bend * tangentMean)),
                value,
                center,
                (float)(inverse * (productMoved - (bend * tangentProduct))),
                (float)factor,
                movedTarget,
                used,
                accumulate: true);
            _kernels.Scale(tangent, (float)(-factor * bend), movedTarget, used, accumulate: true);
            ClearSpareLanes(target, node.Shape.Pixels);
            ClearSpareLanes(movedTarget, node.Shape.Pixels);
        }
    }

    // Sums over lanes must not see those past the batch, which a mean taken off makes nonzero.
    private void ClearSpareLanes(float* target, int positions)
    {
        for (int p = 0; p < positions && Batch < Lanes; p++) new Span<float>(target + ((nint)p * Lanes) + Batch, Lanes - Batch).Clear();
    }
}
