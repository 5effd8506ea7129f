using Tegula.Architectures;
using Tegula.Kernels;

namespace Tegula.Tests.Kernels;

public sealed class UncorrelatedSamplesTests
{
    /// <summary>Without correlation the mean of the product is the product of the means, whatever the lengths.</summary>
    [Theory]
    [InlineData("elu", 1, 2)]
    [InlineData("elu", 1, 1)]
    [InlineData("leaky-relu", 0.5, 3)]
    [InlineData("gelu", 1, 2)]
    [InlineData("sigmoid", 2, 0.25)]
    public void The_kernel_is_the_product_of_the_means(string id, double first, double second)
    {
        Activation activation = Activations.Find(id)!;
        double[,] kernel = InfiniteWidthNetwork.Of(DagArchitecture.Parse("2").ToGraph(), activation).Kernels(new[,] { { first, 0 }, { 0, second } }).Nngp;

        kernel[0, 1].ShouldBe(activation.Normalization * Mean(activation, first) * Mean(activation, second), 1e-10);
        kernel[1, 0].ShouldBe(kernel[0, 1]);
    }

    // The trapezoidal rule, on both sides of 0 apart because of the kinks there.
    private static double Mean(Activation activation, double variance)
    {
        const int Steps = 400_000;
        const double Reach = 12;
        double sum = 0;
        for (int step = 0; step <= Steps; step++)
        {
            double z = Reach * step / Steps;
            double weight = step is 0 or Steps ? 0.5 : 1;
            sum += weight * Math.Exp(-0.5 * z * z) * (activation.Value(Math.Sqrt(variance) * z) + activation.Value(-Math.Sqrt(variance) * z));
        }

        return sum * Reach / Steps / Math.Sqrt(2 * Math.PI);
    }
}
