using Tegula.Architectures;
using Tegula.Compute.Graphs;
using Tegula.Compute.Tests.Goldens;
using Tegula.Networks;

namespace Tegula.Tests.Networks;

/// <summary>Networks of the known families, and the auxiliary head of DARTS networks, against PyTorch's.</summary>
public sealed class ModelGoldenTests
{
    private const double Tolerance = 1e-5;
    private static readonly Lazy<GoldenFile> Golden = new(() => GoldenFile.Read("models"));

    public static TheoryData<string> Names => [.. Golden.Value.Cases.Select(item => item.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Logits_are_those_of_PyTorch(string name)
    {
        GoldenCase golden = Golden.Value.Cases.Single(item => item.Name == name);
        IArchitecture architecture = ArchitectureReader.Parse(golden.Attributes.GetProperty("text").GetString()!);
        int[] image = [.. golden.Attributes.GetProperty("image").EnumerateArray().Select(item => item.GetInt32())];
        NetworkOptions options = architecture is not DartsGenotype ? new() : new()
        {
            Channels = 2,
            Cells = 3,
            HasAuxiliaryHead = true,
            Stem = image[1] == 224 ? DartsStem.ImageNet : DartsStem.Cifar,
        };

        Graph graph = ArchitectureNetwork.Build(architecture, new(image[0], image[1], image[2]), golden.Attributes.GetProperty("classes").GetInt32(), options);

        golden["logits"].ShouldMatch(NamedNoise.Output(graph, golden["logits"].Shape[0]), Tolerance);
    }
}
