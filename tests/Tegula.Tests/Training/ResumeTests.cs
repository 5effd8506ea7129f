using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Datasets;
using Tegula.Networks;
using Tegula.Training;

namespace Tegula.Tests.Training;

/// <summary>A training that goes on from a saved state ends with the bits of one that never stopped.</summary>
public sealed class ResumeTests : IDisposable
{
    private const int StepsPerEpoch = 5;
    private static readonly Graph Network = Build();
    private static readonly ListedImages Data = ListedImages.Halves(40, 1);
    private static readonly ListedImages HeldOut = ListedImages.Halves(24, 2);
    private readonly Trainer _trainer = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tegula-resume-");

    public static TheoryData<string, TrainingOptions> Recipes => new()
    {
        { "the defaults", new() },
        { "plain momentum", new() { Nesterov = false, Schedule = ScheduleKind.Constant } },
        {
            "adam with clipping",
            new() { Optimizer = OptimizerKind.Adam, LearningRate = 0.01, ClipNorm = 0.5, Schedule = ScheduleKind.Step, Milestones = [1, 2] }
        },
        { "squared error, smoothed", new() { Loss = LossKind.MeanSquaredError, LabelSmoothing = 0.1, LearningRate = 0.05 } },
        { "augmented images and dropped paths", new() { Augmentation = Augmentation.Parse("crop:1,flip,cutout:2"), DropPath = 0.4 } },
        { "an early stop that comes", new() { Patience = 1, LearningRate = 0.6, Epochs = 8 } },
        { "an early stop that does not come", new() { Patience = 4 } },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Recipes))]
    public void From_every_step_the_end_is_the_same(string name, TrainingOptions recipe)
    {
        TrainingOptions options = recipe with { BatchSize = 8, Epochs = Math.Max(recipe.Epochs, 4), Seed = 3 };
        var states = new List<TrainingState>();
        TrainingResult whole = Train(options, new() { Save = states.Add, SaveSteps = 1 });
        states.Select(state => state.Step).ShouldBe(Enumerable.Range(1, whole.Epochs.Count * StepsPerEpoch), name);
        var setup = TrainingSetup.Of("network", new(), Data, HeldOut, options);
        string file = Path.Combine(_folder.FullName, "a.tgc");
        foreach (TrainingState state in states)
        {
            new Checkpoint(setup, state).Write(file);
            var read = Checkpoint.Read(file);
            read.RequireSetup(setup, file);

            TrainingResult result = Train(options, new() { ResumeFrom = read.State });

            result.Weights.ShouldBe(whole.Weights, $"{name}, from step {state.Step}");
            result.Statistics.Means.ShouldBe(whole.Statistics.Means);
            result.Statistics.Variances.ShouldBe(whole.Statistics.Variances);
            result.Status.ShouldBe(whole.Status);
            result.BestEpoch.ShouldBe(whole.BestEpoch);
            result.Epochs.Select(epoch => epoch with { Seconds = 0 }).ShouldBe(whole.Epochs.Select(epoch => epoch with { Seconds = 0 }));
        }

        Directory.GetFiles(_folder.FullName).ShouldBe([file]);
    }

    [Fact]
    public void A_cancelled_training_saves_where_it_stood()
    {
        var options = new TrainingOptions { BatchSize = 8, Epochs = 3 };
        TrainingResult whole = Train(options, new());
        using var source = new CancellationTokenSource();
        TrainingState? saved = null;
        int steps = 0;
        var hooks = new TrainingHooks
        {
            Save = state => saved = state,
            OnStep = _ =>
            {
                if (++steps == 7) source.Cancel();
            },
        };
        Should.Throw<OperationCanceledException>(() => _trainer.Train(Network, Initial(), Data, options, HeldOut, null, hooks, source.Token));
        saved!.Step.ShouldBe(7);
        saved.Epochs.Count.ShouldBe(1);
        Train(options, new() { ResumeFrom = saved }).Weights.ShouldBe(whole.Weights);
    }

    [Fact]
    public void States_are_saved_at_the_end_of_epochs_or_every_so_many_steps_and_at_the_end()
    {
        int[] Saved(int? steps)
        {
            var states = new List<TrainingState>();
            Train(new() { BatchSize = 8, Epochs = 3 }, new() { Save = states.Add, SaveSteps = steps });
            return [.. states.Select(state => state.Step)];
        }

        Saved(null).ShouldBe([5, 10, 15]);
        Saved(4).ShouldBe([4, 8, 12, 15]);
        Should.Throw<ArgumentException>(() => new TrainingHooks { SaveSteps = 0 }).Message.ShouldBe("SaveSteps is 0, expected at least 1");
    }

    [Fact]
    public void A_state_of_another_network_or_optimiser_is_refused()
    {
        TrainingState? state = null;
        Train(new() { BatchSize = 8 }, new() { Save = saved => state = saved });
        MessageOf(new() { BatchSize = 8, Optimizer = OptimizerKind.Adam }, state!).ShouldStartWith("the optimiser remembers 2 x ");
        MessageOf(new() { BatchSize = 8 }, state! with { Weights = new float[3] }).ShouldEndWith(" weights, the state to go on from has 3");

        string MessageOf(TrainingOptions options, TrainingState from) =>
            Should.Throw<ArgumentException>(() => Train(options, new() { ResumeFrom = from })).Message;
    }

    public void Dispose()
    {
        _trainer.Dispose();
        _folder.Delete(recursive: true);
    }

    private static float[] Initial() => WeightInitialization.KaimingNormal(Network, 1, 0);

    private static Graph Build()
    {
        var builder = new GraphBuilder(new TensorShape(1, 4, 4));
        int value = builder.BatchNorm(builder.Convolution(builder.Input, "conv", 3, Extent.Square(3), padding: Extent.Square(1)), "bn");
        value = builder.Relu(value);
        int branch = builder.DropPath(builder.BatchNorm(builder.Convolution(value, "branch", 3, Extent.Square(1)), "branch.bn"));
        return builder.Build(builder.Linear(builder.Add(value, branch), "linear", 2));
    }

    private TrainingResult Train(TrainingOptions options, TrainingHooks hooks) =>
        _trainer.Train(Network, Initial(), Data, options, HeldOut, null, hooks, Token);
}
