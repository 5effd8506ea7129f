using System.Text.Json;
using Tegula.Architectures;
using Tegula.Compute.Graphs;
using Tegula.Compute.Tests.Goldens;
using Tegula.Indicators.Baselines;
using Tegula.Networks;

namespace Tegula.Tests.Indicators.Baselines;

/// <summary>Every indicator of a network at initialisation against PyTorch, from the same random streams: weights, images and all.</summary>
public sealed class BaselineGoldenTests
{
    private static readonly Lazy<GoldenFile> Golden = new(() => GoldenFile.Read("baselines"));

    /// <summary>The Jacobians of layers have a golden file of their own.</summary>
    public static TheoryData<string, string> Values => new(
        from golden in Golden.Value.Cases
        from indicator in NetworkIndicators.All
        where indicator.Id != DynamicalIsometry.Id
        select (golden.Name, indicator.Id));

    public static TheoryData<string> Networks => [.. Golden.Value.Cases.Select(item => item.Name)];

    [Theory]
    [MemberData(nameof(Values))]
    public void Value_is_that_of_PyTorch(string network, string id)
    {
        GoldenCase golden = Case(network);
        INetworkIndicator indicator = NetworkIndicators.All.Single(item => item.Id == id);
        double expected = golden.Attributes.GetProperty("values").GetProperty(id).GetDouble();
        double value = indicator.ValueOf(Observe(golden, indicator));
        value.ShouldBe(expected, Tolerance(id) * Math.Abs(expected));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Fisher_information_is_that_of_PyTorch(string network)
    {
        GoldenCase golden = Case(network);
        NetworkObservation observation = Observe(golden, new Vkdnw());
        string[] tensors = [.. golden.Attributes.GetProperty("tensors").EnumerateArray().Select(item => item.GetString()!)];
        string[] own = [.. observation.Graph.Parameters.Select(parameter => parameter.Name)];
        own.ShouldBe(tensors, ignoreOrder: true);
        int[] places = [.. tensors.Select(tensor => Array.IndexOf(own, tensor))];

        double[,] information = observation.FisherInformation.ShouldNotBeNull();

        golden["fisher_information"].ShouldMatch([.. from row in places from column in places select information[row, column]], 1e-5);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Company_changes_no_bit(string network)
    {
        GoldenCase golden = Case(network);
        INetworkIndicator[] all = [.. NetworkIndicators.All];
        NetworkObservation together = Observe(golden, all);
        foreach (INetworkIndicator indicator in all) indicator.Of(Observe(golden, indicator)).ShouldBe(indicator.Of(together), indicator.Id);
    }

    // Counts of states are exact; GraSP is a difference over 1/64 of the weights; ZiCo divides by differences of gradients that may be rounding.
    private static double Tolerance(string id) => id switch
    {
        Swap.Id or Naswot.Id => 1e-12,
        Grasp.Id => 2e-3,
        Zico.Id => 1e-4,
        _ => 2e-6,
    };

    private static GoldenCase Case(string name) => Golden.Value.Cases.Single(item => item.Name == name);

    private static NetworkObservation Observe(GoldenCase golden, params INetworkIndicator[] indicators)
    {
        int Number(string attribute) => golden.Attributes.GetProperty(attribute).GetInt32();
        var images = new RandomImages(new(3, Number("size"), Number("size")), Number("images"));
        Graph graph = golden.Attributes.TryGetProperty("genotype", out JsonElement genotype)
            ? DartsNetwork.Build(DartsGenotype.Parse(genotype.GetString()!), Skeleton(golden))
            : GoldenNetwork.Build(golden);
        return Observations.Of(graph, images, Number("batch"), (ulong)Number("seed"), Number("repeat"), indicators);
    }

    private static DartsSkeleton Skeleton(GoldenCase golden)
    {
        int Number(string attribute) => golden.Attributes.GetProperty(attribute).GetInt32();
        return new()
        {
            Stem = DartsStem.Cifar,
            StemMultiplier = Number("stem_multiplier"),
            Channels = Number("channels"),
            Cells = Number("cells"),
            Classes = Number("classes"),
            ImageSize = Number("size"),
            ReductionCells = [.. golden.Attributes.GetProperty("reductions").EnumerateArray().Select(item => item.GetInt32())],
        };
    }
}
