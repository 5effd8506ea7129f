namespace Tegula.Training;

/// <summary>The loss of a network's output, which is its logits and, where it has an auxiliary head, that head's logits behind them.</summary>
/// <param name="options">Which loss, and how it is smoothed and weighted.</param>
/// <param name="classes">Number of classes.</param>
internal sealed class NetworkLoss(TrainingOptions options, int classes)
{
    /// <summary>Loss of a network that knows nothing: of equal probabilities, or of logits that are 0.</summary>
    public double Ignorance => options.Loss == LossKind.MeanSquaredError ? 1.0 / classes : Math.Log(classes);

    /// <summary>The loss of the network's own logits, and the gradient of all that is made small.</summary>
    /// <param name="output">(class, sample) of the network and then of the auxiliary head.</param>
    /// <param name="labels">Class of each sample.</param>
    /// <param name="cotangent">Receives the gradient, laid out as the output.</param>
    /// <returns>The loss; not finite where any of the output is not.</returns>
    public double Of(ReadOnlySpan<float> output, ReadOnlySpan<int> labels, Span<float> cotangent)
    {
        int own = classes * labels.Length;
        double loss = Head(output[..own], labels, cotangent[..own]);
        if (output.Length == own) return loss;
        Span<float> gradient = cotangent[own..];
        double auxiliary = Head(output[own..], labels, gradient);
        var weight = (float)options.AuxiliaryWeight;
        for (int i = 0; i < gradient.Length; i++) gradient[i] *= weight;
        return double.IsFinite(auxiliary) ? loss : auxiliary;
    }

    private double Head(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> cotangent) => options.Loss == LossKind.MeanSquaredError
        ? MeanSquaredError.Of(logits, labels, cotangent, options.LabelSmoothing)
        : SoftmaxCrossEntropy.Of(logits, labels, cotangent, options.LabelSmoothing);
}
