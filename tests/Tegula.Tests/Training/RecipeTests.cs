using System.Text.Json;
using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Compute.Tests.Goldens;
using Tegula.Training;

namespace Tegula.Tests.Training;

/// <summary>Whole trainings with other optimisers, schedules and losses, compared with PyTorch.</summary>
public sealed class RecipeTests
{
    private static readonly GoldenFile Goldens = GoldenFile.Read("recipes");

    public static TheoryData<string> Names => [.. Goldens.Cases.Select(golden => golden.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_training_is_that_of_pytorch(string name)
    {
        GoldenCase golden = Goldens.Cases.Single(item => item.Name == name);
        JsonElement recipe = golden.Attributes;
        double Number(string key, double otherwise) => recipe.TryGetProperty(key, out JsonElement value) ? value.GetDouble() : otherwise;
        int Whole(string key) => recipe.GetProperty(key).GetInt32();
        string Word(string key, string otherwise) => recipe.TryGetProperty(key, out JsonElement value) ? value.GetString()! : otherwise;
        var data = new ListedImages(
            new(1, Whole("size"), Whole("size")),
            [.. golden["pixels"].Values.Select(value => (byte)value)],
            [.. Enumerable.Range(0, Whole("images")).Select(i => i % Whole("classes"))],
            Whole("classes"),
            Number("mean", 0),
            Number("deviation", 0));
        var options = new TrainingOptions
        {
            Epochs = Whole("epochs"),
            BatchSize = Whole("batch"),
            Seed = (ulong)Whole("seed"),
            Optimizer = Enum.Parse<OptimizerKind>(Word("optimizer", "")),
            LearningRate = Number("rate", 0),
            Momentum = Number("momentum", 0),
            Nesterov = recipe.TryGetProperty("nesterov", out _),
            Beta1 = Number("beta1", 0.9),
            Beta2 = Number("beta2", 0.999),
            WeightDecay = Number("decay", 0),
            Schedule = Enum.Parse<ScheduleKind>(Word("schedule", "")),
            Milestones = recipe.TryGetProperty("milestones", out JsonElement epochs) ? [.. epochs.EnumerateArray().Select(epoch => epoch.GetInt32())] : [],
            StepFactor = Number("factor", 0.1),
            Loss = Enum.Parse<LossKind>(Word("loss", "CrossEntropy")),
            LabelSmoothing = Number("smoothing", 0),
            AuxiliaryWeight = Number("auxiliary", 0.4),
            ClipNorm = recipe.TryGetProperty("clip", out JsonElement clip) ? clip.GetDouble() : null,
        };
        Graph graph = Network(Whole("size"), Whole("hidden"), Whole("classes"), recipe.TryGetProperty("auxiliary", out _));
        using var trainer = new Trainer();

        TrainingResult result = trainer.Train(
            graph, GoldenNetwork.Parameters(graph, golden), data, options, token: TestContext.Current.CancellationToken);

        result.Status.ShouldBe(TrainingStatus.Completed);
        golden["losses"].ShouldMatch([.. result.Epochs.Select(epoch => epoch.Loss)], 5e-6);
        golden["weights"].ShouldMatch(result.Weights, 5e-6);
    }

    private static Graph Network(int size, int hidden, int classes, bool hasAuxiliary)
    {
        var builder = new GraphBuilder(new TensorShape(1, size, size));
        int value = builder.Relu(builder.Linear(builder.Input, "hidden", hidden));
        int own = builder.Linear(value, "classifier", classes);
        return builder.Build(hasAuxiliary ? builder.Concat(own, builder.Linear(value, "auxiliary", classes)) : own);
    }
}
