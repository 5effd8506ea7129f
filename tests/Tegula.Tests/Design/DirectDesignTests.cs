using Tegula.Architectures;
using Tegula.Architectures.Graphs;
using Tegula.Architectures.Models;
using Tegula.Design;
using Tegula.Topology;

namespace Tegula.Tests.Design;

public sealed class DirectDesignTests
{
    [Fact]
    public void Within_the_budget_of_network_A_there_is_a_network_nearer_to_the_mass_of_MobileNet_1_4_than_A()
    {
        // Table 2: reference 1807, network A 1654 with 3.7M parameters and 393M MACs.
        DesignRequest request = DesignRequest.Like("mobilenet-v2", new MobileNetV2(1.4)) with { MaxParameters = 3_800_000, MaxMacs = 400_000_000 };
        request.TargetMass!.Value.ShouldBe(1807, 1e-9);
        DesignResult found = DirectDesign.Find(request, TestContext.Current.CancellationToken);
        found.Candidates.Length.ShouldBe(10);
        foreach (DesignCandidate candidate in found.Candidates)
        {
            Math.Abs(candidate.NnMass - 1807).ShouldBeLessThanOrEqualTo(1807 - 1654);
            candidate.Parameters.ShouldBeLessThanOrEqualTo(3_800_000);
            candidate.Macs.ShouldBeLessThanOrEqualTo(400_000_000);
        }
    }

    [Fact]
    public void The_CNN_of_Table_1_with_5M_parameters_is_matched_at_its_width_within_its_cost()
    {
        var reference = new DenseNetCnn(40, 2, [60, 130, 170]);
        DesignRequest request = DesignRequest.Like("densenet-cnn", reference) with { MaxParameters = 5_019_894, MaxMacs = 794_345_472 };
        DesignCandidate best = DirectDesign.Find(request, TestContext.Current.CancellationToken).Candidates[0];
        best.NnMass.ShouldBe(755.3, 1);
        best.Parameters.ShouldBeLessThanOrEqualTo(5_019_894);
        best.Macs.ShouldBeLessThan(794_345_472);
        best.Architecture.ShouldBeOfType<DenseNetCnn>().WidthMultiplier.ShouldBe(2);
    }

    [Theory]
    [InlineData("mobilenet-v2", 1500, null, null)]
    [InlineData("mobilenet-v2", null, 3_000_000, 250_000_000)]
    [InlineData("densenet-cnn", 755, null, 700_000_000)]
    [InlineData("densenet-cnn", null, 1_000_000, null)]
    public void Candidates_carry_the_numbers_of_their_graphs_in_the_order_documented(string family, int? target, int? parameters, int? macs)
    {
        var request = new DesignRequest(family) { TargetMass = target, MaxParameters = parameters, MaxMacs = macs, Top = 25 };
        DesignResult found = DirectDesign.Find(request, TestContext.Current.CancellationToken);
        found.Candidates.Length.ShouldBe(25);
        found.Candidates.ShouldAllBe(candidate => candidate.Parameters <= (parameters ?? long.MaxValue) && candidate.Macs <= (macs ?? long.MaxValue));
        foreach (DesignCandidate candidate in found.Candidates)
        {
            ArchitectureGraph graph = ModelRegistry.Parse(candidate.Architecture.ToString()!).ToGraph();
            (candidate.NnMass, candidate.Parameters, candidate.Macs).ShouldBe((NnMass.Of(graph)!.Mass, graph.Parameters, graph.Macs));
        }

        found.Candidates.Select(candidate => candidate.Architecture.ToString()).ShouldBeUnique();
        found.Candidates.OrderBy(candidate => target is null ? -Math.Round(candidate.NnMass, 6) : Math.Round(Math.Abs(candidate.NnMass - target.Value)))
            .ThenBy(candidate => found.Candidates.Where(other => Width(other) == Width(candidate)).ToList().IndexOf(candidate))
            .ThenBy(candidate => candidate.Macs).ThenBy(candidate => candidate.Parameters)
            .ThenBy(candidate => candidate.Architecture.ToString(), StringComparer.Ordinal).ShouldBe(found.Candidates);
    }

    [Fact]
    public void Of_networks_equally_near_to_the_mass_of_a_reference_those_of_its_width_lead()
    {
        DesignRequest request = DesignRequest.Like("mobilenet-v2", new MobileNetV2(1.4)) with { MaxParameters = 3_800_000, MaxMacs = 400_000_000, Top = 50 };
        DesignResult found = DirectDesign.Find(request, TestContext.Current.CancellationToken);

        found.Candidates.ShouldAllBe(candidate => Math.Round(candidate.NnMass) == 1807);
        found.Candidates.Select(Width).ShouldBeInOrder(SortDirection.Descending);
        Width(found.Candidates[0]).ShouldBeGreaterThanOrEqualTo(1);
    }

    [Fact]
    public void The_best_MobileNet_is_what_comparing_all_graphs_finds()
    {
        // One width and every block count of the space on an image of 32 rows: stages 1 to 3 as in the answer, all 4 x 5 x 5 x 4 of the others.
        var request = new DesignRequest("mobilenet-v2") { TargetMass = 300, MaxMacs = 4_000_000, WidthMultipliers = [0.35], Classes = 10, Image = 32, Top = 1 };
        DesignCandidate best = DirectDesign.Find(request, TestContext.Current.CancellationToken).Candidates[0];
        var answer = (MobileNetV2)best.Architecture;
        var nearby =
            from fourth in Enumerable.Range(3, 5)
            from fifth in Enumerable.Range(2, 5)
            from sixth in Enumerable.Range(2, 5)
            from seventh in Enumerable.Range(1, 4)
            let network = answer with { Blocks = [.. answer.Blocks[..3], fourth, fifth, sixth, seventh] }
            let graph = network.ToGraph()
            where graph.Macs <= 4_000_000
            orderby Math.Round(Math.Abs(NnMass.Of(graph)!.Mass - 300)), graph.Macs, graph.Parameters, network.ToString()
            select network;
        nearby.First().ShouldBe(answer);
        (answer.Classes, answer.Image, answer.WidthMultiplier).ShouldBe((10, 32, 0.35));
    }

    [Fact]
    public void No_other_last_t_c_comes_nearer_to_the_target()
    {
        var request = new DesignRequest("densenet-cnn") { TargetMass = 400, WidthMultipliers = [1], Top = 200 };
        foreach (DesignCandidate candidate in DirectDesign.Find(request, TestContext.Current.CancellationToken).Candidates)
        {
            var network = (DenseNetCnn)candidate.Architecture;
            (int first, int second, int third) = (network.SkipCandidates[0], network.SkipCandidates[1], network.SkipCandidates[2]);
            second.ShouldBeInRange(first, 7 * first / 2);
            third.ShouldBeInRange(second, 5 * first);
            for (int other = Math.Max(second, third - 2); other <= Math.Min(third + 2, 5 * first); other++)
                Distance(new DenseNetCnn(network.Depth, 1, [first, second, other])).ShouldBeGreaterThanOrEqualTo(Distance(network) - 1e-9);
        }

        static double Distance(DenseNetCnn network) => Math.Abs(NnMass.Of(network.ToGraph())!.Mass - 400);
    }

    [Fact]
    public void The_same_request_gives_the_same_candidates()
    {
        var request = new DesignRequest("densenet-cnn") { TargetMass = 600, MaxParameters = 4_000_000 };
        DirectDesign.Find(request, TestContext.Current.CancellationToken).Candidates
            .ShouldBe(DirectDesign.Find(request, TestContext.Current.CancellationToken).Candidates);
    }

    [Fact]
    public void All_width_multipliers_and_block_counts_are_compared() =>
        DirectDesign.Find(new DesignRequest("mobilenet-v2") { TargetMass = 1807 }, TestContext.Current.CancellationToken)
            .Examined.ShouldBe(26 * 4 * 5 * 5 * 5 * 5 * 5 * 4);

    [Theory]
    [InlineData("mobilenet-v2", 100_000, null, "no mobilenet-v2 has at most 100,000 parameters; the nearest, mobilenet-v2:")]
    [InlineData("mobilenet-v2", 2_000_000, 1_000_000, "at most 2,000,000 parameters and 1,000,000 MACs")]
    [InlineData("densenet-cnn", null, 1_000_000, "the nearest, densenet-cnn:depth=13,wm=1,tc=0/0/0,seed=0, needs")]
    public void A_budget_that_nothing_meets_names_the_nearest_and_what_it_needs(string family, int? parameters, int? macs, string words)
    {
        var request = new DesignRequest(family) { TargetMass = 100, MaxParameters = parameters, MaxMacs = macs };
        string message = Should.Throw<DesignException>(() => DirectDesign.Find(request, TestContext.Current.CancellationToken)).Message;
        message.ShouldContain(words);
        message.ShouldNotContain("\n");
    }

    [Fact]
    public void The_nearest_to_a_budget_fits_when_given_what_it_needs()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        string message = Should.Throw<DesignException>(() => DirectDesign.Find(new("mobilenet-v2") { MaxParameters = 1_000_000 }, token)).Message;
        string needs = message.Split("needs ")[1].Split(" parameters")[0].Replace(",", "", StringComparison.Ordinal);
        DesignCandidate only = DirectDesign.Find(new("mobilenet-v2") { MaxParameters = long.Parse(needs) }, token).Candidates.ShouldHaveSingleItem();
        message.ShouldContain(only.Architecture.ToString()!);
    }

    [Fact]
    public void Wrong_requests_say_what_is_wrong()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        Should.Throw<DesignException>(() => DirectDesign.Find(new("resnet50") { TargetMass = 1 }, token)).Message.ShouldContain("densenet-cnn, mobilenet-v2");
        Should.Throw<DesignException>(() => DirectDesign.Find(new("mobilenet-v2"), token)).Message.ShouldContain("nothing to design for");
        Should.Throw<ArgumentException>(() => DirectDesign.Find(new("mobilenet-v2") { TargetMass = -1 }, token)).Message.ShouldContain("at least 0");
        Should.Throw<ArgumentException>(() => DirectDesign.Find(new("mobilenet-v2") { MaxMacs = 0 }, token)).Message.ShouldContain("at least 1");
        Should.Throw<ArgumentException>(() => DirectDesign.Find(new("mobilenet-v2") { TargetMass = 1, WidthMultipliers = [-1] }, token))
            .Message.ShouldContain("above 0");
        IArchitecture cell = NasBench201Cell.Parse("|none~0|+|none~0|none~1|+|none~0|none~1|none~2|");
        Should.Throw<DesignException>(() => DesignRequest.Like("mobilenet-v2", cell)).Message.ShouldContain("NN-Mass is not defined");
        Should.Throw<OperationCanceledException>(() => DirectDesign.Find(new("mobilenet-v2") { TargetMass = 1 }, new CancellationToken(canceled: true)));
    }

    private static double Width(DesignCandidate candidate) =>
        candidate.Architecture is MobileNetV2 mobile ? mobile.WidthMultiplier : ((DenseNetCnn)candidate.Architecture).WidthMultiplier!.Value;
}
