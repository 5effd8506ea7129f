using Tegula.Architectures;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Spaces;
using Tegula.Tests.Indicators;

namespace Tegula.Tests.Search;

public sealed class SpaceScorerTests
{
    private static readonly RandomImages Images = new(new(3, 8, 8), 40);
    private static readonly IndicatorOptions Options = new() { Indicators = ["regions", "params"], Fidelity = Fidelity.Fast, Repeats = 1, BatchSize = 4 };

    public static TheoryData<string> Spaces => [.. SpaceRegistry.All.Select(space => space.Id)];

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Architectures_of_every_space_are_scored_in_their_order(string space)
    {
        IReadOnlyList<IArchitecture> sample = SpaceRegistry.Get(space).Sample(4, 3);
        using var scorer = SpaceScorer.Of(space, Images, Options);

        IReadOnlyList<ArchitectureScore> scores = scorer.Score([.. sample, sample[1]], TestContext.Current.CancellationToken);

        scores.Select(score => score.Architecture).ShouldBe([.. sample.Select(item => item.ToString()), sample[1].ToString()]);
        scores[4].Indicators.ShouldBe(scores[1].Indicators);
        using var alone = SpaceScorer.Of(space, Images, Options);
        alone.Score([sample[2]], TestContext.Current.CancellationToken)[0].Indicators.ShouldBe(scores[2].Indicators);
    }

    [Theory]
    [MemberData(nameof(Spaces))]
    public void A_sample_of_a_space_has_no_architecture_twice_and_begins_with_the_shorter_one(string space)
    {
        SpaceInfo info = SpaceRegistry.Get(space);
        IReadOnlyList<IArchitecture> sample = info.Sample(60, 9);
        sample.Distinct().Count().ShouldBe(60);
        info.Sample(20, 9).ShouldBe(sample.Take(20));
        sample.ShouldAllBe(architecture => info.Parse(architecture.ToString()!).Equals(architecture));
    }

    [Fact]
    public void A_space_does_not_give_more_than_it_holds() =>
        Should.Throw<ArgumentException>(() => SpaceRegistry.Get("nas-bench-201").Sample(15_626, 0)).Message.ShouldContain("more than the 15625 architectures");

    [Fact]
    public void An_architecture_of_another_space_is_refused()
    {
        using var scorer = SpaceScorer.Of("darts", Images, Options);
        IArchitecture cell = SpaceRegistry.Get("nas-bench-201").Sample(1, 0)[0];
        Should.Throw<ArgumentException>(() => scorer.Score([cell], TestContext.Current.CancellationToken))
            .Message.ShouldContain("is not an architecture of darts");
    }

    [Fact]
    public void The_darts_space_reads_published_cells_by_name() =>
        SpaceRegistry.Get("darts").Parse("darts").ShouldBe(PublishedCells.All.Single(cell => cell.Id == "darts").Genotype);

    [Fact]
    public void An_unknown_space_or_indicator_is_refused()
    {
        Should.Throw<ArgumentException>(() => SpaceScorer.Of("imagenet", Images, Options)).Message.ShouldContain("unknown space 'imagenet'");
        Should.Throw<ArgumentException>(() => SpaceScorer.Of("darts", Images, Options with { Indicators = ["kapa"] }))
            .Message.ShouldContain("unknown indicator 'kapa'");
    }
}
