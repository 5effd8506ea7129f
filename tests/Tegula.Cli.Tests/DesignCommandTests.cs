namespace Tegula.Cli.Tests;

public sealed class DesignCommandTests
{
    private const string Like14 = "design --family mobilenet-v2 --like mobilenet-v2:1.4 --max-params 3.8M --max-macs 400M";

    [Fact]
    public void Networks_like_MobileNet_1_4_are_at_least_as_near_as_the_published_one()
    {
        var report = Shell.Run([.. Like14.Split(' '), "--json", "--top", "5"]).Json();
        report.GetProperty("family").GetString().ShouldBe("mobilenet-v2");
        report.GetProperty("target").GetDouble().ShouldBe(1807, 1e-9);
        var reference = report.GetProperty("reference");
        reference.GetProperty("spec").GetString().ShouldBe("mobilenet-v2:1.4");
        reference.GetProperty("params").GetInt64().ShouldBe(6_108_776);
        reference.GetProperty("macs").GetInt64().ShouldBe(582_195_824);
        report.GetProperty("examined").GetInt64().ShouldBeGreaterThan(100_000);
        report.GetProperty("seconds").GetDouble().ShouldBePositive();
        report.GetProperty("perSecond").GetDouble().ShouldBeGreaterThan(1_000);
        report.GetProperty("candidates").GetArrayLength().ShouldBe(5);
        foreach (var candidate in report.GetProperty("candidates").EnumerateArray())
        {
            Math.Abs(candidate.GetProperty("nnMass").GetDouble() - 1807).ShouldBeLessThanOrEqualTo(1807 - 1654);
            candidate.GetProperty("params").GetInt64().ShouldBeLessThanOrEqualTo(3_800_000);
            candidate.GetProperty("macs").GetInt64().ShouldBeLessThanOrEqualTo(400_000_000);
        }
    }

    [Fact]
    public void The_topology_command_computes_the_same_numbers_for_a_candidate()
    {
        var candidate = Shell.Run("design", "--family", "densenet-cnn", "--nn-mass", "755", "--wm", "2", "--max-params", "5M", "--top", "1", "--json")
            .Json().GetProperty("candidates")[0];
        var spec = candidate.GetProperty("spec").GetString()!;
        spec.ShouldContain("wm=2");
        var item = Shell.Run("topology", spec, "--json").Json().GetProperty("items")[0];
        foreach (var field in (string[])["nnMass", "params", "macs"])
            item.GetProperty(field).GetRawText().ShouldBe(candidate.GetProperty(field).GetRawText());
    }

    [Fact]
    public void Without_a_target_the_highest_mass_in_the_budget_comes_first()
    {
        var report = Shell.Run("design", "--family", "mobilenet-v2", "--max-macs", "100M", "--json").Json();
        report.TryGetProperty("target", out _).ShouldBeFalse();
        report.TryGetProperty("reference", out _).ShouldBeFalse();
        report.GetProperty("maxMacs").GetInt64().ShouldBe(100_000_000);
        var masses = report.GetProperty("candidates").EnumerateArray().Select(candidate => candidate.GetProperty("nnMass").GetDouble()).ToList();
        masses.Count.ShouldBe(10);
        masses.ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public void People_see_a_table_with_the_reference_and_what_was_compared()
    {
        var result = Shell.Run(Like14.Split(' '));
        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.ShouldContain("mobilenet-v2 with NN-Mass near 1807, at most 3.80 M parameters and 400.00 M MACs");
        result.Output.ShouldContain("like");
        result.Output.ShouldContain("6.11 M");
        result.Output.ShouldContain("networks compared in");
        result.Output.ShouldContain("none was trained");
        Shell.Run([.. Like14.Split(' '), "--json"]).Json().GetProperty("candidates").EnumerateArray()
            .ShouldAllBe(candidate => result.Output.Contains(candidate.GetProperty("spec").GetString()!, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--nn-mass 100", "a family is missing", "densenet-cnn", "mobilenet-v2")]
    [InlineData("--family resnet --nn-mass 100", "--family 'resnet' is not available; available are densenet-cnn, mobilenet-v2")]
    [InlineData("--family mobilenet-v2", "there is nothing to design for", "--nn-mass M", "--like SPEC", "--max-params")]
    [InlineData("--family mobilenet-v2 --nn-mass 100 --like mobilenet-v2", "--nn-mass and --like both set the target")]
    [InlineData("--family mobilenet-v2 --nn-mass=-5", "--nn-mass must be a number of at least 0", "'-5'")]
    [InlineData("--family mobilenet-v2 --nn-mass many", "--nn-mass", "'many'")]
    [InlineData("--family mobilenet-v2 --max-params 0", "--max-params must be a count of at least 1", "3.8M", "'0'")]
    [InlineData("--family mobilenet-v2 --max-params 3.8X", "--max-params", "'3.8X'")]
    [InlineData("--family mobilenet-v2 --max-macs 9999999999G", "--max-macs", "'9999999999G'")]
    [InlineData("--family mobilenet-v2 --nn-mass 100 --top 0", "--top must be a whole number of at least 1, not '0'")]
    [InlineData("--family mobilenet-v2 --nn-mass 100 --width-mult 0", "--width-mult must be numbers above 0", "'0'")]
    [InlineData("--family mobilenet-v2 --like mobilnet-v2:1.4", "mobilnet-v2", "did you mean 'mobilenet-v2'")]
    [InlineData("--family densenet-cnn --like densenet-cnn:depth=40,wm=2,tc=60/-130/170", "tc is -130", "from 0")]
    [InlineData("--family densenet-cnn --like densenet-cnn:depth=10,wm=2,tc=60/130/170", "depth is 10", "at least 3 layers")]
    [InlineData("--family densenet-cnn --like densenet-cnn:depth=41,wm=2,tc=60/130/170", "depth 41 is not 3 d_c + 4", "40 and 43")]
    [InlineData("--family densenet-cnn --like 2_02_002", "NN-Mass is not defined for 2_02_002")]
    [InlineData("--family mobilenet-v2 --max-params 100k", "no mobilenet-v2 has at most 100,000 parameters; the nearest", "needs 1,395,144 parameters")]
    [InlineData("--family densenet-cnn --nn-mass 700 --max-params 1k --max-macs 2k", "at most 1,000 parameters and 2,000 MACs; the nearest")]
    public void A_wrong_request_gets_one_line(string args, params string[] words) => Shell.Run(["design", .. args.Split(' ')]).ShouldBeRefused(words);
}
