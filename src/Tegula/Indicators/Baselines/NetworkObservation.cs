using Tegula.Compute.Graphs;
using Tegula.Isometry;

namespace Tegula.Indicators.Baselines;

/// <summary>What was seen of one random initialisation of a network; a view that was not asked for is null.</summary>
public sealed class NetworkObservation
{
    private readonly float[] _parameters;

    internal NetworkObservation(Graph graph, float[] parameters, int samples)
    {
        Samples = samples;
        Graph = graph;
        _parameters = parameters;
        WeightTensors = [.. graph.Parameters.Where(parameter => parameter.IsWeight)];
    }

    /// <summary>The network.</summary>
    public Graph Graph { get; }

    /// <summary>Images of the minibatch.</summary>
    public int Samples { get; }

    /// <summary>Whether the logits are finite numbers; where they are not, no view can be trusted.</summary>
    public bool IsFinite { get; internal set; } = true;

    /// <summary>Weights of convolutions and of the classifier, in the network's order; no biases, scales and shifts.</summary>
    public IReadOnlyList<Parameter> WeightTensors { get; }

    /// <summary>N x N: for each pair of samples, on how many rectifiers' states they agree; a rectifier that k operations read counts k times.</summary>
    public double[,]? Agreement { get; internal set; }

    /// <summary>Different patterns of states that the rectifiers show over the first samples, 64 at most.</summary>
    public long? UnitPatterns { get; internal set; }

    /// <summary>Gradient of the mean cross-entropy.</summary>
    public WeightGradient? Gradient { get; internal set; }

    /// <summary>The same on a second minibatch.</summary>
    public WeightGradient? SecondGradient { get; internal set; }

    /// <summary>The same where every weight is larger by <see cref="RelativeStep"/> and every rectifier keeps its states.</summary>
    public WeightGradient? LargerGradient { get; internal set; }

    /// <summary>The same where every weight is smaller by <see cref="RelativeStep"/> and every rectifier keeps its states.</summary>
    public WeightGradient? SmallerGradient { get; internal set; }

    /// <summary>By which share the weights of <see cref="LargerGradient"/> and <see cref="SmallerGradient"/> differ.</summary>
    public const double RelativeStep = 1.0 / 64;

    /// <summary>
    /// Per convolution whose output a batch norm or convolution reads, (channel, sample): derivative of the mean loss by a factor in front of the channel.
    /// </summary>
    public IReadOnlyList<float[]>? ChannelSaliencies { get; internal set; }

    /// <summary>N rows: gradient of the sum of the logits with respect to each image.</summary>
    public double[][]? InputGradient { get; internal set; }

    /// <summary>What a constant image and the magnitudes of the weights send through the network.</summary>
    public SynapticFlow? SynapticFlow { get; internal set; }

    /// <summary>How far the features of near images lie apart.</summary>
    public GaussianPair? GaussianPair { get; internal set; }

    /// <summary>K x K Fisher information of one weight of each of the K tensors of the tangent kernel's network.</summary>
    public double[,]? FisherInformation { get; internal set; }

    /// <summary>Singular values of the Jacobians of the layers.</summary>
    public NetworkIsometry? Isometry { get; internal set; }

    /// <summary>The values of a weight tensor.</summary>
    public ReadOnlySpan<float> WeightsOf(Parameter parameter) => _parameters.AsSpan(parameter.Offset, parameter.Length);
}
