using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Compute.Tests.Goldens;
using Tegula.Datasets;
using Tegula.Networks;
using Tegula.Training;

namespace Tegula.Tests.Training;

public sealed class TrainerTests : IDisposable
{
    private readonly Trainer _trainer = new();
    private readonly Evaluator _evaluator = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Twenty_steps_are_those_of_pytorch()
    {
        GoldenCase golden = GoldenFile.Read("training").Cases.Single(item => item.Name == "training");
        int Whole(string name) => golden.Attributes.GetProperty(name).GetInt32();
        double Number(string name) => golden.Attributes.GetProperty(name).GetDouble();
        var data = new ListedImages(
            new(3, Whole("size"), Whole("size")),
            [.. golden["pixels"].Values.Select(value => (byte)value)],
            [.. Enumerable.Range(0, Whole("images")).Select(i => i % Whole("classes"))],
            Whole("classes"),
            Number("mean"),
            Number("deviation"));
        var options = new TrainingOptions
        {
            Epochs = Whole("epochs"),
            BatchSize = Whole("batch"),
            LearningRate = Number("rate"),
            Momentum = Number("momentum"),
            WeightDecay = Number("decay"),
            Seed = (ulong)Whole("seed"),
            Repeat = Whole("repeat"),
        };
        Graph graph = GoldenNetwork.Build(golden);

        TrainingResult result = _trainer.Train(graph, GoldenNetwork.Parameters(graph, golden), data, options, token: Token);

        result.Status.ShouldBe(TrainingStatus.Completed);
        int steps = Whole("images") / Whole("batch");
        golden["losses"].Values.Length.ShouldBe(20);
        result.Epochs.Select(epoch => epoch.Loss).ShouldBe(golden["losses"].Values.Chunk(steps).Select(chunk => chunk.Average()), 1e-5);
        golden["running_means"].ShouldMatch(result.Statistics.Means, 1e-5);
        golden["running_variances"].ShouldMatch(result.Statistics.Variances, 1e-5);
        _evaluator.Accuracy(graph, result.Weights, result.Statistics, data, Token).ShouldBe(100.0 * Whole("correct") / Whole("images"), 1e-9);
    }

    [Fact]
    public void One_step_of_a_linear_classifier_is_the_closed_form()
    {
        const int Count = 8;
        ListedImages data = ListedImages.Halves(Count, 3);
        var builder = new GraphBuilder(new TensorShape(1, 4, 4));
        Graph graph = builder.Build(builder.Linear(builder.Input, "linear", 2));
        float[] initial = WeightInitialization.KaimingNormal(graph, 1, 0);
        var options = new TrainingOptions { BatchSize = Count, LearningRate = 0.3, Momentum = 0.6, WeightDecay = 0.01 };

        TrainingResult result = _trainer.Train(graph, initial, data, options, token: Token);

        // gradient = mean over images of (p - y) x; Nesterov's first step from rest is (1 + momentum) (gradient + decay w).
        double[] gradient = new double[34];
        float[] image = new float[16];
        for (int n = 0; n < Count; n++)
        {
            data.ReadImage(n, image);
            double[] logits =
                [.. Enumerable.Range(0, 2).Select(k => initial[32 + k] + Enumerable.Range(0, 16).Sum(i => (double)initial[(k * 16) + i] * image[i]))];
            for (int k = 0; k < 2; k++)
            {
                double error = (1 / (1 + Math.Exp(logits[1 - k] - logits[k]))) - (n % 2 == k ? 1 : 0);
                for (int i = 0; i < 16; i++) gradient[(k * 16) + i] += error * image[i] / Count;
                gradient[32 + k] += error / Count;
            }
        }

        for (int i = 0; i < 34; i++) result.Weights[i].ShouldBe((float)(initial[i] - (0.3 * 1.6 * (gradient[i] + (0.01 * initial[i])))), 1e-6f);
    }

    [Fact]
    public void The_weights_are_the_same_bits_beside_other_trainings_and_after_them()
    {
        ListedImages data = ListedImages.Halves(40, 4);
        var options = new TrainingOptions { Epochs = 2, BatchSize = 8 };
        Graph[] graphs = [.. Enumerable.Range(3, 4).Select(Network)];
        float[][] Train(int threads)
        {
            float[][] weights = new float[graphs.Length][];
            Parallel.For(0, graphs.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = Token }, i =>
            {
                using var trainer = new Trainer();
                weights[i] = trainer.Train(graphs[i], WeightInitialization.KaimingNormal(graphs[i], 1, 0), data, options, token: Token).Weights;
            });
            return weights;
        }

        float[][] alone = Train(1);
        float[][] beside = Train(2);
        float[][] after = [.. graphs.Reverse()
            .Select(graph => _trainer.Train(graph, WeightInitialization.KaimingNormal(graph, 1, 0), data, options, token: Token).Weights)];

        for (int i = 0; i < graphs.Length; i++)
        {
            beside[i].ShouldBe(alone[i]);
            after[^(i + 1)].ShouldBe(alone[i]);
        }
    }

    [Fact]
    public void What_can_be_told_apart_is_learnt()
    {
        Graph graph = Network(4);
        float[] initial = WeightInitialization.KaimingNormal(graph, 1, 0);
        float[] kept = [.. initial];
        var told = new List<EpochResult>();

        TrainingResult result = _trainer.Train(
            graph,
            initial,
            ListedImages.Halves(256, 1),
            new TrainingOptions { Epochs = 6, BatchSize = 16, LearningRate = 0.05 },
            onEpoch: told.Add,
            token: Token);

        result.Status.ShouldBe(TrainingStatus.Completed);
        initial.ShouldBe(kept);
        result.Epochs.ShouldBe(told);
        told.Select(epoch => epoch.Epoch).ShouldBe([1, 2, 3, 4, 5, 6]);
        told[^1].Loss.ShouldBeLessThan(told[0].Loss);
        told.ShouldAllBe(epoch => epoch.Seconds >= 0 && epoch.Accuracy >= 0 && epoch.Accuracy <= 100);
        _evaluator.Accuracy(graph, result.Weights, result.Statistics, ListedImages.Halves(200, 2), Token).ShouldBeGreaterThan(95);
        told[^1].Accuracy.ShouldBeGreaterThan(95);
    }

    [Fact]
    public void A_training_that_diverges_stops_and_says_so()
    {
        var builder = new GraphBuilder(new TensorShape(1, 4, 4));
        Graph graph = builder.Build(builder.Linear(builder.Relu(builder.Linear(builder.Input, "hidden", 8)), "linear", 2));
        var options = new TrainingOptions { Epochs = 50, BatchSize = 8, LearningRate = 1e6 };

        TrainingResult result = _trainer.Train(graph, WeightInitialization.KaimingNormal(graph, 1, 0), ListedImages.Halves(40, 1), options, token: Token);

        result.Status.ShouldBe(TrainingStatus.Diverged);
        result.Epochs.Count.ShouldBeLessThan(50);
        result.Epochs.ShouldAllBe(epoch => double.IsFinite(epoch.Loss));
    }

    [Fact]
    public void A_last_step_that_leaves_no_finite_weights_counts_as_diverged()
    {
        var builder = new GraphBuilder(new TensorShape(1, 4, 4));
        Graph graph = builder.Build(builder.Linear(builder.Input, "linear", 2));
        var options = new TrainingOptions { BatchSize = 8, LearningRate = 1e39 };

        TrainingResult result = _trainer.Train(graph, WeightInitialization.KaimingNormal(graph, 1, 0), ListedImages.Halves(8, 1), options, token: Token);

        result.Status.ShouldBe(TrainingStatus.Diverged);
    }

    [Fact]
    public void A_training_can_be_cancelled_between_steps()
    {
        using var source = new CancellationTokenSource();
        Graph graph = Network(4);
        int epochs = 0;
        void Cancel(EpochResult epoch)
        {
            epochs = epoch.Epoch;
            source.Cancel();
        }

        Should.Throw<OperationCanceledException>(() => _trainer.Train(
            graph,
            WeightInitialization.KaimingNormal(graph, 1, 0),
            ListedImages.Halves(40, 1),
            new() { Epochs = 9, BatchSize = 8 },
            onEpoch: Cancel,
            token: source.Token));
        epochs.ShouldBe(1);
    }

    [Fact]
    public void Images_left_over_by_the_last_whole_batch_wait_for_another_epoch()
    {
        Graph graph = Network(4);
        float[] initial = WeightInitialization.KaimingNormal(graph, 1, 0);
        TrainingResult result = _trainer.Train(graph, initial, ListedImages.Halves(39, 1), new() { BatchSize = 16 }, token: Token);
        double images = result.Epochs.Single().Accuracy / 100 * 32;
        images.ShouldBe(Math.Round(images), 1e-9);
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        ListedImages data = ListedImages.Halves(10, 1);
        Graph graph = Network(4);
        var builder = new GraphBuilder(new TensorShape(3, 4, 4));
        Graph coloured = builder.Build(builder.Linear(builder.Input, "linear", 2));
        builder = new GraphBuilder(new TensorShape(1, 4, 4));
        Graph many = builder.Build(builder.Linear(builder.Input, "linear", 5));

        Should.Throw<DatasetException>(() => _trainer.Train(graph, new float[graph.ParameterLength], data, new(), token: Token))
            .Message.ShouldBe("listed images: a batch of 64 is larger than the data, 10 images; use a batch of at most 10");
        Should.Throw<ArgumentException>(() => _trainer.Train(coloured, new float[coloured.ParameterLength], data, new() { BatchSize = 5 }, token: Token))
            .Message.ShouldBe("the network reads images of 3x4x4, those of listed images are 1x4x4");
        Should.Throw<ArgumentException>(() => _evaluator.Accuracy(many, new float[many.ParameterLength], new(0), data, Token))
            .Message.ShouldBe("the network has 5 outputs, listed images has 2 classes");
    }

    [Fact]
    public void Accuracy_counts_every_image_once_whatever_the_batches()
    {
        // The logits are the sums of the right and of the left half: a classifier of halves that is nearly always wrong.
        var builder = new GraphBuilder(new TensorShape(1, 4, 4));
        Graph graph = builder.Build(builder.Linear(builder.Input, "linear", 2));
        float[] weights = [.. Enumerable.Range(0, 32).Select(i => (i % 4 < 2) == (i >= 16) ? 1f : 0f), 0f, 0f];
        ListedImages data = ListedImages.Halves(150, 5);
        int right = 0;
        for (int n = 0; n < data.Count; n++)
        {
            ReadOnlySpan<byte> pixels = data.Pixels(n);
            int left = 0;
            for (int i = 0; i < 16; i++) left += i % 4 < 2 ? pixels[i] : -pixels[i];
            right += (left > 0 ? 1 : 0) == data.Label(n) ? 1 : 0;
        }

        _evaluator.Accuracy(graph, weights, new(0), data, Token).ShouldBe(100.0 * right / 150, 1e-9);
    }

    public void Dispose()
    {
        _trainer.Dispose();
        _evaluator.Dispose();
    }

    private static Graph Network(int channels)
    {
        var builder = new GraphBuilder(new TensorShape(1, 4, 4));
        int value = builder.BatchNorm(builder.Convolution(builder.Input, "conv", channels, Extent.Square(3), padding: Extent.Square(1)), "bn");
        return builder.Build(builder.Linear(builder.Relu(value), "linear", 2));
    }
}
