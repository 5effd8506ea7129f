using Tegula.Compute.Plans;
using Tegula.Training;

namespace Tegula.Landscapes.Internals;

/// <summary>The loss whose landscape is looked at: without smoothing, and of the network's own logits alone where an auxiliary head's follow them.</summary>
internal static class LandscapeLoss
{
    /// <summary>Sum of the losses of all samples.</summary>
    /// <param name="kind">Which loss.</param>
    /// <param name="logits">(class, sample).</param>
    /// <param name="labels">Class of each sample.</param>
    public static double Sum(LossKind kind, ReadOnlySpan<float> logits, ReadOnlySpan<int> labels) => kind == LossKind.MeanSquaredError
        ? MeanSquaredError.Sum(logits, labels.Length, labels)
        : SoftmaxCrossEntropy.Sum(logits, labels.Length, labels);

    /// <summary>Mean loss and its gradient with respect to the logits.</summary>
    public static double Of(LossKind kind, ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> cotangent) => kind == LossKind.MeanSquaredError
        ? MeanSquaredError.Of(logits, labels, cotangent)
        : SoftmaxCrossEntropy.Of(logits, labels, cotangent);

    /// <summary>Mean loss as the second derivative sees it.</summary>
    public static OutputCurvature Curvature(LossKind kind, int[] labels, int classes) => (output, tangent, cotangent, cotangentTangent) =>
    {
        int logits = classes * labels.Length;
        cotangent.Clear();
        cotangentTangent.Clear();
        _ = Of(kind, output[..logits], labels, cotangent[..logits]);
        if (kind == LossKind.MeanSquaredError)
        {
            for (int i = 0; i < logits; i++) cotangentTangent[i] = 2 * tangent[i] / logits;
        }
        else
        {
            CrossEntropyCurvature(output[..logits], tangent[..logits], labels.Length, cotangentTangent[..logits]);
        }
    };

    // (diag(p) - p p^T) t / samples for the probabilities p of each sample.
    private static void CrossEntropyCurvature(ReadOnlySpan<float> logits, ReadOnlySpan<float> tangent, int samples, Span<float> result)
    {
        double[] powers = new double[logits.Length / samples];
        for (int n = 0; n < samples; n++)
        {
            double sum = SoftmaxCrossEntropy.Partition(logits, samples, n, powers).Sum;
            double along = 0;
            for (int k = 0; k < powers.Length; k++) along += powers[k] * tangent[(k * samples) + n];
            for (int k = 0; k < powers.Length; k++)
                result[(k * samples) + n] = (float)(powers[k] / sum * (tangent[(k * samples) + n] - (along / sum)) / samples);
        }
    }
}
