using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Spaces;

namespace Tegula.Tests.Search;

public sealed class ReferenceSampleTests : IDisposable
{
    private static readonly ImageDataset Images = DatasetSpec.Open("synthetic");
    private static readonly IndicatorOptions Options = new()
    {
        Fidelity = Fidelity.Fast,
        Repeats = 1,
        BatchSize = 8,
        Seed = 3,
        Indicators = ["kappa", "params", "effective-depth"],
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("tegula-reference").FullName;

    [Fact]
    public void It_holds_the_scores_of_the_sample_of_its_space()
    {
        var sample = Measured("nas-bench-201", 6);
        var architectures = SpaceRegistry.Get("nas-bench-201").Sample(6, 3);
        using var scorer = SpaceScorer.Of("nas-bench-201", Images, Options);
        var scores = scorer.Score(architectures, TestContext.Current.CancellationToken);
        sample.Scores.Select(score => score.Architecture).ShouldBe(architectures.Select(architecture => architecture.ToString()));
        sample.Scores.Select(score => score.Indicators["kappa"]).ShouldBe(scores.Select(score => score.Indicators["kappa"]));
    }

    [Fact]
    public void Written_and_read_again_it_gives_the_same_values_to_the_last_bit()
    {
        foreach (var space in SpaceRegistry.All.Select(space => space.Id))
        {
            var sample = ReferenceSample.Measure(
                space, Images, Options with { Indicators = ["params", "effective-depth", "macs"] }, 20, token: TestContext.Current.CancellationToken);
            var file = Path.Combine(_folder, space + ".json");
            sample.Save(file);
            var read = ReferenceSample.Load(file);
            read.RequireFit(space, Images, Options with { Indicators = ["macs", "params"], Threads = 2 });
            var combination = Combinations.Parse("log:params+effective-depth+macs:low");
            sample.Scores.ShouldAllBe(score => read.Value(combination, score).Equals(sample.Value(combination, score)));
            read.Scores.Select(score => score.Architecture).ShouldBe(sample.Scores.Select(score => score.Architecture));
            read.Version.ShouldBe(sample.Version);
        }

        Directory.GetFiles(_folder).Length.ShouldBe(2, "nothing half written stays behind");
    }

    [Fact]
    public void The_value_counts_those_beaten_and_half_of_those_equal()
    {
        var sample = Measured("nas-bench-201", 15);
        var combination = Combinations.Parse("sum:params");
        foreach (var score in sample.Scores)
        {
            double Of(ArchitectureScore one) => one.Indicators["params"].Value!.Value;
            var rank = 1 + sample.Scores.Count(other => Of(other) < Of(score)) + (sample.Scores.Count(other => Of(other).Equals(Of(score))) / 2.0);
            sample.Value(combination, score).ShouldBe(rank / 16, 1e-15);
        }
    }

    [Fact]
    public void A_sample_that_does_not_fit_the_request_is_refused_with_the_difference()
    {
        var sample = Measured("nas-bench-201", 2);
        sample.RequireFit("nas-bench-201", Images, Options);
        Refused(sample, "darts", Options, "is of space nas-bench-201, not darts");
        Refused(sample, "nas-bench-201", Options with { Indicators = ["kappa", "macs"] }, "lacks macs; it has kappa, params, effective-depth");
        Refused(sample, "nas-bench-201", Options with { Seed = 4 }, "seed 3, not 4");
        Refused(sample, "nas-bench-201", Options with { Fidelity = Fidelity.Reference }, "fidelity Fast, not Reference");
        Refused(sample, "nas-bench-201", Options with { Repeats = null }, "repeats 1, not unset");
        Refused(sample, "nas-bench-201", Options with { BatchSize = 16 }, "batchSize 8, not 16");
        Should.Throw<ReferenceSampleException>(() => (sample with { DataSha256 = new string('0', 64) }).RequireFit("nas-bench-201", Images, Options))
            .Message.ShouldContain("other images (synthetic, SHA-256 000000000000...)");
    }

    [Theory]
    [InlineData("", "line 1")]
    [InlineData("[]", "is no reference sample")]
    [InlineData("{}", "is no reference sample")]
    [InlineData("null", "holds no scores")]
    [InlineData("{\n\"space\": \"nas", "line 2")]
    public void A_file_that_is_no_sample_is_refused_in_one_line(string text, string words)
    {
        var file = Path.Combine(_folder, "wrong.json");
        File.WriteAllText(file, text);
        var message = Should.Throw<ReferenceSampleException>(() => ReferenceSample.Load(file)).Message;
        message.ShouldContain("wrong.json");
        message.ShouldContain(words);
        message.ShouldNotContain('\n');
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Refused(ReferenceSample sample, string space, IndicatorOptions options, string words) =>
        Should.Throw<ReferenceSampleException>(() => sample.RequireFit(space, Images, options)).Message.ShouldContain(words);

    private static ReferenceSample Measured(string space, int size) =>
        ReferenceSample.Measure(space, Images, Options, size, token: TestContext.Current.CancellationToken);
}
