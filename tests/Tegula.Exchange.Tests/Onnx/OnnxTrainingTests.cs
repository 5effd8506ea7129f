using Tegula.Architectures;
using Tegula.Compute.Graphs;
using Tegula.Datasets;
using Tegula.Exchange.Tests.Runtimes;
using Tegula.Networks;
using Tegula.Training;

namespace Tegula.Exchange.Tests.Onnx;

public sealed class OnnxTrainingTests
{
    [Fact]
    public void A_trained_network_keeps_its_accuracy()
    {
        var train = new ImageSubset(new SyntheticImageDataset(), [.. Enumerable.Range(0, 256)]);
        var test = new ImageSubset(SyntheticImageDataset.OpenTest(), [.. Enumerable.Range(0, 200)]);
        NasBench201Cell cell = NasBench201Cell.Parse("|nor_conv_3x3~0|+|skip_connect~0|nor_conv_1x1~1|+|skip_connect~0|avg_pool_3x3~1|nor_conv_3x3~2|");
        var options = new NetworkOptions { Channels = 4, Cells = 1, DropsPaths = true };
        Graph graph = ArchitectureNetwork.Build(cell, train.Shape, train.ClassCount, options);
        var recipe = new TrainingOptions { Epochs = 4, BatchSize = 32, DropPath = 0.1 };
        TrainingState? end = null;
        using var trainer = new Trainer();
        float[] start = WeightInitialization.Draw(WeightScheme.KaimingNormal, graph, 3, 0);
        trainer.Train(graph, start, train, recipe, hooks: new() { Save = state => end = state }, token: TestContext.Current.CancellationToken);
        var checkpoint = new Checkpoint(TrainingSetup.Of($"{cell}", options, train, null, recipe), end!);
        using var evaluator = new Evaluator();
        double accuracy = evaluator.Accuracy(graph, checkpoint.Weights, checkpoint.Statistics, test, TestContext.Current.CancellationToken);
        accuracy.ShouldBeGreaterThan(1.5 * 100 / train.ClassCount);

        var images = new float[test.Count * test.Shape.Length];
        for (int i = 0; i < test.Count; i++) test.ReadImage(i, images.AsSpan(i * test.Shape.Length, test.Shape.Length));
        byte[] model = OnnxComparison.Write(ExportedNetwork.Trained(checkpoint));
        var batch = new OnnxBatch(images, test.Count, test.Shape.Channels, test.Shape.Height, test.Shape.Width);
        float[] logits = OnnxRuntime.Evaluate(model, batch).Answers[0].Values;

        int right = logits.Chunk(test.ClassCount).Where((row, image) => Array.IndexOf(row, row.Max()) == test.Label(image)).Count();
        (100.0 * right / test.Count).ShouldBe(accuracy);
        OnnxStructure.Check(model).MetadataProps.ShouldContain(property => property.Key == "origin" && property.Value == "trained for 4 epochs");
    }
}
