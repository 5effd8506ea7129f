using Tegula.Compute.Plans;

namespace Tegula.Compute.Tests.Twins;

/// <summary>Batch norm and its gradients by plain loops, one value per channel for everything but input and output.</summary>
internal static class ScalarNorm
{
    /// <summary>Mean and biased variance of every channel over rows, columns and samples.</summary>
    public static (double[] Means, double[] Variances) Statistics(Tensor input)
    {
        var means = new double[input.Shape.Channels];
        var variances = new double[input.Shape.Channels];
        double count = (double)input.Shape.Pixels * input.Batch;
        input.ForEach((c, y, x, n) => means[c] += input[c, y, x, n] / count);
        input.ForEach((c, y, x, n) => variances[c] += Math.Pow(input[c, y, x, n] - means[c], 2) / count);
        return (means, variances);
    }

    public static Tensor Forward(Tensor input, ReadOnlySpan<double> scale, ReadOnlySpan<double> shift, double[] means, double[] variances, double epsilon)
    {
        var output = new Tensor(input.Shape, input.Batch);
        double[] scales = scale.ToArray();
        double[] shifts = shift.ToArray();
        output.ForEach((c, y, x, n) => output[c, y, x, n] = (scales[c] * (input[c, y, x, n] - means[c]) / Math.Sqrt(variances[c] + epsilon)) + shifts[c]);
        return output;
    }

    public static void Backward(
        Tensor input,
        ReadOnlySpan<double> scale,
        double[] means,
        double[] variances,
        double epsilon,
        NormGradient mode,
        Tensor cotangent,
        Tensor inputGradient,
        Span<double> scaleGradient,
        Span<double> shiftGradient)
    {
        double count = (double)input.Shape.Pixels * input.Batch;
        double[] scales = scale.ToArray();
        var sums = new double[input.Shape.Channels];
        var products = new double[input.Shape.Channels];
        double Normalised(int c, int y, int x, int n) => (input[c, y, x, n] - means[c]) / Math.Sqrt(variances[c] + epsilon);
        cotangent.ForEach((c, y, x, n) => sums[c] += cotangent[c, y, x, n]);
        cotangent.ForEach((c, y, x, n) => products[c] += cotangent[c, y, x, n] * Normalised(c, y, x, n));
        cotangent.ForEach((c, y, x, n) =>
        {
            double through = mode == NormGradient.FrozenStatistics ? 0 : (sums[c] + (Normalised(c, y, x, n) * products[c])) / count;
            inputGradient[c, y, x, n] += scales[c] / Math.Sqrt(variances[c] + epsilon) * (cotangent[c, y, x, n] - through);
        });
        for (int c = 0; c < sums.Length; c++)
        {
            scaleGradient[c] += products[c];
            shiftGradient[c] += sums[c];
        }
    }
}
