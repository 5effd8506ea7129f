using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Datasets;
using Tegula.Isometry;
using Tegula.Isometry.Internals;
using Tegula.Networks;
using Tegula.Training;

namespace Tegula.Indicators.Baselines;

/// <summary>
/// Runs the passes that give the views of a network: one forward pass for everything that is read off the activations, one backward pass for everything that
/// is read off the gradient of the loss. Holds the memory of the passes; one per thread.
/// </summary>
/// <param name="first">The minibatch.</param>
/// <param name="second">A second one of the same size; null where no view asks for it.</param>
/// <param name="seed">Seed of the weights.</param>
internal sealed class NetworkObserver(ImageBatch first, ImageBatch? second, ulong seed) : IDisposable
{
    private const NetworkViews Differentiated = NetworkViews.Gradient | NetworkViews.SecondGradient | NetworkViews.ChannelSaliencies
        | NetworkViews.InputGradient | NetworkViews.ScaledGradients;

    private const NetworkViews OnTheBatch = NetworkViews.Agreement | NetworkViews.UnitPatterns | Differentiated;

    // One pass per class is dear, and so many images already give an information of full rank.
    private const int FisherImages = 16;

    // A matrix for each image and position of each layer; more of them change the mean by little.
    private const int IsometryImages = 8;
    private const int IsometryPositions = 2;

    private readonly ImageBatch _few = first.First(FisherImages);
    private readonly ForwardPass _forward = new();
    private readonly ForwardPass _scaled = new();
    private readonly GradientPass _backward = new();
    private readonly ActivationAgreement _agreement = new();
    private readonly HashSet<ulong> _patterns = [];
    private ulong[] _signs = [];

    /// <summary>Looks at one initialisation.</summary>
    /// <param name="graph">The network: images in, one logit per class out.</param>
    /// <param name="tangent">Makes the small network of the tangent kernel.</param>
    /// <param name="repeat">Which initialisation, at least 0.</param>
    /// <param name="views">What to look at.</param>
    /// <param name="token">Checked between operations.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public NetworkObservation Observe(Graph graph, Func<Graph> tangent, int repeat, NetworkViews views, CancellationToken token)
    {
        float[] parameters = WeightInitialization.KaimingNormal(graph, seed, repeat);
        var observation = new NetworkObservation(graph, parameters, first.Size);
        if ((views & OnTheBatch) != NetworkViews.None) ObserveBatch(observation, parameters, views, token);
        if (views.HasFlag(NetworkViews.SynapticFlow)) observation.SynapticFlow = SynapticFlowView.Of(graph, parameters, _forward, _backward);
        if (views.HasFlag(NetworkViews.GaussianPair)) observation.GaussianPair = GaussianPairView.Of(graph, seed, repeat, _forward, token);
        if (views.HasFlag(NetworkViews.FisherInformation))
            observation.FisherInformation = FisherInformationView.Of(tangent(), _few, seed, repeat, _forward, _backward, token);
        if (views.HasFlag(NetworkViews.Isometry)) observation.Isometry = Isometry(graph, parameters, token);
        return observation;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _forward.Dispose();
        _scaled.Dispose();
        _backward.Dispose();
    }

    private NetworkIsometry Isometry(Graph graph, float[] parameters, CancellationToken token)
    {
        ImageBatch batch = first.First(IsometryImages);
        var options = new IsometryOptions { Positions = IsometryPositions, Seed = seed };
        JacobianBatch jacobians = JacobianBatch.Run(_forward, graph, parameters, batch.Images, batch.Size, options, null, token);
        return LayerJacobians.Summarise(jacobians, options.Threads, token);
    }

    private void ObserveBatch(NetworkObservation observation, float[] parameters, NetworkViews views, CancellationToken token)
    {
        var plan = ForwardPlan.Compile(observation.Graph, first.Size, (views & Differentiated) != NetworkViews.None);
        _agreement.Start(first.Size);
        _patterns.Clear();
        _forward.Run(plan, parameters, first.Images, computed: node =>
        {
            token.ThrowIfCancellationRequested();
            if (node.Operation is not ReluOperation) return;
            if (views.HasFlag(NetworkViews.Agreement)) _agreement.Add(_forward, node);
            if (views.HasFlag(NetworkViews.UnitPatterns)) AddPatterns(node);
        });
        var logits = new float[observation.Graph.Output.Shape.Length * first.Size];
        _forward.ReadOutput(logits);
        observation.IsFinite = Array.TrueForAll(logits, float.IsFinite);
        if (!observation.IsFinite) return;
        if (views.HasFlag(NetworkViews.Agreement)) observation.Agreement = _agreement.Kernel();
        if (views.HasFlag(NetworkViews.UnitPatterns)) observation.UnitPatterns = _patterns.Count;
        if ((views & Differentiated) == NetworkViews.None) return;
        var gradients = GradientPlan.Compile(plan, parameter => parameter.IsWeight);
        if ((views & (NetworkViews.Gradient | NetworkViews.ChannelSaliencies)) != NetworkViews.None)
        {
            var saliencies = views.HasFlag(NetworkViews.ChannelSaliencies) ? new List<float[]>() : null;
            observation.Gradient = LossGradient(gradients, _forward, first, logits, saliencies);
            observation.ChannelSaliencies = saliencies;
        }

        if (views.HasFlag(NetworkViews.InputGradient)) observation.InputGradient = InputGradient(plan, logits);
        if (views.HasFlag(NetworkViews.ScaledGradients))
        {
            observation.LargerGradient = ScaledGradient(gradients, Scaled(observation, parameters, 1 + NetworkObservation.RelativeStep), logits, token);
            observation.SmallerGradient = ScaledGradient(gradients, Scaled(observation, parameters, 1 - NetworkObservation.RelativeStep), logits, token);
        }

        // Last, because the first minibatch's activations make room for it.
        if (views.HasFlag(NetworkViews.SecondGradient)) observation.SecondGradient = SecondGradient(gradients, parameters, logits, token);
    }

    private static float[] Scaled(NetworkObservation observation, float[] parameters, double factor)
    {
        float[] scaled = [.. parameters];
        foreach (Parameter tensor in observation.WeightTensors)
        {
            foreach (ref float value in scaled.AsSpan(tensor.Offset, tensor.Length)) value = (float)(value * factor);
        }

        return scaled;
    }

    private void AddPatterns(Node node)
    {
        if (_signs.Length < node.Shape.Length) _signs = new ulong[node.Shape.Length];
        Span<ulong> signs = _signs.AsSpan(0, node.Shape.Length);
        _forward.ReadUnitSigns(node, signs);
        foreach (ulong pattern in signs) _patterns.Add(pattern);
    }

    private WeightGradient SecondGradient(GradientPlan gradients, float[] parameters, float[] logits, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        _forward.Run(gradients.Forward, parameters, second!.Images);
        _forward.ReadOutput(logits);
        return LossGradient(gradients, _forward, second, logits, null);
    }

    // The rectifiers keep their states: a second derivative knows nothing of their kinks, and a difference would step over many.
    private WeightGradient ScaledGradient(GradientPlan gradients, float[] parameters, float[] logits, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        _scaled.Run(gradients.Forward, parameters, first.Images, gates: _forward);
        _scaled.ReadOutput(logits);
        return LossGradient(gradients, _scaled, first, logits, null);
    }

    private WeightGradient LossGradient(GradientPlan gradients, ForwardPass forward, ImageBatch batch, float[] logits, List<float[]>? saliencies)
    {
        var cotangent = new float[logits.Length];
        _ = SoftmaxCrossEntropy.Of(logits, batch.Labels, cotangent);
        var gradient = new float[gradients.RowCount];
        Action<Node>? reached = saliencies is null ? null : node => AddSaliencies(gradients.Forward, node, saliencies);
        _backward.Run(gradients, forward, cotangent, NormGradient.BatchStatistics, gradient, reached);
        return new WeightGradient(gradient, gradients.Rows);
    }

    private void AddSaliencies(ForwardPlan plan, Node node, List<float[]> saliencies)
    {
        if (node.Operation is not ConvolutionOperation || !plan.Keeps(node)) return;
        var products = new float[node.Shape.Channels * plan.Batch];
        _backward.ReadChannelProducts(node, products);
        saliencies.Add(products);
    }

    private double[][] InputGradient(ForwardPlan plan, float[] logits)
    {
        var ones = new float[logits.Length];
        Array.Fill(ones, 1f);
        _backward.Run(GradientPlan.Compile(plan, _ => false, includesInput: true), _forward, ones, NormGradient.BatchStatistics, []);
        var values = new float[first.Images.Length];
        _backward.ReadInputGradient(values);
        var rows = new double[first.Size][];
        for (int n = 0; n < rows.Length; n++)
        {
            rows[n] = new double[values.Length / rows.Length];
            for (int i = 0; i < rows[n].Length; i++) rows[n][i] = values[(i * rows.Length) + n];
        }

        return rows;
    }
}
