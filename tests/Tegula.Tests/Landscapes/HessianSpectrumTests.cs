using MathNet.Numerics.LinearAlgebra;
using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Datasets;
using Tegula.Landscapes;
using Tegula.Landscapes.Internals;
using Tegula.Tests.Training;
using Tegula.Training;

namespace Tegula.Tests.Landscapes;

public sealed class HessianSpectrumTests
{
    private static readonly LandscapeOptions All = new() { Samples = 1000, Seed = 3, Threads = 2 };
    private static readonly HessianOptions Close = new() { Tolerance = 1e-4 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_outer_eigenvalues_of_a_linear_classifier_are_those_of_its_whole_hessian()
    {
        // Of one image with probabilities p: (diag(p) - p p^T) times (x, 1) (x, 1)^T.
        TrainedNetwork network = SmallNetworks.Linear();
        ListedImages data = ListedImages.Halves(75, 3);
        var whole = Matrix<double>.Build.Dense(34, 34);
        for (int n = 0; n < data.Count; n++)
        {
            float[] image = new float[16];
            data.ReadImage(n, image);
            ReadOnlySpan<float> weights = network.Weights.Span;
            double[] logits = [weights[32], weights[33]];
            for (int k = 0; k < 2; k++)
            {
                for (int i = 0; i < 16; i++) logits[k] += (double)weights[(k * 16) + i] * image[i];
            }

            double p = 1 / (1 + Math.Exp(logits[1] - logits[0]));
            double At(int w) => w < 32 ? image[w % 16] : 1;
            int ClassOf(int w) => w < 32 ? w / 16 : w - 32;
            for (int v = 0; v < 34; v++)
            {
                for (int w = 0; w < 34; w++) whole[v, w] += p * (1 - p) * (ClassOf(v) == ClassOf(w) ? 1 : -1) * At(v) * At(w) / data.Count;
            }
        }

        double[] expected = [.. whole.Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real).OrderDescending()];
        HessianSpectrum spectrum = HessianSpectrum.Measure(network, data, All, Close, null, Token);
        spectrum.Largest.ShouldBe(expected[0], 1e-4 * expected[0]);
        spectrum.Smallest.ShouldBe(0, 1e-3 * expected[0]);
        spectrum.HasConverged.ShouldBeTrue();
        spectrum.Residual.ShouldBeLessThan(2e-4);
        spectrum.RitzValues.ShouldBe(spectrum.RitzValues.OrderDescending());
    }

    [Theory]
    [InlineData(LossKind.CrossEntropy)]
    [InlineData(LossKind.MeanSquaredError)]
    public void The_largest_eigenvalue_of_a_network_is_that_of_the_matrix_of_products_with_unit_vectors(LossKind loss)
    {
        TrainedNetwork network = SmallNetworks.Convolutional(3);
        ListedImages data = ListedImages.Halves(45, 3);
        int length = network.Graph.ParameterLength;
        using var hessian = new HessianOperator(network, data, All with { Loss = loss });
        var whole = Matrix<double>.Build.Dense(length, length);
        for (int w = 0; w < length; w++)
        {
            double[] unit = new double[length];
            unit[w] = 1;
            whole.SetColumn(w, hessian.Times(unit, Token));
        }

        whole.ForEachPair((v, w) => whole[v, w].ShouldBe(whole[w, v], 1e-5));
        double[] expected = [.. ((whole + whole.Transpose()) / 2).Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real).OrderDescending()];
        HessianSpectrum spectrum = HessianSpectrum.Measure(network, data, All with { Loss = loss }, Close, null, Token);
        spectrum.Largest.ShouldBe(expected[0], 1e-3 * expected[0]);
        spectrum.RitzValues.Max().ShouldBeLessThan(expected[0] * 1.001);
        spectrum.RitzValues.Min().ShouldBeGreaterThan(expected[^1] - (0.001 * expected[0]));
    }

    [Theory]
    [InlineData(LossKind.CrossEntropy)]
    [InlineData(LossKind.MeanSquaredError)]
    public void A_product_is_the_difference_of_two_gradients(LossKind loss)
    {
        TrainedNetwork network = SmallNetworks.Linear();
        ListedImages data = ListedImages.Halves(45, 3);
        using var hessian = new HessianOperator(network, data, All with { Loss = loss });
        double[] direction = [.. Enumerable.Range(0, 34).Select(i => Math.Sin(i))];
        double[] product = hessian.Times(direction, Token);
        double[] above = Gradient(network, data, loss, direction, 1e-2);
        double[] below = Gradient(network, data, loss, direction, -1e-2);
        double scale = product.Max(Math.Abs);
        for (int i = 0; i < product.Length; i++) product[i].ShouldBe((above[i] - below[i]) / 2e-2, 1e-3 * scale);
    }

    [Fact]
    public void The_spectrum_does_not_depend_on_the_number_of_threads_and_every_product_is_told_of()
    {
        TrainedNetwork network = SmallNetworks.Convolutional();
        ListedImages data = ListedImages.Halves(100, 3);
        var told = new List<int>();
        HessianSpectrum one = HessianSpectrum.Measure(network, data, All with { Threads = 1 }, Close, (count, _) => told.Add(count), Token);
        HessianSpectrum three = HessianSpectrum.Measure(network, data, All with { Threads = 3 }, Close, null, Token);
        three.RitzValues.ShouldBe(one.RitzValues);
        three.Residual.ShouldBe(one.Residual);
        told.ShouldBe(Enumerable.Range(1, one.Products - 1));
    }

    [Fact]
    public void A_search_that_ends_too_early_says_so()
    {
        HessianSpectrum spectrum =
            HessianSpectrum.Measure(SmallNetworks.Convolutional(), ListedImages.Halves(50, 3), All, new() { MaxProducts = 2, Tolerance = 1e-6 }, null, Token);
        spectrum.HasConverged.ShouldBeFalse();
        spectrum.Products.ShouldBe(3);
        spectrum.Residual.ShouldBeGreaterThan(1e-6);
        Should.Throw<ArgumentException>(() => new HessianOptions { MaxProducts = 1 }).Message.ShouldBe("MaxProducts is 1, expected at least 2");
        Should.Throw<ArgumentException>(() => new HessianOptions { Tolerance = 0 }).Message.ShouldContain("above 0");
    }

    private static double[] Gradient(TrainedNetwork network, ImageDataset data, LossKind loss, double[] direction, double step)
    {
        var plan = ForwardPlan.Compile(network.Graph, data.Count, keepsActivations: true);
        var images = new BatchReader(data, data.Count);
        images.Read([.. Enumerable.Range(0, data.Count)]);
        using var forward = new ForwardPass();
        using var backward = new GradientPass();
        float[] weights = [.. network.Weights.ToArray().Zip(direction).Select(pair => (float)(pair.First + (step * pair.Second)))];
        forward.Run(plan, weights, images.Images, BatchNormMode.GivenStatistics, network.Statistics);
        float[] logits = new float[2 * data.Count];
        float[] cotangent = new float[logits.Length];
        float[] gradient = new float[weights.Length];
        forward.ReadOutput(logits);
        _ = loss == LossKind.MeanSquaredError ? MeanSquaredError.Of(logits, images.Labels, cotangent) : SoftmaxCrossEntropy.Of(logits, images.Labels, cotangent);
        backward.Run(GradientPlan.Compile(plan, _ => true), forward, cotangent, NormGradient.FrozenStatistics, gradient);
        return [.. gradient.Select(value => (double)value)];
    }
}

/// <summary>Walks over matrices.</summary>
file static class MatrixPairs
{
    public static void ForEachPair(this Matrix<double> matrix, Action<int, int> action)
    {
        for (int v = 0; v < matrix.RowCount; v++)
        {
            for (int w = 0; w < v; w++) action(v, w);
        }
    }
}
