using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;

namespace Tegula.Compute.Tests.Twins;

/// <summary>A graph run in double precision, node by node, by plain loops: what the engine has to equal.</summary>
internal sealed class TwinNetwork
{
    private readonly Graph _graph;
    private readonly double[] _parameters;
    private readonly double[] _dropPaths;
    private readonly Tensor[] _values;
    private readonly (double[] Means, double[] Variances)[] _statistics;

    /// <summary>Runs the graph forward.</summary>
    /// <param name="graph">What to run.</param>
    /// <param name="batch">Samples.</param>
    /// <param name="parameters">Flat, in the graph's order.</param>
    /// <param name="images">(channel, row, column, sample).</param>
    /// <param name="given">Statistics of the batch norms; null for those of the batch.</param>
    /// <param name="dropPaths">Factors of the drop paths, (path, sample); null for ones.</param>
    public TwinNetwork(Graph graph, int batch, double[] parameters, double[] images, BatchNormStatistics? given = null, double[]? dropPaths = null)
    {
        _graph = graph;
        _dropPaths = dropPaths ?? [.. Enumerable.Repeat(1.0, graph.DropPathCount * batch)];
        _parameters = parameters;
        _values = new Tensor[graph.Nodes.Length];
        _statistics = new (double[] Means, double[] Variances)[graph.Nodes.Length];
        int place = 0;
        foreach (Node node in graph.Nodes)
        {
            Tensor input = node.Inputs.IsEmpty ? Tensor.Of(node.Shape, batch, images) : _values[node.Inputs[0]];
            if (node.Operation is BatchNormOperation)
            {
                int end = place + node.Shape.Channels;
                _statistics[node.Index] = given is null ? ScalarNorm.Statistics(input) : (given.Means[place..end], given.Variances[place..end]);
                place = end;
            }

            _values[node.Index] = Forward(node, input);
        }
    }

    public Tensor Output => _values[^1];

    /// <summary>Sum of each sample's outputs.</summary>
    public double[] OutputSums
    {
        get
        {
            var sums = new double[Output.Batch];
            Output.ForEach((c, y, x, n) => sums[n] += Output[c, y, x, n]);
            return sums;
        }
    }

    /// <summary>Smallest standard deviation that a batch norm divides by.</summary>
    public double SmallestDeviation =>
        _statistics.Where(item => item.Variances is not null).SelectMany(item => item.Variances).Select(Math.Sqrt).Append(1).Min();

    /// <summary>Smallest distance of a ReLU's input from its kink, over all inputs that are not exactly zero.</summary>
    public double Margin => _graph.Nodes.Where(node => node.Operation is ReluOperation)
        .SelectMany(node => _values[node.Inputs[0]].Values).Where(value => value != 0).Select(Math.Abs).Append(double.PositiveInfinity).Min();

    /// <summary>Gradients of sum(cotangent * output): of the flat parameters, and of the input.</summary>
    public (double[] Parameters, double[] Input) Gradient(ReadOnlySpan<double> cotangent, NormGradient mode)
    {
        var gradient = new double[_parameters.Length];
        Tensor[] cotangents = [.. _values.Select(value => new Tensor(value.Shape, value.Batch))];
        cotangent.CopyTo(cotangents[^1].Values);
        foreach (Node node in _graph.Nodes.Reverse())
        {
            if (!node.Inputs.IsEmpty) Backward(node, cotangents, gradient, mode);
        }

        return (gradient, cotangents[0].Values);
    }

    /// <summary>Gradient of the parameters with the cotangent kept for one sample only.</summary>
    public double[] GradientOfSample(ReadOnlySpan<double> cotangent, int sample, NormGradient mode)
    {
        double[] masked = cotangent.ToArray();
        for (int i = 0; i < masked.Length; i++) masked[i] = i % Output.Batch == sample ? masked[i] : 0;
        return Gradient(masked, mode).Parameters;
    }

    private ReadOnlySpan<double> ValuesOf(Parameter? parameter) => parameter is null ? [] : _parameters.AsSpan(parameter.Offset, parameter.Length);

    private Tensor Forward(Node node, Tensor input) => node.Operation switch
    {
        InputOperation => input,
        ConvolutionOperation convolution => ScalarConvolution.Forward(
            input, ValuesOf(convolution.Weight), ValuesOf(convolution.Bias), convolution.Geometry, convolution.Groups, node.Shape.Channels),
        BatchNormOperation norm => ScalarNorm.Forward(
            input, ValuesOf(norm.Scale), ValuesOf(norm.Shift), _statistics[node.Index].Means, _statistics[node.Index].Variances, norm.Epsilon),
        ReluOperation => Tensor.Of(node.Shape, input.Batch, [.. input.Values.Select(value => Math.Max(value, 0))]),
        Relu6Operation => Tensor.Of(node.Shape, input.Batch, [.. input.Values.Select(value => Math.Clamp(value, 0, 6))]),
        EluOperation => Tensor.Of(node.Shape, input.Batch, [.. input.Values.Select(value => value > 0 ? value : Math.Exp(value) - 1)]),
        GatherOperation gather => Gathered(node, gather, input.Batch),
        PadChannelsOperation => Tensor.Of(node.Shape, input.Batch, [.. input.Values, .. new double[(node.Shape.Length * input.Batch) - input.Values.Length]]),
        DropPathOperation drop => Tensor.Of(node.Shape, input.Batch, [.. input.Values.Select((value, i) => value * FactorOf(drop, i, input.Batch))]),
        AveragePoolOperation pool => ScalarPools.Average(input, pool.Geometry),
        MaxPoolOperation pool => ScalarPools.Max(input, pool.Geometry),
        AddOperation => Tensor.Of(node.Shape, input.Batch, [.. input.Values.Select((_, i) => node.Inputs.Sum(source => _values[source].Values[i]))]),
        ConcatOperation => Tensor.Of(node.Shape, input.Batch, [.. node.Inputs.SelectMany(source => _values[source].Values)]),
        CropOperation crop => Cropped(node.Shape, crop, input),
        FlattenOperation => Tensor.Of(node.Shape, input.Batch, input.Values),
        ScaleOperation scale => Tensor.Of(node.Shape, input.Batch, [.. input.Values.Select(value => scale.Factor * value)]),
        _ => throw new NotSupportedException(node.Operation.ToString()),
    };

    private double FactorOf(DropPathOperation drop, int place, int batch) => _dropPaths[(drop.Path * batch) + (place % batch)];

    private Tensor Gathered(Node node, GatherOperation gather, int batch)
    {
        var output = new Tensor(node.Shape, batch);
        output.ForEach((c, y, x, n) => output[c, y, x, n] = _values[node.Inputs[gather.Channels[c].Input]][gather.Channels[c].Channel, y, x, n]);
        return output;
    }

    private static Tensor Cropped(TensorShape shape, CropOperation crop, Tensor input)
    {
        var output = new Tensor(shape, input.Batch);
        output.ForEach((c, y, x, n) => output[c, y, x, n] = input[c, y + crop.Dropped.Y, x + crop.Dropped.X, n]);
        return output;
    }

    private void Backward(Node node, Tensor[] cotangents, double[] gradient, NormGradient mode)
    {
        Tensor input = _values[node.Inputs[0]];
        Tensor cotangent = cotangents[node.Index];
        Tensor target = cotangents[node.Inputs[0]];
        Span<double> GradientOf(Parameter? parameter) => parameter is null ? [] : gradient.AsSpan(parameter.Offset, parameter.Length);
        switch (node.Operation)
        {
            case ConvolutionOperation convolution:
                ScalarConvolution.Backward(
                    input,
                    ValuesOf(convolution.Weight),
                    convolution.Geometry,
                    convolution.Groups,
                    cotangent,
                    target,
                    GradientOf(convolution.Weight),
                    GradientOf(convolution.Bias));
                break;
            case BatchNormOperation norm:
                (double[] means, double[] variances) = _statistics[node.Index];
                ScalarNorm.Backward(
                    input, ValuesOf(norm.Scale), means, variances, norm.Epsilon, mode, cotangent, target, GradientOf(norm.Scale), GradientOf(norm.Shift));
                break;
            case ReluOperation:
                for (int i = 0; i < input.Values.Length; i++) target.Values[i] += input.Values[i] > 0 ? cotangent.Values[i] : 0;
                break;
            case Relu6Operation:
                for (int i = 0; i < input.Values.Length; i++) target.Values[i] += input.Values[i] is > 0 and < 6 ? cotangent.Values[i] : 0;
                break;
            case EluOperation:
                for (int i = 0; i < input.Values.Length; i++) target.Values[i] += cotangent.Values[i] * (input.Values[i] > 0 ? 1 : Math.Exp(input.Values[i]));
                break;
            case GatherOperation gather:
                cotangent.ForEach((c, y, x, n) =>
                    cotangents[node.Inputs[gather.Channels[c].Input]][gather.Channels[c].Channel, y, x, n] += cotangent[c, y, x, n]);
                break;
            case DropPathOperation drop:
                for (int i = 0; i < input.Values.Length; i++) target.Values[i] += cotangent.Values[i] * FactorOf(drop, i, input.Batch);
                break;
            case AveragePoolOperation pool:
                ScalarPools.AverageBackward(pool.Geometry, cotangent, target);
                break;
            case MaxPoolOperation pool:
                ScalarPools.MaxBackward(input, pool.Geometry, cotangent, target);
                break;
            case CropOperation crop:
                cotangent.ForEach((c, y, x, n) => target[c, y + crop.Dropped.Y, x + crop.Dropped.X, n] += cotangent[c, y, x, n]);
                break;
            case ScaleOperation scale:
                for (int i = 0; i < input.Values.Length; i++) target.Values[i] += scale.Factor * cotangent.Values[i];
                break;
            default:
                int first = 0;
                foreach (int source in node.Inputs)
                {
                    double[] part = cotangents[source].Values;
                    for (int i = 0; i < part.Length; i++) part[i] += cotangent.Values[first + i];
                    if (node.Operation is ConcatOperation) first += part.Length;
                }

                break;
        }
    }
}
