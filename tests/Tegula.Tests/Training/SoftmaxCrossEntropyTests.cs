using Tegula.Compute;
using Tegula.Training;

namespace Tegula.Tests.Training;

public sealed class SoftmaxCrossEntropyTests
{
    [Fact]
    public void Equal_logits_cost_the_logarithm_of_the_number_of_classes()
    {
        float[] cotangent = new float[15];
        SoftmaxCrossEntropy.Of(new float[15], [0, 4, 2], cotangent).ShouldBe(Math.Log(5), 1e-14);
        cotangent.ShouldBe([.. Enumerable.Range(0, 15).Select(i => ((i / 3 == new[] { 0, 4, 2 }[i % 3] ? -0.8f : 0.2f) / 3))], 1e-7);
    }

    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(2f, -1f)]
    [InlineData(-30f, 40f)]
    [InlineData(3e38f, -3e38f)]
    public void Two_classes_are_a_logistic_regression(float right, float wrong)
    {
        float[] cotangent = new float[2];
        double difference = (double)wrong - right;

        double loss = SoftmaxCrossEntropy.Of([right, wrong], [0], cotangent);

        double expected = difference > 0 ? difference + Math.Log(1 + Math.Exp(-difference)) : Math.Log(1 + Math.Exp(difference));
        loss.ShouldBe(expected, 1e-12 * Math.Max(1, expected));
        cotangent[1].ShouldBe((float)(1 / (1 + Math.Exp(-difference))), 1e-6f);
        cotangent[0].ShouldBe(-cotangent[1], 1e-7f);
    }

    [Fact]
    public void The_cotangent_is_the_slope_of_the_loss()
    {
        const float Step = 1f / 256;
        int[] labels = [3, 0, 1, 2];
        float[] logits = new float[16];
        new RandomStream(1, "logits").FillGaussian(logits, 2f);
        float[] cotangent = new float[16];
        _ = SoftmaxCrossEntropy.Of(logits, labels, cotangent);
        for (int i = 0; i < logits.Length; i++)
        {
            double Loss(float shift)
            {
                float[] moved = [.. logits];
                moved[i] += shift;
                return SoftmaxCrossEntropy.Of(moved, labels, new float[16]);
            }

            double distance = (double)(logits[i] + Step) - (logits[i] - Step);
            cotangent[i].ShouldBe((float)((Loss(Step) - Loss(-Step)) / distance), 2e-6f);
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Logits_that_are_not_finite_cost_no_finite_loss(float logit) =>
        double.IsFinite(SoftmaxCrossEntropy.Of([0f, logit, 1f, 2f], [0, 1], new float[4])).ShouldBeFalse();

    [Fact]
    public void Lengths_and_labels_must_fit()
    {
        MessageOf(5, [0, 1], 5).ShouldBe("5 logits and 5 gradients do not fit 2 samples");
        MessageOf(4, [0, 1], 2).ShouldBe("4 logits and 2 gradients do not fit 2 samples");
        MessageOf(4, [], 4).ShouldBe("4 logits and 4 gradients do not fit 0 samples");
        MessageOf(4, [0, 2], 4).ShouldBe("label 2 of sample 1 names none of 2 classes");

        static string MessageOf(int logits, int[] labels, int gradients) =>
            Should.Throw<ArgumentException>(() => SoftmaxCrossEntropy.Of(new float[logits], labels, new float[gradients])).Message;
    }
}
