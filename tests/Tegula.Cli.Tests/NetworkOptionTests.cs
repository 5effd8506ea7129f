using System.Text.Json;

namespace Tegula.Cli.Tests;

/// <summary>Which network the baseline indicators look at.</summary>
public sealed class NetworkOptionTests
{
    private static readonly string[] Baselines = ["score", Shell.GoodCell, "--indicators", "synflow,swap,kappa", "--batch", "8", "--repeats", "1", "--json"];

    [Fact]
    public void The_small_one_is_the_default_and_the_whole_network_gives_baselines_other_values()
    {
        var small = Values();
        Values("--network", "small").ShouldBe(small);
        var whole = Values("--network", "whole");
        whole["synflow"].ShouldBeGreaterThan(small["synflow"]);
        whole["swap"].ShouldBeGreaterThanOrEqualTo(small["swap"]);
        whole["kappa"].ShouldBe(small["kappa"]);
    }

    [Fact]
    public void Another_word_is_refused_with_those_there_are()
    {
        var refused = Shell.Run([.. Baselines, "--network", "large"]);
        refused.ExitCode.ShouldBe(2);
        refused.Error.Trim().ShouldContain("--network 'large' is not available; available are small, whole");
        refused.Error.Trim().ShouldNotContain("\n");
    }

    [Fact]
    public void A_second_minibatch_that_the_data_does_not_hold_is_refused_in_one_line()
    {
        var refused = Shell.Run("score", Shell.GoodCell, "--indicators", "zico", "--batch", "100000");
        refused.ExitCode.ShouldBe(2);
        refused.Error.Trim().ShouldContain("a batch of 100,000 and a held-out batch of the same size need 200,000 images");
        refused.Error.Trim().ShouldNotContain("\n");
    }

    private static Dictionary<string, double> Values(params string[] more)
    {
        JsonElement score = Shell.Run([.. Baselines, .. more]).Json().GetProperty("scores")[0];
        return score.GetProperty("indicators").EnumerateObject().ToDictionary(item => item.Name, item => item.Value.GetProperty("value").GetDouble());
    }
}
