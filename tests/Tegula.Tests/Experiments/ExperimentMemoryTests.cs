using Tegula.Experiments;

namespace Tegula.Tests.Experiments;

public sealed class ExperimentMemoryTests
{
    public static TheoryData<string> Ids => [.. ExperimentRegistry.All.Select(experiment => experiment.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Killed_and_run_again_it_finds_the_same_and_makes_no_finished_part_twice(string id)
    {
        Experiment experiment = ExperimentRegistry.Get(id);
        ExperimentRequest request = SmallExperiments.Of(experiment, threads: 2);
        ExperimentResult expected = Run(experiment, request);
        const int finished = 4;
        var memory = new TestMemory { Most = finished };
        Should.Throw<Exception>(() => Run(experiment, request with { Memory = memory }));
        memory.Parts.Count.ShouldBe(finished);

        memory.Restart();
        ShouldBeSame(Run(experiment, request with { Memory = memory }), expected);
        memory.Kept.ShouldBePositive();
        memory.Parts.Count.ShouldBe(finished + memory.Kept);

        memory.Restart();
        ShouldBeSame(Run(experiment, request with { Memory = memory, Threads = 1 }), expected);
        memory.Kept.ShouldBe(0);
        memory.Replaced.ShouldBeEmpty();
    }

    [Fact]
    public void More_repeats_train_only_those_that_are_new()
    {
        Experiment experiment = ExperimentRegistry.Get("dag-convergence");
        ExperimentRequest two = SmallExperiments.Of(experiment, threads: 2);
        var memory = new TestMemory();
        Run(experiment, two with { Memory = memory });
        memory.Kept.ShouldBe(6);
        memory.Restart();
        ExperimentRequest three = two with { Settings = two.Settings with { Seeds = 3 } };
        ShouldBeSame(Run(experiment, three with { Memory = memory }), Run(experiment, three));
        memory.Kept.ShouldBe(3);
    }

    [Fact]
    public void Whatever_decides_the_numbers_is_part_of_the_key()
    {
        Experiment experiment = ExperimentRegistry.Get("dag-convergence");
        ExperimentRequest request = SmallExperiments.Of(experiment, threads: 2);
        request = request with { Settings = request.Settings with { Seeds = 1, Epochs = 1 } };
        ExperimentSettings settings = request.Settings;
        ExperimentRequest[] others =
        [
            request with { Seed = 8 },
            request with { Data = request.RequiredData with { Train = request.RequiredData.Test } },
            request with { Data = request.RequiredData with { Test = request.RequiredData.Train } },
            request with { Settings = settings with { Epochs = 2 } },
            request with { Settings = settings with { Images = 63 } },
            request with { Settings = settings with { TestImages = 31 } },
            request with { Settings = settings with { Batch = 15 } },
            request with { Settings = settings with { Width = 15 } },
            request with { Settings = settings with { LearningRates = [0.002] } },
        ];
        var memory = new TestMemory();
        foreach (ExperimentRequest other in others.Prepend(request))
        {
            memory.Restart();
            Run(experiment, other with { Memory = memory });
            memory.Kept.ShouldBe(3);
        }
    }

    [Fact]
    public void Experiments_share_trainings()
    {
        Experiment landscape = ExperimentRegistry.Get("cell-landscape");
        Experiment convergence = ExperimentRegistry.Get("cell-convergence");
        ExperimentRequest request = SmallExperiments.Of(landscape, threads: 2);
        var memory = new TestMemory();
        Run(landscape, request with { Memory = memory });
        memory.Kept.ShouldBe(6 * (2 + 3), "six trainings with their weights, three landscapes of each");
        memory.Restart();
        ExperimentRequest same = SmallExperiments.Of(convergence, threads: 2);
        ShouldBeSame(Run(convergence, same with { Memory = memory }), Run(convergence, same));
        memory.Kept.ShouldBe(0);
    }

    [Fact]
    public void A_training_whose_weights_nobody_kept_is_made_again_where_they_are_needed()
    {
        Experiment landscape = ExperimentRegistry.Get("cell-landscape");
        Experiment convergence = ExperimentRegistry.Get("cell-convergence");
        ExperimentRequest request = SmallExperiments.Of(landscape, threads: 2);
        var memory = new TestMemory();
        Run(convergence, SmallExperiments.Of(convergence, threads: 2) with { Memory = memory });
        memory.Kept.ShouldBe(6);
        ShouldBeSame(Run(landscape, request with { Memory = memory }), Run(landscape, request));
        memory.Replaced.Count.ShouldBe(6);
        memory.Parts.Count.ShouldBe(6 * (2 + 3));
    }

    [Fact]
    public void What_cannot_be_read_is_made_again()
    {
        Experiment experiment = ExperimentRegistry.Get("isometry-simulation");
        ExperimentRequest request = SmallExperiments.Of(experiment, threads: 1);
        request = request with { Settings = request.Settings with { Draws = 1 } };
        var memory = new TestMemory();
        ExperimentResult expected = Run(experiment, request with { Memory = memory });
        string[] parts = [.. memory.Parts.Keys.Order(StringComparer.Ordinal)];
        var damaged = new DamagedMemory(memory.Parts, new Dictionary<string, string> { [parts[0]] = "{", [parts[1]] = "null", [parts[2]] = "[1]" });
        ShouldBeSame(Run(experiment, request with { Memory = damaged }), expected);
        damaged.Kept.Order(StringComparer.Ordinal).ShouldBe(parts[..3]);
    }

    [Theory]
    [InlineData("cell-landscape")]
    [InlineData("cell-convergence")]
    [InlineData("dag-convergence")]
    public void A_check_refuses_what_a_run_would_refuse(string id)
    {
        Experiment experiment = ExperimentRegistry.Get(id);
        ExperimentRequest request = SmallExperiments.Of(experiment, threads: 1);
        experiment.Check(request);
        Refused(settings => settings with { Batch = 65 }).ShouldContain("--batch is 65, more than the 64 samples");
        if (request.Settings.Variants is not null) Refused(settings => settings with { Variants = 1_000 }).ShouldContain("variants");
        if (request.Settings.Points is not null) Refused(settings => settings with { Points = 4 }).ShouldContain("--points is 4, expected an odd number");

        string Refused(Func<ExperimentSettings, ExperimentSettings> change) =>
            Should.Throw<ExperimentException>(() => experiment.Check(request with { Settings = change(request.Settings) })).Message;
    }

    private static ExperimentResult Run(Experiment experiment, ExperimentRequest request) => experiment.Run(request, TestContext.Current.CancellationToken);

    private static void ShouldBeSame(ExperimentResult result, ExperimentResult expected)
    {
        result.Findings.ShouldBe(expected.Findings);
        result.Summary.Rows.SelectMany(row => row).ShouldBe(expected.Summary.Rows.SelectMany(row => row));
        result.Rows.Rows.SelectMany(row => row).ShouldBe(expected.Rows.Rows.SelectMany(row => row));
        result.Drawings.ShouldBe(expected.Drawings);
    }

    /// <summary>Finds other values for some parts.</summary>
    private sealed class DamagedMemory(IReadOnlyDictionary<string, string> parts, IReadOnlyDictionary<string, string> damaged) : IExperimentMemory
    {
        public List<string> Kept { get; } = [];

        public string? Find(string part) => damaged.GetValueOrDefault(part) ?? parts.GetValueOrDefault(part);

        public void Keep(string part, string value, TimeSpan duration)
        {
            value.ShouldBe(parts[part]);
            Kept.Add(part);
        }
    }
}
