using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Training;

namespace Tegula.Tests.Training;

/// <summary>The small parts of a training: steps, rates, running statistics, orders, options.</summary>
public sealed class OptimizationTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Two_steps_are_those_computed_by_hand(bool nesterov)
    {
        var optimizer = new SgdOptimizer(1, new TrainingOptions { Momentum = 0.5, WeightDecay = 0.25, Nesterov = nesterov });
        float[] weights = [4f];

        // d = 2 + 1 = 3, v = 3; then Nesterov moves by d + v/2 = 4.5, plain momentum by 3.
        optimizer.Step(weights, [2f], 0.5);
        weights[0].ShouldBe(nesterov ? 4f - 2.25f : 4f - 1.5f);
        float before = weights[0];

        // d = -1 + w/4, v = 1.5 + d.
        optimizer.Step(weights, [-1f], 1.0);
        float direction = -1f + (before / 4);
        float velocity = 1.5f + direction;
        weights[0].ShouldBe(before - (nesterov ? direction + (velocity / 2) : velocity));
    }

    [Fact]
    public void An_optimiser_moves_its_own_number_of_weights() =>
        Should.Throw<ArgumentException>(() => new SgdOptimizer(3, new()).Step(new float[3], new float[2], 0.1))
            .Message.ShouldBe("the optimiser moves 3 weights, 3 weights and 2 gradients were given");

    [Fact]
    public void The_rate_falls_from_its_start_over_its_half_to_nothing()
    {
        var schedule = new CosineSchedule(0.2, 100);
        schedule.RateAt(0).ShouldBe(0.2);
        schedule.RateAt(50).ShouldBe(0.1, 1e-15);
        schedule.RateAt(25).ShouldBe(0.1 * (1 + Math.Sqrt(0.5)), 1e-15);
        schedule.RateAt(100).ShouldBe(0, 1e-15);
    }

    [Fact]
    public void Running_statistics_are_the_mean_of_ten_steps_and_then_forget_a_tenth_a_step()
    {
        var builder = new GraphBuilder(new TensorShape(2, 2, 2));
        Graph graph = builder.Build(builder.BatchNorm(builder.Input, "bn"));
        var averages = new BatchNormAverages(graph);
        averages.Statistics.Means.ShouldBe([0, 0]);
        averages.Statistics.Variances.ShouldBe([1, 1]);
        for (int step = 1; step <= 12; step++) averages.Update(Statistics(step), 3);

        // Steps 1 to 10 have the mean 5.5; 12 pixels of a channel make the variance unbiased by 12/11.
        double mean = (((5.5 * 0.9) + (0.1 * 11)) * 0.9) + (0.1 * 12);
        averages.Statistics.Means.ShouldBe([mean, -mean], 1e-14);
        averages.Statistics.Variances.ShouldBe([mean * 12 / 11, 2 * mean * 12 / 11], 1e-14);
        Should.Throw<ArgumentException>(() => averages.Update(new BatchNormStatistics(3), 3))
            .Message.ShouldBe("the network normalises 2 channels, statistics of 3 were given");

        static BatchNormStatistics Statistics(int step)
        {
            var statistics = new BatchNormStatistics(2);
            (statistics.Means[0], statistics.Means[1], statistics.Variances[0], statistics.Variances[1]) = (step, -step, step, 2 * step);
            return statistics;
        }
    }

    [Fact]
    public void An_order_holds_every_image_once_and_belongs_to_seed_repeat_and_epoch()
    {
        int[] order = ImageOrder.Of(50, 1, 0, 0);
        order.Order().ShouldBe(Enumerable.Range(0, 50));
        ImageOrder.Of(50, 1, 0, 0).ShouldBe(order);
        foreach (int[] other in new[] { ImageOrder.Of(50, 2, 0, 0), ImageOrder.Of(50, 1, 1, 0), ImageOrder.Of(50, 1, 0, 1) }) other.ShouldNotBe(order);
    }

    [Fact]
    public void Options_out_of_range_are_named()
    {
        MessageOf(() => new TrainingOptions { Epochs = 0 }).ShouldBe("Epochs is 0, expected at least 1");
        MessageOf(() => new TrainingOptions { BatchSize = 1 }).ShouldBe("BatchSize is 1, expected at least 2");
        MessageOf(() => new TrainingOptions { LearningRate = 0 }).ShouldBe("LearningRate is 0, expected a number above 0");
        MessageOf(() => new TrainingOptions { LearningRate = double.PositiveInfinity }).ShouldStartWith("LearningRate is ");
        MessageOf(() => new TrainingOptions { Momentum = 1 }).ShouldBe("Momentum is 1, expected a number from 0 to below 1");
        MessageOf(() => new TrainingOptions { WeightDecay = -1 }).ShouldBe("WeightDecay is -1, expected a number at least 0");
        MessageOf(() => new TrainingOptions { Repeat = -1 }).ShouldBe("Repeat is -1, expected at least 0");
    }

    private static string MessageOf(Func<TrainingOptions> make) => Should.Throw<ArgumentException>(make).Message;
}
