using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Networks;
using Tegula.Tests.Training;
using Tegula.Training;

namespace Tegula.Tests.Indicators;

public sealed class TrainedAccuracyTests
{
    private static readonly TrainingOptions Options = new() { Epochs = 3, BatchSize = 16, LearningRate = 0.05 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_value_is_the_accuracy_on_the_fifth_that_training_did_not_see()
    {
        ListedImages data = ListedImages.Halves(200, 1);
        Graph graph = Network(3);
        using var indicator = new TrainedAccuracy(data, Options);
        (double value, IndicatorStatus status) = indicator.Measure(graph, 1, Token);

        (ImageDataset train, ImageDataset heldOut) = HeldOutSplit.Of(data, 40, Options.Seed);
        using var trainer = new Trainer();
        using var evaluator = new Evaluator();
        float[] initial = WeightInitialization.KaimingNormal(graph, Options.Seed, 1);
        TrainingResult result = trainer.Train(graph, initial, train, Options with { Repeat = 1 }, token: Token);
        status.ShouldBe(IndicatorStatus.Ok);
        value.ShouldBe(evaluator.Accuracy(graph, result.Weights, result.Statistics, heldOut, Token));
        value.ShouldBeGreaterThan(90);
    }

    [Fact]
    public void Several_threads_measure_what_one_does()
    {
        using var indicator = new TrainedAccuracy(ListedImages.Halves(200, 1), Options);
        Graph[] graphs = [.. Enumerable.Range(1, 6).Select(Network)];
        double[] alone = [.. graphs.Select(graph => indicator.Measure(graph, 0, Token).Value)];
        double[] together = new double[graphs.Length];
        Parallel.For(0, graphs.Length, new ParallelOptions { MaxDegreeOfParallelism = 3, CancellationToken = Token }, i =>
            together[i] = indicator.Measure(graphs[i], 0, Token).Value);
        together.ShouldBe(alone);
    }

    [Fact]
    public void A_divergent_training_has_no_value()
    {
        var builder = new GraphBuilder(new TensorShape(1, 4, 4));
        Graph graph = builder.Build(builder.Linear(builder.Relu(builder.Linear(builder.Input, "hidden", 8)), "linear", 2));
        using var indicator = new TrainedAccuracy(ListedImages.Halves(100, 1), Options with { Epochs = 20, LearningRate = 1e6 });
        indicator.Measure(graph, 0, Token).Status.ShouldBe(IndicatorStatus.Diverged);
    }

    [Fact]
    public void A_measurement_can_be_cancelled_and_the_indicator_goes_on()
    {
        using var indicator = new TrainedAccuracy(ListedImages.Halves(100, 1), Options);
        Should.Throw<OperationCanceledException>(() => indicator.Measure(Network(2), 0, new CancellationToken(canceled: true)));
        indicator.Measure(Network(2), 0, Token).Status.ShouldBe(IndicatorStatus.Ok);
    }

    [Fact]
    public void Too_few_images_are_refused()
    {
        Should.Throw<DatasetException>(() => new TrainedAccuracy(ListedImages.Halves(4, 1), Options)).Message.ShouldStartWith("listed images: 0 of 4 images");
        Should.Throw<DatasetException>(() => new TrainedAccuracy(ListedImages.Halves(18, 1), Options))
            .Message.ShouldBe("listed images: a batch of 16 is larger than the images to train on, 15; use a batch of at most 15");
    }

    private static Graph Network(int channels)
    {
        var builder = new GraphBuilder(new TensorShape(1, 4, 4));
        int value = builder.BatchNorm(builder.Convolution(builder.Input, "conv", channels, Extent.Square(3), padding: Extent.Square(1)), "bn");
        return builder.Build(builder.Linear(builder.Relu(value), "linear", 2));
    }
}
