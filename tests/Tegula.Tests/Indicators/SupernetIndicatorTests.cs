using Tegula.Architectures;
using Tegula.Compute;
using Tegula.Indicators;
using Tegula.Networks;
using Tegula.Spaces;

namespace Tegula.Tests.Indicators;

/// <summary>A supernet with one operation left on each edge is its architecture: every indicator gives the same number.</summary>
public sealed class SupernetIndicatorTests
{
    private static readonly RandomImages Images = new(new(3, 16, 16), 60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Fidelity.Reference)]
    [InlineData(Fidelity.Fast)]
    public void On_nas_bench_201(Fidelity fidelity)
    {
        var options = Options(fidelity);
        using var cells = IndicatorSuite.ForNasBench201(Images, options);
        using var supernets = new IndicatorSuite<NasBench201Supernet>(Images, options, NasBench201SupernetNetworks.Instance);
        var random = new RandomStream(4, "cells");
        for (int i = 0; i < 6; i++)
        {
            NasBench201Cell cell = NasBench201Space.Instance.Sample(random);
            ShouldBeEqual(supernets.Score(NasBench201Supernet.Of(cell), Token), cells.Score(cell, Token));
        }
    }

    [Theory]
    [InlineData(Fidelity.Reference)]
    [InlineData(Fidelity.Fast)]
    public void On_the_darts_space(Fidelity fidelity)
    {
        var options = Options(fidelity);
        using var genotypes = new IndicatorSuite<DartsGenotype>(Images, options, DartsIndicatorNetworks.Instance);
        using var supernets = new IndicatorSuite<DartsSupernet>(Images, options, DartsSupernetNetworks.Instance);
        var random = new RandomStream(5, "genotypes");
        for (int i = 0; i < 3; i++)
        {
            DartsGenotype genotype = DartsSpace.Instance.Sample(random);
            ArchitectureScore score = genotypes.Score(genotype, Token);
            ShouldBeEqual(supernets.Score(DartsSupernet.Of(genotype), Token), score);
            score.Indicators["regions"].IsOk.ShouldBeTrue();
        }
    }

    [Fact]
    public void A_supernet_with_two_operations_scores_like_neither()
    {
        var options = Options(Fidelity.Fast);
        using var supernets = new IndicatorSuite<NasBench201Supernet>(Images, options, NasBench201SupernetNetworks.Instance);
        const string rest = "|+|nor_conv_3x3~0|skip_connect~1|+|skip_connect~0|none~1|nor_conv_1x1~2|";
        double[] kappas =
        [
            .. new[] { "|nor_conv_1x1~0", "|nor_conv_3x3~0", "|nor_conv_1x1,nor_conv_3x3~0" }
                .Select(first => supernets.Score(NasBench201Supernet.Parse(first + rest), Token).Indicators["kappa"].Value!.Value),
        ];
        kappas.ShouldBeUnique();
    }

    private static IndicatorOptions Options(Fidelity fidelity) => new() { Fidelity = fidelity, BatchSize = 6, Repeats = 1 };

    private static void ShouldBeEqual(ArchitectureScore one, ArchitectureScore other)
    {
        one.Indicators.Select(pair => (pair.Key, pair.Value.Status)).ShouldBe(other.Indicators.Select(pair => (pair.Key, pair.Value.Status)));
        foreach ((string id, IndicatorValue value) in other.Indicators)
        {
            if (value.IsOk)
                one.Indicators[id].Value!.Value.ShouldBe(value.Value!.Value, 1e-5 * Math.Abs(value.Value.Value), id);
        }
    }
}
