using Tegula.Compute;
using Tegula.Training;

namespace Tegula.Tests.Training;

/// <summary>Squared error, smoothed targets, and the norm of gradients.</summary>
public sealed class LossTests
{
    private static readonly int[] Labels = [2, 0, 1];

    [Fact]
    public void A_squared_error_is_zero_at_the_targets_and_one_class_in_four_without_an_answer()
    {
        float[] targets = new float[12];
        for (int n = 0; n < 3; n++) targets[(Labels[n] * 3) + n] = 1;
        float[] cotangent = new float[12];
        MeanSquaredError.Of(targets, Labels, cotangent).ShouldBe(0);
        cotangent.ShouldAllBe(value => value == 0);
        MeanSquaredError.Of(new float[12], Labels, cotangent).ShouldBe(0.25, 1e-15);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    public void Cotangents_are_the_slopes_of_the_losses(double smoothing)
    {
        float[] logits = new float[12];
        new RandomStream(3, "logits").FillGaussian(logits, 1.5f);
        foreach (Loss loss in new Loss[] { SoftmaxCrossEntropy.Of, MeanSquaredError.Of })
        {
            float[] cotangent = new float[12];
            _ = loss(logits, Labels, cotangent, smoothing);
            for (int i = 0; i < 12; i++)
            {
                double At(float shift) => loss([.. logits.Select((value, j) => j == i ? value + shift : value)], Labels, new float[12], smoothing);

                const float Step = 1f / 256;
                double distance = (double)(logits[i] + Step) - (logits[i] - Step);
                cotangent[i].ShouldBe((float)((At(Step) - At(-Step)) / distance), 3e-6f);
            }
        }
    }

    [Fact]
    public void A_smoothed_cross_entropy_is_the_mean_of_the_losses_for_all_classes_with_the_weights_of_the_target()
    {
        float[] logits = new float[12];
        new RandomStream(4, "logits").FillGaussian(logits, 2f);
        double spread = 0;
        for (int k = 0; k < 4; k++) spread += SoftmaxCrossEntropy.Of(logits, [k, k, k], new float[12]) / 4;
        double expected = (0.9 * SoftmaxCrossEntropy.Of(logits, Labels, new float[12])) + (0.1 * spread);
        SoftmaxCrossEntropy.Of(logits, Labels, new float[12], 0.1).ShouldBe(expected, 1e-12);
    }

    [Fact]
    public void A_gradient_is_scaled_to_the_limit_only_where_it_is_longer()
    {
        float[] gradient = [3, 0, 4, 0, 12];
        GradientClip.Apply(gradient, 13.5).ShouldBe(13);
        gradient.ShouldBe([3, 0, 4, 0, 12]);
        GradientClip.Apply(gradient, 6.5).ShouldBe(13);
        gradient.ShouldBe([1.5f, 0, 2, 0, 6], 1e-6);
        GradientClip.Norm(gradient).ShouldBe(6.5, 1e-5);
        float[] none = new float[3];
        GradientClip.Apply(none, 1).ShouldBe(0);
        none.ShouldBe([0, 0, 0]);
    }

    [Fact]
    public void Rates_change_where_the_schedule_says()
    {
        var schedule = new StepSchedule(0.8, [2, 3], 0.25, 10);
        Enumerable.Range(0, 5).Select(epoch => schedule.RateAt((10 * epoch) + 9)).ShouldBe([0.8, 0.8, 0.2, 0.05, 0.05], 1e-15);
        schedule.RateAt(19).ShouldBe(0.8);
        schedule.RateAt(20).ShouldBe(0.2);
        new ConstantSchedule(0.3).RateAt(1_000).ShouldBe(0.3);
    }

    [Fact]
    public void Adam_moves_the_first_time_by_the_rate_against_the_sign_of_the_gradient()
    {
        float[] weights = new float[21];
        float[] gradient = [.. Enumerable.Range(0, 21).Select(i => (i % 2 == 0 ? 1f : -1f) * MathF.Pow(10, (i % 5) - 2))];
        var adam = new AdamOptimizer(21, new() { WeightDecay = 0 });
        adam.Step(weights, gradient, 0.01);
        weights.ShouldBe([.. gradient.Select(value => value > 0 ? -0.01f : 0.01f)], 1e-7);
        adam.Steps.ShouldBe(1);
        Should.Throw<ArgumentException>(() => adam.Restore(1, [new float[21]])).Message.ShouldBe("the optimiser remembers 2 x 21 values, 21 were given");
        Should.Throw<ArgumentException>(() => adam.Step(weights, new float[20], 0.1))
            .Message.ShouldBe("the optimiser moves 21 weights, 21 weights and 20 gradients were given");
    }

    private delegate double Loss(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> cotangent, double smoothing);
}
