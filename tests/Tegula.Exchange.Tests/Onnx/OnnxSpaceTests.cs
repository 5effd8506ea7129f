using Tegula.Architectures;
using Tegula.Datasets;
using Tegula.Exchange.Tests.Networks;
using Tegula.Networks;

namespace Tegula.Exchange.Tests.Onnx;

public sealed class OnnxSpaceTests
{
    public static TheoryData<NasBench201Operation> CellOperations => [.. Enum.GetValues<NasBench201Operation>()];

    public static TheoryData<DartsOperation> GenotypeOperations => [.. Enum.GetValues<DartsOperation>().Where(operation => operation != DartsOperation.None)];

    [Fact]
    public void Two_hundred_cells_of_NAS_Bench_201_compute_what_the_engine_does()
    {
        foreach (ExportedNetwork network in DrawnNetworks.NasBench201(200))
            OnnxComparison.ShouldBeTheSame(network, $"{network.Architecture}, {network.Origin}", 2);
    }

    [Fact]
    public void Two_hundred_genotypes_of_DARTS_compute_what_the_engine_does()
    {
        foreach (ExportedNetwork network in DrawnNetworks.Darts(200)) OnnxComparison.ShouldBeTheSame(network, $"{network.Architecture}, {network.Origin}", 2);
    }

    [Theory]
    [MemberData(nameof(CellOperations))]
    public void Each_operation_of_a_NAS_Bench_201_cell_computes_what_the_engine_does(NasBench201Operation operation)
    {
        // A convolution beside it, so that the output depends on the image whatever the operation is.
        var cell = new NasBench201Cell(operation, operation, operation, NasBench201Operation.NorConv3x3, operation, operation);
        OnnxComparison.ShouldBeTheSame(DrawnNetworks.Of(cell, new(3, 12, 8), 5, new() { Channels = 4, Cells = 1 }), $"{cell}");
    }

    [Theory]
    [MemberData(nameof(GenotypeOperations))]
    public void Each_operation_of_a_DARTS_genotype_computes_what_the_engine_does(DartsOperation operation)
    {
        DartsEdge[] edges = [.. Enumerable.Range(0, 4).SelectMany(node => new[] { new DartsEdge(operation, 0), new DartsEdge(operation, node + 1) })];
        var cell = new DartsCell(edges, [2, 3, 4, 5]);
        OnnxComparison.ShouldBeTheSame(DrawnNetworks.Of(new DartsGenotype(cell, cell), new(3, 12, 8), 5, new() { Channels = 4, Cells = 3 }), operation.Name());
    }

    [Fact]
    public void Whole_supernets_compute_what_the_engine_does()
    {
        OnnxComparison.ShouldBeTheSame(DrawnNetworks.Of(NasBench201Supernet.Whole, new(3, 8, 8), 5, new() { Channels = 3, Cells = 1 }), "NAS-Bench-201");
        OnnxComparison.ShouldBeTheSame(DrawnNetworks.Of(DartsSupernet.Whole, new(3, 8, 8), 5, new() { Channels = 4, Cells = 2 }), "DARTS");
    }

    [Fact]
    public void Dropped_paths_and_the_auxiliary_head_are_left_out()
    {
        DartsGenotype genotype = PublishedCells.All[0].Genotype;
        var trained = new NetworkOptions { Channels = 4, Cells = 3, DropsPaths = true, HasAuxiliaryHead = true };
        var image = new ImageShape(3, 32, 32);

        var network = ExportedNetwork.Initialised(genotype, image, 10, trained, seed: 5);

        var plain = ExportedNetwork.Initialised(genotype, image, 10, trained with { DropsPaths = false, HasAuxiliaryHead = false }, seed: 5);
        OnnxComparison.Write(network).ShouldBe(OnnxComparison.Write(plain));
        OnnxComparison.ShouldBeTheSame(network, "with options of training");
    }
}
