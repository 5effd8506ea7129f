using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Datasets;
using Tegula.Networks;
using Tegula.Training;

namespace Tegula.Indicators.Baselines;

/// <summary>
/// The Fisher information of a softmax classifier about one weight of each trainable tensor: the mean over the images of J^T (diag(p) - p p^T) J, J the
/// derivatives of the logits by these weights and p the classes' probabilities. The batch's statistics are held fixed.
/// </summary>
internal static class FisherInformationView
{
    /// <summary>The K x K matrix.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="batch">The images.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="repeat">Which initialisation.</param>
    /// <param name="forward">Runs the network.</param>
    /// <param name="backward">Differentiates it.</param>
    /// <param name="token">Checked between classes.</param>
    public static double[,] Of(Graph graph, ImageBatch batch, ulong seed, int repeat, ForwardPass forward, GradientPass backward, CancellationToken token)
    {
        var plan = ForwardPlan.Compile(graph, batch.Size, keepsActivations: true);
        var gradients = GradientPlan.Compile(plan, _ => true);
        forward.Run(plan, WeightInitialization.KaimingNormal(graph, seed, repeat), batch.Images);
        int classes = graph.Output.Shape.Length;
        var logits = new float[classes * batch.Size];
        forward.ReadOutput(logits);
        int[] chosen = [.. graph.Parameters.Select(Chosen)];
        var derivatives = new double[classes, batch.Size, chosen.Length];
        using var rows = new Jacobian();
        for (int c = 0; c < classes; c++)
        {
            token.ThrowIfCancellationRequested();
            var cotangent = new float[logits.Length];
            cotangent.AsSpan(c * batch.Size, batch.Size).Fill(1f);
            backward.RunPerSample(gradients, forward, cotangent, NormGradient.FrozenStatistics, rows);
            for (int n = 0; n < batch.Size; n++)
            {
                for (int k = 0; k < chosen.Length; k++) derivatives[c, n, k] = rows[n, chosen[k]];
            }
        }

        return Sum(derivatives, logits, batch.Size);

        int Chosen(Parameter parameter) =>
            gradients.Rows[parameter.Name] + new RandomStream(seed, "fisher weight " + parameter.Name).NextInt(parameter.Length);
    }

    private static double[,] Sum(double[,,] derivatives, float[] logits, int samples)
    {
        int classes = derivatives.GetLength(0);
        int weights = derivatives.GetLength(2);
        var information = new double[weights, weights];
        var probabilities = new double[classes];
        var mean = new double[weights];
        for (int n = 0; n < samples; n++)
        {
            Softmax(logits, n, samples, probabilities);
            Array.Clear(mean);
            for (int c = 0; c < classes; c++)
            {
                for (int k = 0; k < weights; k++) mean[k] += probabilities[c] * derivatives[c, n, k];
            }

            for (int i = 0; i < weights; i++)
            {
                for (int k = 0; k <= i; k++)
                {
                    double covariance = -mean[i] * mean[k];
                    for (int c = 0; c < classes; c++) covariance += probabilities[c] * derivatives[c, n, i] * derivatives[c, n, k];
                    information[i, k] += covariance / samples;
                    information[k, i] = information[i, k];
                }
            }
        }

        return information;
    }

    private static void Softmax(float[] logits, int sample, int samples, double[] probabilities)
    {
        double sum = SoftmaxCrossEntropy.Partition(logits, samples, sample, probabilities).Sum;
        for (int c = 0; c < probabilities.Length; c++) probabilities[c] /= sum;
    }
}
