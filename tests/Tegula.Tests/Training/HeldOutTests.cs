using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Datasets;
using Tegula.Networks;
using Tegula.Training;

namespace Tegula.Tests.Training;

/// <summary>Evaluation after every epoch, early stops, auxiliary heads, and what ends a training.</summary>
public sealed class HeldOutTests : IDisposable
{
    private static readonly ListedImages Data = ListedImages.Halves(64, 1);
    private static readonly ListedImages HeldOut = ListedImages.Halves(150, 2);
    private readonly Trainer _trainer = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(LossKind.CrossEntropy)]
    [InlineData(LossKind.MeanSquaredError)]
    public void The_held_out_loss_is_the_mean_over_single_images_under_running_statistics(LossKind kind)
    {
        Graph graph = Network(hasAuxiliary: false);
        var options = new TrainingOptions { BatchSize = 16, Epochs = 2, LearningRate = 0.05, Loss = kind, LabelSmoothing = 0.2 };

        TrainingResult result = Train(graph, options, HeldOut);

        using var forward = new ForwardPass();
        var plan = ForwardPlan.Compile(graph, 1);
        float[] image = new float[16];
        float[] logits = new float[2];
        double loss = 0;
        int correct = 0;
        for (int n = 0; n < HeldOut.Count; n++)
        {
            HeldOut.ReadImage(n, image);
            forward.Run(plan, result.Weights, image, BatchNormMode.GivenStatistics, result.Statistics);
            forward.ReadOutput(logits);
            int label = HeldOut.Label(n);
            double Off(int k) => logits[k] - (k == label ? 1 : 0);
            loss += kind == LossKind.CrossEntropy
                ? Math.Log(1 + Math.Exp((double)logits[1 - label] - logits[label]))
                : ((Off(0) * Off(0)) + (Off(1) * Off(1))) / 2;
            correct += logits[label] > logits[1 - label] ? 1 : 0;
        }

        result.Epochs[^1].HeldOutLoss!.Value.ShouldBe(loss / HeldOut.Count, 1e-5);
        result.Epochs[^1].HeldOutAccuracy.ShouldBe(100.0 * correct / HeldOut.Count);
        Train(graph, options, null).Epochs.ShouldAllBe(epoch => epoch.HeldOutLoss == null && epoch.HeldOutAccuracy == null);
        Train(graph, options, null).Weights.ShouldBe(result.Weights);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(50)]
    public void Threads_change_no_bit_of_an_evaluation(int threads)
    {
        Graph graph = Network(hasAuxiliary: false);
        TrainingResult trained = Train(graph, new() { BatchSize = 16 }, null);
        using var one = new Evaluator();
        using var several = new Evaluator(threads);
        several.Measure(graph, trained.Weights, trained.Statistics, HeldOut, token: Token)
            .ShouldBe(one.Measure(graph, trained.Weights, trained.Statistics, HeldOut, token: Token));
    }

    [Fact]
    public void An_early_stop_waits_as_long_as_told_and_answers_with_the_best_epoch()
    {
        // Labels of the held-out images are turned round, so that what is learnt makes them worse from the first epoch on.
        var turned = new ListedImages(
            HeldOut.Shape, [.. Enumerable.Range(0, 50).SelectMany(n => HeldOut.Pixels(n).ToArray())], [.. Enumerable.Range(0, 50).Select(n => 1 - (n % 2))], 2);
        Graph graph = Network(hasAuxiliary: false);
        var options = new TrainingOptions { BatchSize = 16, Epochs = 30, LearningRate = 0.05, Schedule = ScheduleKind.Constant, Patience = 3 };

        TrainingResult result = Train(graph, options, turned);

        result.Status.ShouldBe(TrainingStatus.StoppedEarly);
        int best = result.Epochs.MinBy(epoch => epoch.HeldOutLoss)!.Epoch;
        result.BestEpoch.ShouldBe(best);
        result.Epochs.Count.ShouldBe(best + 3);
        TrainingResult until = Train(graph, options with { Epochs = best, Patience = null }, turned);
        result.Weights.ShouldBe(until.Weights);
        result.Statistics.Means.ShouldBe(until.Statistics.Means);
        until.BestEpoch.ShouldBeNull();
    }

    [Fact]
    public void An_auxiliary_head_of_no_weight_changes_nothing_and_one_of_some_weight_does()
    {
        Graph plain = Network(hasAuxiliary: false);
        Graph graph = Network(hasAuxiliary: true);
        var options = new TrainingOptions { BatchSize = 16, AuxiliaryWeight = 0, WeightDecay = 0 };

        TrainingResult without = Train(plain, options, HeldOut);
        TrainingResult weightless = Train(graph, options, HeldOut);
        TrainingResult weighted = Train(graph, options with { AuxiliaryWeight = 0.4 }, HeldOut);

        weightless.Weights.AsSpan(0, plain.ParameterLength).ToArray().ShouldBe(without.Weights);
        weightless.Epochs[0].Loss.ShouldBe(without.Epochs[0].Loss);
        weightless.Epochs[0].HeldOutLoss.ShouldBe(without.Epochs[0].HeldOutLoss);
        weighted.Weights.AsSpan(0, plain.ParameterLength).ToArray().ShouldNotBe(without.Weights);
    }

    [Fact]
    public void Dropped_paths_change_the_training_from_the_second_epoch_on()
    {
        Graph graph = Network(hasAuxiliary: false, dropsPaths: true);
        var options = new TrainingOptions { BatchSize = 16, Epochs = 2 };

        TrainingResult kept = Train(graph, options, null);
        TrainingResult dropped = Train(graph, options with { DropPath = 0.5 }, null);

        dropped.Epochs[0].Loss.ShouldBe(kept.Epochs[0].Loss);
        dropped.Epochs[1].Loss.ShouldNotBe(kept.Epochs[1].Loss);
    }

    [Fact]
    public void A_divergence_tells_its_step_and_rate()
    {
        TrainingResult result = Train(Network(hasAuxiliary: false), new() { BatchSize = 16, LearningRate = 1e30, Schedule = ScheduleKind.Constant }, null);
        result.Status.ShouldBe(TrainingStatus.Diverged);
        result.Divergence!.Epoch.ShouldBe(1);
        result.Divergence.Step.ShouldBeInRange(2, 4);
        result.Divergence.LearningRate.ShouldBe(1e30);
        result.Divergence.ToString().ShouldContain($" at step {result.Divergence.Step} of epoch 1, with a learning rate of 1E+30");
    }

    [Fact]
    public void A_loss_far_above_that_of_the_beginning_is_a_divergence_too()
    {
        var builder = new GraphBuilder(new TensorShape(1, 4, 4));
        Graph graph = builder.Build(builder.Linear(builder.Input, "linear", 2));
        var options = new TrainingOptions { BatchSize = 16, Epochs = 5, LearningRate = 100, Schedule = ScheduleKind.Constant };

        TrainingResult result = _trainer.Train(graph, new float[34], Data, options, token: Token);

        result.Divergence!.Reason.ShouldStartWith("the mean loss of the epoch, ");
        result.Divergence.Reason.ShouldEndWith(", is above 10 times 0.6931, that of the beginning");
        result.Weights.ShouldAllBe(weight => float.IsFinite(weight));
    }

    [Fact]
    public void What_a_training_cannot_do_is_refused()
    {
        Graph graph = Network(hasAuxiliary: false);
        Should.Throw<ArgumentException>(() => Train(graph, new() { BatchSize = 16, Patience = 1 }, null)).Message.ShouldContain("held-out images; give some");
        Should.Throw<ArgumentException>(() => Train(graph, new() { BatchSize = 16, DropPath = 0.1 }, null)).Message
            .ShouldContain("no paths that can be dropped");
        var wrong = new ListedImages(Data.Shape, new byte[32], [0, 2], 2);
        Should.Throw<DatasetException>(() => _trainer.Train(graph, new float[graph.ParameterLength], wrong, new() { BatchSize = 2 }, token: Token))
            .Message.ShouldBe("listed images: image 1 has the label 2; its 2 classes are 0 to 1");
    }

    [Fact]
    public void Progress_is_told_of_every_step()
    {
        var told = new List<TrainingProgress>();
        var hooks = new TrainingHooks { OnStep = told.Add };
        Graph graph = Network(hasAuxiliary: false);
        TrainingResult result = _trainer.Train(
            graph, WeightInitialization.KaimingNormal(graph, 1, 0), Data, new() { BatchSize = 16, Epochs = 2 }, hooks: hooks, token: Token);
        told.Select(progress => (progress.Epoch, progress.Step))
            .ShouldBe([(1, 1), (1, 2), (1, 3), (1, 4), (2, 1), (2, 2), (2, 3), (2, 4)]);
        told.ShouldAllBe(progress => progress.Steps == 4 && progress.Epochs == 2 && progress.Remaining >= TimeSpan.Zero);
        told[3].Loss.ShouldBe(result.Epochs[0].Loss);
        told[7].Accuracy.ShouldBe(result.Epochs[1].Accuracy);
        told[7].Remaining.ShouldBe(TimeSpan.Zero);
    }

    public void Dispose() => _trainer.Dispose();

    private static Graph Network(bool hasAuxiliary, bool dropsPaths = false)
    {
        var builder = new GraphBuilder(new TensorShape(1, 4, 4));
        int value = builder.BatchNorm(builder.Convolution(builder.Input, "conv", 4, Extent.Square(3), padding: Extent.Square(1)), "bn");
        value = builder.Relu(dropsPaths ? builder.DropPath(value) : value);
        int own = builder.Linear(value, "linear", 2);
        return builder.Build(hasAuxiliary ? builder.Concat(own, builder.Linear(value, "auxiliary", 2)) : own);
    }

    private TrainingResult Train(Graph graph, TrainingOptions options, ImageDataset? heldOut) =>
        _trainer.Train(graph, WeightInitialization.KaimingNormal(graph, 1, 0), Data, options, heldOut, token: Token);
}
