using Tegula.Architectures;
using Tegula.Architectures.Custom;
using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Datasets;
using Tegula.Networks;
using Tegula.Networks.Custom;
using Tegula.Spaces.Custom;
using Tegula.Tests.Architectures;
using Tegula.Tests.Architectures.Custom;

namespace Tegula.Tests.Networks.Custom;

public sealed class CustomNetworksTests
{
    private static readonly ImageShape Image = new(3, 8, 8);
    private static readonly CustomIndicatorNetworks Cells = new(CustomDefinitions.NasBench201);
    private static readonly CustomSupernetNetworks Supernets = new(CustomDefinitions.NasBench201);

    /// <summary>Equal nodes and equal names of parameters: equal weights, hence equal scores to the last bit.</summary>
    [Fact]
    public void Networks_of_the_spelled_space_are_those_of_NAS_Bench_201()
    {
        NasBench201IndicatorNetworks original = NasBench201IndicatorNetworks.Instance;
        (Cells.WholeSize, Cells.SmallSize, Cells.ProxySize).ShouldBe((original.WholeSize, original.SmallSize, original.ProxySize));
        foreach (NasBench201Cell cell in AllCells.InPlainOrder().Where((_, index) => index % 97 == 0))
        {
            CustomCell spelled = CustomDefinitions.Spelled(cell);
            Cells.DefectOf(spelled).ShouldBe(original.DefectOf(cell));
            if (original.DefectOf(cell) == NetworkDefect.InputIndependent)
                continue;
            GraphText.Of(Cells.Tangent(spelled, Image, 4)).ShouldBe(GraphText.Of(original.Tangent(cell, Image, 4)));
            GraphText.Of(Cells.Thin(spelled, 3)).ShouldBe(GraphText.Of(original.Thin(cell, 3)));
            GraphText.Of(Cells.Sized(spelled, Image, 4, new(5, 2))).ShouldBe(GraphText.Of(original.Sized(cell, Image, 4, new(5, 2))));
        }

        NasBench201Cell example = AllCells.InPlainOrder().ElementAt(13_579);
        var options = new NetworkOptions { Channels = 4, DropsPaths = true };
        GraphText.Of(ArchitectureNetwork.Build(CustomDefinitions.Spelled(example), Image, 3, options))
            .ShouldBe(GraphText.Of(ArchitectureNetwork.Build(example, Image, 3, options)));
    }

    [Fact]
    public void Networks_of_spelled_supernets_are_those_of_NAS_Bench_201()
    {
        NasBench201SupernetNetworks original = NasBench201SupernetNetworks.Instance;
        foreach (NasBench201Supernet supernet in RandomSupernets.Draw(30, 4).Append(NasBench201Supernet.Whole))
        {
            CustomSupernet spelled = CustomDefinitions.Spelled(supernet);
            Supernets.DefectOf(spelled).ShouldBe(original.DefectOf(supernet));
            if (original.DefectOf(supernet) == NetworkDefect.InputIndependent)
                continue;
            GraphText.Of(Supernets.Tangent(spelled, Image, 4)).ShouldBe(GraphText.Of(original.Tangent(supernet, Image, 4)));
            GraphText.Of(Supernets.Thin(spelled, 3)).ShouldBe(GraphText.Of(original.Thin(supernet, 3)));
        }
    }

    [Fact]
    public void Costs_of_the_spelled_space_are_those_of_the_benchmark_for_every_cell()
    {
        foreach (NasBench201Cell cell in AllCells.InPlainOrder().Where((_, index) => index % 5 == 0))
        {
            CustomCell spelled = CustomDefinitions.Spelled(cell);
            var cost = ArchitectureCost.Of(spelled);
            var original = ArchitectureCost.Of(cell);
            (cost!.Whole, cost.Live).ShouldBe((original!.Whole, original.Live), $"{cell}");
        }

        var example = NasBench201Cell.Parse("|nor_conv_3x3~0|+|none~0|nor_conv_1x1~1|+|skip_connect~0|none~1|nor_conv_3x3~2|");
        foreach (MacroSkeleton skeleton in MacroSkeleton.All.Where(item => item.NasBench201 is not null).Select(item => item.With(8, 2)))
        {
            var cost = ArchitectureCost.Of(CustomDefinitions.Spelled(example), skeleton);
            (cost!.Whole, cost.Live).ShouldBe((ArchitectureCost.Of(example, skeleton)!.Whole, ArchitectureCost.Of(example, skeleton)!.Live));
        }
    }

    /// <summary>For every output, reduction and stem: what is counted for the live part of a cell is what its network has.</summary>
    [Theory]
    [InlineData("", "", "")]
    [InlineData("", "reduction: residual-block", "")]
    [InlineData("", "reduction: pool", "")]
    [InlineData("output: last", "reduction: pool", "")]
    [InlineData("", "", "growth: 1")]
    public void Live_costs_are_those_of_the_network(string output, string reduction, string growth)
    {
        string text = CustomDefinitions.FullText;
        if (output.Length > 0)
            text = text.Replace("output: concatenate", output, StringComparison.Ordinal).Replace("nodes: 5", "nodes: 4", StringComparison.Ordinal);
        if (reduction.Length > 0)
            text = text.Replace("reduction: convolution", reduction, StringComparison.Ordinal);
        if (growth.Length > 0)
            text = text.Replace("growth: 3", growth, StringComparison.Ordinal);
        CustomSpaceDefinition definition = CustomSpaceReader.Parse(text[..text.IndexOf("constraints", StringComparison.Ordinal)], "x");
        var space = new CustomSpace(definition);
        var random = new RandomStream(5, "test");
        for (int i = 0; i < 40; i++)
        {
            CustomCell cell = space.Sample(random);
            var computation = CustomComputation.Of(cell);
            ArchitectureCost cost = ArchitectureCost.Of(cell)!;
            if (!computation.DependsOnInput)
            {
                cost.Live.ShouldBe(new NetworkCost(0, 0));
                continue;
            }

            Graph graph = CustomNetwork.Build(computation, new(1, 28, 36), 7, new(8, 3));
            long macs = graph.Nodes.Sum(node => node.Operation is ConvolutionOperation convolution ? (long)convolution.Weight.Length * node.Shape.Pixels : 0);
            new NetworkCost(graph.ParameterLength, macs).ShouldBe(cost.Live, $"{cell}");
            cost.Live!.Parameters.ShouldBeLessThanOrEqualTo(cost.Whole.Parameters);
            graph.Output.Shape.ShouldBe(new(7, 1, 1));
        }
    }

    [Fact]
    public void Every_operation_has_all_networks_of_the_indicators()
    {
        string operations = string.Join(", ", CustomDefinitions.BuiltInTypes.Select((type, index) => $"o{index}: {type.Type}"));
        foreach (string output in (string[])["last", "concatenate"])
        {
            CustomSpaceDefinition definition = CustomSpaceReader.Parse(
                $"name: every\ncell: {{nodes: 4, output: {output}}}\noperations: {{{operations}}}\nskeleton: {{channels: 6, cells: 1}}", "x");
            var networks = new CustomIndicatorNetworks(definition);
            for (int operation = 0; operation < definition.Operations.Length; operation++)
            {
                var cell = new CustomCell(definition, definition.Edges.Select(_ => operation));
                NetworkDefect defect = networks.DefectOf(cell);
                string type = definition.Operations[operation].Type;
                defect.ShouldBe(
                    type == "none" ? NetworkDefect.InputIndependent
                    : output == "last" && (type == "identity" || type.EndsWith("pool", StringComparison.Ordinal)) ? NetworkDefect.NoParameters
                    : NetworkDefect.None);
                if (defect == NetworkDefect.InputIndependent)
                {
                    Should.Throw<ArgumentException>(() => networks.Thin(cell, 3)).Message.ShouldContain("zero whatever its input");
                    continue;
                }

                networks.Tangent(cell, Image, 4).Output.Shape.ShouldBe(new(4, 1, 1));
                networks.Sized(cell, Image, 4, networks.ProxySize).Output.Shape.ShouldBe(new(4, 1, 1));
                Graph thin = networks.Thin(cell, 3);
                (thin.Output.Shape.Height, thin.Output.Shape.Width).ShouldBe((3, 3));
                Run(thin, 8).ShouldAllBe(value => float.IsFinite(value));
            }
        }
    }

    [Fact]
    public void Images_have_to_be_divisible_as_often_as_the_network_divides_them()
    {
        CustomCell cell = CustomDefinitions.Spelled(NasBench201Cell.Parse("|skip_connect~0|+|none~0|nor_conv_1x1~1|+|skip_connect~0|none~1|nor_conv_3x3~2|"));
        Cells.SizeMultiple.ShouldBe(4);
        Cells.Tangent(cell, new(3, 4, 12), 4).Output.Shape.ShouldBe(new(4, 1, 1));
        Should.Throw<ArgumentException>(() => Cells.Tangent(cell, new(3, 32, 30), 4)).Message
            .ShouldBe("images of 32x30 do not fit: the network divides rows and columns by 4, so that both must be multiples of it");
        new CustomIndicatorNetworks(CustomDefinitions.Small).SizeMultiple.ShouldBe(2);
    }

    /// <summary>An edge of skip and pool, by hand: half of either.</summary>
    [Fact]
    public void A_supernet_takes_the_mean_of_the_operations_of_an_edge()
    {
        CustomSpaceDefinition two = CustomSpaceReader.Parse("name: two\ncell: {nodes: 2}\noperations: {skip: identity, pool: average-pool, none: none}", "x");
        float[] Last(CustomCell cell) => LastChannel(new CustomIndicatorNetworks(two).Thin(cell, 3));
        float[] skip = Last(new(two, [0])), pool = Last(new(two, [1]));

        LastChannel(new CustomSupernetNetworks(two).Thin(CustomSupernet.Parse(two, "|skip~0|"), 3)).ShouldBe(skip);
        LastChannel(new CustomSupernetNetworks(two).Thin(CustomSupernet.Parse(two, "|pool~0|"), 3)).ShouldBe(pool);
        Graph mean = new CustomSupernetNetworks(two).Thin(CustomSupernet.Parse(two, "|skip,pool,none~0|"), 3);
        mean.Nodes.Single(node => node.Operation is ScaleOperation).Operation.ShouldBe(new ScaleOperation(1f / 3));
        mean.Nodes.Single(node => node.Operation is AddOperation).Inputs.Select(input => mean.Nodes[input].Operation.GetType().Name)
            .ShouldBe(["InputOperation", "AveragePoolOperation"]);
    }

    private static float[] Run(Graph graph, int batch)
    {
        var input = new float[graph.Input.Shape.Length * batch];
        new RandomStream(2, "test/noise").FillGaussian(input, 1);
        using var pass = new ForwardPass();
        pass.Run(ForwardPlan.Compile(graph, batch), WeightInitialization.KaimingNormal(graph, 1, 0), input);
        var output = new float[graph.Output.Shape.Length * batch];
        pass.ReadOutput(output);
        return output;
    }

    private static float[] LastChannel(Graph graph)
    {
        float[] output = Run(graph, 8);
        return output[^(graph.Output.Shape.Pixels * 8)..];
    }
}
