using Tegula.Architectures;
using Tegula.Architectures.Models;
using Tegula.Datasets;
using Tegula.Exchange.Tests.Networks;
using Tegula.Networks;

namespace Tegula.Exchange.Tests.PyTorch;

public sealed class PyTorchNetworkTests
{
    private const int Classes = 7;

    public static TheoryData<string> Operations => [.. OperationGraphs.All.Keys];

    [Fact]
    public void Two_hundred_cells_of_NAS_Bench_201_compute_what_the_engine_does()
    {
        foreach (ExportedNetwork network in DrawnNetworks.NasBench201(200))
            PyTorchComparison.ShouldBeTheSame(network, $"{network.Architecture}, {network.Origin}");
    }

    [Fact]
    public void Two_hundred_genotypes_of_DARTS_compute_what_the_engine_does()
    {
        foreach (ExportedNetwork network in DrawnNetworks.Darts(200))
            PyTorchComparison.ShouldBeTheSame(network, $"{network.Architecture}, {network.Origin}");
    }

    [Theory]
    [MemberData(nameof(SmallModels.All), MemberType = typeof(SmallModels))]
    public void Every_model_of_the_registry_computes_what_the_engine_does(string text)
    {
        IArchitecture model = ModelRegistry.Parse(text);
        ImageShape image = model is DenseNetMlp ? new(1, 4, 4) : new(3, 32, 32);
        PyTorchComparison.ShouldBeTheSame(DrawnNetworks.Of(ArchitectureNetwork.Fitted(model, image, Classes), image, Classes, new()), text);
    }

    [Theory]
    [InlineData("2_02_002", Activation.Relu)]
    [InlineData("1_01_222", Activation.Elu)]
    [InlineData("2_21_112", Activation.Relu)]
    [InlineData("1_11_111", Activation.Relu)]
    public void DAGs_compute_what_the_engine_does(string code, Activation activation) => PyTorchComparison.ShouldBeTheSame(
        DrawnNetworks.Of(DagArchitecture.Parse(code), new(2, 3, 3), Classes, new() { Width = 12, Activation = activation }), code);

    [Theory]
    [MemberData(nameof(Operations))]
    public void Every_operation_of_the_engine_computes_what_it_does_there(string name) =>
        PyTorchComparison.ShouldBeTheSame(DrawnNetworks.Of(OperationGraphs.All[name]), name, 3);

    [Fact]
    public void Random_graphs_compute_what_the_engine_does()
    {
        for (ulong seed = 0; seed < 300; seed++)
            PyTorchComparison.ShouldBeTheSame(DrawnNetworks.Of(RandomGraphs.Of(seed, 1 + (int)(seed % 14)), seed), $"seed {seed}");
    }

    [Fact]
    public void Whole_supernets_compute_what_the_engine_does()
    {
        PyTorchComparison.ShouldBeTheSame(DrawnNetworks.Of(NasBench201Supernet.Whole, new(3, 8, 8), 5, new() { Channels = 3, Cells = 1 }), "NAS-Bench-201");
        PyTorchComparison.ShouldBeTheSame(DrawnNetworks.Of(DartsSupernet.Whole, new(3, 8, 8), 5, new() { Channels = 4, Cells = 2 }), "DARTS");
    }

    [Fact]
    public void The_published_DARTS_cell_has_the_published_number_of_parameters()
    {
        PublishedCells.TryGet("darts", out PublishedCell? cell).ShouldBeTrue();
        DartsGenotype genotype = cell!.Genotype;
        var network = ExportedNetwork.Initialised(genotype, new(3, 32, 32), 10, new() { Channels = 36, Cells = 20, HasAuxiliaryHead = true });

        long counted = Runtimes.PyTorch.Evaluate(network, new float[network.Graph.Input.Shape.Length], 1).Parameters;

        counted.ShouldBe(3_349_342);
        counted.ShouldBe(ArchitectureCost.Of(genotype, MacroSkeleton.All.First(skeleton => skeleton.Id == "cifar10"), genotype.ToGraph())!.Whole.Parameters);
    }
}
