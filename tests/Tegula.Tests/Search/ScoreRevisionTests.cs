using System.Security.Cryptography;
using System.Text;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Spaces;

namespace Tegula.Tests.Search;

/// <summary>The bits of scores belong to a revision: studies rely on it when they take a score that an older version has measured.</summary>
public sealed class ScoreRevisionTests
{
    [Theory]
    [InlineData("nas-bench-201", Fidelity.Fast, "1b58b80b0ccb3a8e")]
    [InlineData("nas-bench-201", Fidelity.Reference, "70ef775d41f08bf2")]
    [InlineData("darts", Fidelity.Fast, "546673036fae02a1")]
    public void Scores_have_the_bits_of_their_revision(string space, Fidelity fidelity, string expected)
    {
        var indicators = IndicatorRegistry.All.Select(info => info.Id)
            .Where(id => id != TrainedAccuracy.Id && IndicatorRegistry.ObjectionOf(space, [id]) is null).ToList();
        var options = new IndicatorOptions { Fidelity = fidelity, Repeats = 1, BatchSize = 8, Seed = 5, Indicators = indicators };
        using var scorer = SpaceScorer.Of(space, new SyntheticImageDataset(), options);
        var scores = scorer.Score(SpaceRegistry.Get(space).Sample(2, 5), TestContext.Current.CancellationToken);
        var text = string.Join('\n', scores.SelectMany(score => score.Indicators.Select(pair =>
            $"{score.Architecture} {pair.Key} {pair.Value.Status} {Bits(pair.Value.Value)} {Bits(pair.Value.Sd)}")));
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16].ShouldBe(
            expected,
            $"the bits of a score have changed: raise {nameof(ScoringContext)}.{nameof(ScoringContext.CurrentRevision)}, "
                + $"then write the new hash here; the scores are\n{text}");
    }

    [Fact]
    public void An_indicator_measured_alone_has_the_bits_that_it_has_among_others()
    {
        var options = new IndicatorOptions
        {
            Fidelity = Fidelity.Fast,
            Repeats = 1,
            BatchSize = 8,
            Seed = 5,
            Indicators = ["kappa", "mse", "naswot", "zen", "params"],
        };
        var cells = SpaceRegistry.Get("nas-bench-201").Sample(2, 6);
        using var together = SpaceScorer.Of("nas-bench-201", new SyntheticImageDataset(), options);
        var whole = together.Score(cells, TestContext.Current.CancellationToken);
        foreach (var id in options.Indicators)
        {
            using var alone = SpaceScorer.Of("nas-bench-201", new SyntheticImageDataset(), options with { Indicators = [id] });
            alone.Score(cells, TestContext.Current.CancellationToken).Select(score => score.Indicators[id])
                .ShouldBe(whole.Select(score => score.Indicators[id]));
        }
    }

    private static string Bits(double? value) => value is { } number ? $"{BitConverter.DoubleToInt64Bits(number):x16}" : "-";
}
