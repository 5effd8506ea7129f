using Tegula.Architectures;
using Tegula.Architectures.Models;
using Tegula.Datasets;
using Tegula.Exchange.Tests.Networks;
using Tegula.Networks;

namespace Tegula.Exchange.Tests.Onnx;

public sealed class OnnxModelTests
{
    private const int Classes = 7;

    [Theory]
    [MemberData(nameof(SmallModels.All), MemberType = typeof(SmallModels))]
    public void Every_model_of_the_registry_computes_what_the_engine_does(string text)
    {
        IArchitecture model = ModelRegistry.Parse(text);
        ImageShape image = model is DenseNetMlp ? new(1, 4, 4) : new(3, 32, 32);
        OnnxComparison.ShouldBeTheSame(DrawnNetworks.Of(ArchitectureNetwork.Fitted(model, image, Classes), image, Classes, new()), text, 2);
    }

    [Theory]
    [InlineData("2_02_002", Activation.Relu)]
    [InlineData("1_01_222", Activation.Elu)]
    [InlineData("2_21_112", Activation.Relu)]
    [InlineData("1_11_111", Activation.Relu)]
    public void DAGs_compute_what_the_engine_does(string code, Activation activation) => OnnxComparison.ShouldBeTheSame(
        DrawnNetworks.Of(DagArchitecture.Parse(code), new(2, 3, 3), Classes, new() { Width = 12, Activation = activation }), code);

    [Fact]
    public void One_file_answers_batches_of_every_size()
    {
        DartsGenotype genotype = PublishedCells.All[0].Genotype;
        OnnxComparison.ShouldBeTheSame(DrawnNetworks.Of(genotype, new(3, 16, 16), 10, new() { Channels = 4, Cells = 3 }), "DARTS", 1, 2, 7, 64, 65, 3);
        OnnxComparison.ShouldBeTheSame(DrawnNetworks.Of(DagArchitecture.Parse("2_12_012"), new(2, 3, 3), 10, new() { Width = 12 }), "DAG", 1, 2, 7, 64, 65, 3);
    }

    [Fact]
    public void Random_weights_are_those_of_the_seed()
    {
        NasBench201Cell cell = NasBench201Cell.Parse("|nor_conv_3x3~0|+|skip_connect~0|nor_conv_1x1~1|+|none~0|avg_pool_3x3~1|nor_conv_3x3~2|");
        var options = new NetworkOptions { Channels = 4, Cells = 1 };
        var first = ExportedNetwork.Initialised(cell, new(3, 8, 8), 10, options, seed: 1);
        OnnxComparison.ShouldBeTheSame(first, "initialised");
        OnnxComparison.Write(ExportedNetwork.Initialised(cell, new(3, 8, 8), 10, options, seed: 2)).ShouldNotBe(OnnxComparison.Write(first));
    }
}
