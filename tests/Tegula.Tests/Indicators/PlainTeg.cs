using Tegula.Architectures;
using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Networks;

namespace Tegula.Tests.Indicators;

/// <summary>
/// The condition number and the regression error the straightforward way: one backward pass for each sample, whose cotangent is 1 on the logits of that
/// sample and 0 on the others, and then plain loops in double precision.
/// </summary>
internal sealed class PlainTeg(ImageDataset data, IndicatorOptions options)
{
    private readonly (ImageBatch Train, ImageBatch HeldOut) _batches = MinibatchSampler.DrawWithHeldOut(data, options.BatchSize!.Value, options.Seed, 0);

    /// <summary>
    /// Condition number over all weights, without biases and shifts; at the fast fidelity of the features minus their mean, each of length 1.
    /// </summary>
    public double ConditionNumber(NasBench201Cell cell, int repeat)
    {
        double[][] rows = Rows(cell, repeat, _batches.Train, parameter => parameter.Kind is not (ParameterKind.Bias or ParameterKind.Shift));
        bool isFast = options.Fidelity == Fidelity.Fast;
        double[] eigenvalues = PlainAlgebra.Eigenvalues(PlainAlgebra.Gram(isFast ? Correlated(rows) : rows));
        return eigenvalues[^1] / eigenvalues[isFast ? 1 : 0];
    }

    /// <summary>Regression error with the kernel of the parameters that the options name.</summary>
    public double RegressionError(NasBench201Cell cell, int repeat)
    {
        bool Selects(Parameter parameter) => options.RegressionKernel switch
        {
            RegressionKernel.Cells => !parameter.Name.StartsWith("stem") && !parameter.Name.StartsWith("last") && !parameter.Name.StartsWith("classifier"),
            RegressionKernel.LastLayer => parameter.Name == "classifier.weight",
            _ => true,
        };
        double[][] train = Rows(cell, repeat, _batches.Train, Selects);
        double[][] heldOut = Rows(cell, repeat, _batches.HeldOut, Selects);
        return PlainAlgebra.RegressionError(
            PlainAlgebra.Gram(train), PlainAlgebra.Gram(heldOut, train), Targets(_batches.Train), Targets(_batches.HeldOut), 1e-6);
    }

    private double[][] Rows(NasBench201Cell cell, int repeat, ImageBatch batch, Func<Parameter, bool> selects)
    {
        Graph graph = NasBench201Network.Build(
            CellComputation.Of(cell),
            new()
            {
                Channels = 3,
                CellsPerStage = 1,
                ImageChannels = data.Shape.Channels,
                ImageHeight = data.Shape.Height,
                ImageWidth = data.Shape.Width,
                Classes = data.ClassCount,
            });
        var plan = ForwardPlan.Compile(graph, batch.Size, keepsActivations: true);
        var gradients = GradientPlan.Compile(plan, selects);
        using var forward = new ForwardPass();
        using var backward = new GradientPass();
        forward.Run(plan, WeightInitialization.KaimingNormal(graph, options.Seed, repeat), batch.Images);
        NormGradient mode = options.Fidelity == Fidelity.Fast ? NormGradient.FrozenStatistics : NormGradient.BatchStatistics;
        var rows = new double[batch.Size][];
        for (int sample = 0; sample < batch.Size; sample++)
        {
            float[] cotangent = new float[data.ClassCount * batch.Size];
            for (int logit = 0; logit < data.ClassCount; logit++) cotangent[(logit * batch.Size) + sample] = 1f;
            float[] gradient = new float[gradients.RowCount];
            backward.Run(gradients, forward, cotangent, mode, gradient);
            rows[sample] = [.. gradient.Select(value => (double)value)];
        }

        return rows;
    }

    private static double[][] Correlated(double[][] rows)
    {
        double[] mean = [.. Enumerable.Range(0, rows[0].Length).Select(w => rows.Average(row => row[w]))];
        double[][] centred = [.. rows.Select(row => row.Zip(mean, (value, average) => value - average).ToArray())];
        double[] lengths = [.. centred.Select(row => Math.Sqrt(row.Sum(value => value * value)))];
        return [.. centred.Zip(lengths, (row, length) => row.Select(value => value / length).ToArray())];
    }

    private static double[,] Targets(ImageBatch batch)
    {
        var targets = new double[batch.Size, batch.ClassCount];
        for (int i = 0; i < batch.Size; i++)
        {
            for (int k = 0; k < batch.ClassCount; k++) targets[i, k] = -1.0 / batch.ClassCount;
            targets[i, batch.Labels[i]] += 1;
        }

        return targets;
    }
}
