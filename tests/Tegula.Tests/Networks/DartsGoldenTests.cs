using System.Collections.Immutable;
using Tegula.Architectures;
using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Compute.Tests.Goldens;
using Tegula.Networks;

namespace Tegula.Tests.Networks;

/// <summary>DARTS networks on the engine against PyTorch's, from the same named weights.</summary>
public sealed class DartsGoldenTests
{
    private const double Tolerance = 1e-5;

    // A weight in front of a batch norm hardly has a gradient along itself; PyTorch's own single precision is off by up to 5.2e-5 there.
    private const double GradientTolerance = 3e-4;
    private static readonly Lazy<GoldenFile> Golden = new(() => GoldenFile.Read("darts_networks"));

    public static TheoryData<string> WholeNetworks => Names("network");

    public static TheoryData<string> ThinNetworks => Names("thin");

    [Theory]
    [MemberData(nameof(WholeNetworks))]
    public void Logits_gradients_and_tangent_kernels_are_those_of_PyTorch(string name)
    {
        GoldenCase golden = Case(name);
        Graph graph = IsSupernet(golden)
            ? DartsNetwork.Build(new DartsSupernet(SupernetCell(golden, 0), SupernetCell(golden, 1)), Skeleton(golden))
            : DartsNetwork.Build(Genotype(golden), Skeleton(golden));
        graph.Parameters.Select(parameter => "parameter/" + parameter.Name)
            .ShouldBe(golden.Arrays.Keys.Where(array => array.StartsWith("parameter/", StringComparison.Ordinal)), ignoreOrder: true);
        int batch = golden["images"].Shape[0];
        var forward = ForwardPlan.Compile(graph, batch, keepsActivations: true);
        using var pass = new ForwardPass();
        golden["logits"].ShouldMatch(GoldenArray.FromBatchInnermost(Output(pass, forward, golden), batch), Tolerance);

        var plan = JacobianPlan.Compile(forward, _ => true);
        using var tape = new ForwardTape();
        tape.Record(plan, pass);
        using var jacobian = new Jacobian();
        jacobian.Resize(batch, plan.RowCount, plan.Block);
        using var backward = new JacobianPass();
        for (int block = 0; block < plan.Blocks; block++)
            backward.Run(tape, block, jacobian);
        foreach (Parameter parameter in graph.Parameters)
        {
            IEnumerable<int> weights = Enumerable.Range(plan.Rows[parameter.Name], parameter.Length);
            golden["first_row/" + parameter.Name].ShouldMatch([.. weights.Select(weight => jacobian[0, weight])], GradientTolerance);
        }

        foreach (string kernel in new[] { "weights", "cells", "all" })
        {
            (int First, int Length)[] ranges =
                [.. graph.Parameters.Where(parameter => IsIn(kernel, parameter)).Select(parameter => (plan.Rows[parameter.Name], parameter.Length))];
            golden[$"gram/{kernel}"].ShouldMatch([.. GramMatrix.Of(jacobian, jacobian, ranges, ranges).Cast<double>()], Tolerance);
        }

        var gradientPlan = GradientPlan.Compile(forward, _ => true);
        using var gradientPass = new GradientPass();
        var gradient = new float[gradientPlan.RowCount];
        gradientPass.Run(gradientPlan, pass, [.. golden["logits"].Values.Select((_, i) => i % batch == 0 ? 1f : 0f)], NormGradient.BatchStatistics, gradient);
        foreach (Parameter parameter in graph.Parameters)
            golden["first_row/" + parameter.Name].ShouldMatch(gradient[parameter.Offset..(parameter.Offset + parameter.Length)], GradientTolerance);
    }

    [Theory]
    [MemberData(nameof(ThinNetworks))]
    public void Thin_networks_show_what_every_rectifier_of_PyTorch_sees(string name)
    {
        GoldenCase golden = Case(name);
        int batch = golden["images"].Shape[0];
        Graph graph = DartsNetwork.BuildThin(Genotype(golden), golden.Attributes.GetProperty("size").GetInt32());
        using var pass = new ForwardPass();
        golden["seen"].ShouldMatch(GoldenArray.FromBatchInnermost(Output(pass, ForwardPlan.Compile(graph, batch), golden), batch), Tolerance);
    }

    private static TheoryData<string> Names(string kind) =>
        [.. Golden.Value.Cases.Where(item => item.Attributes.GetProperty("kind").GetString() == kind).Select(item => item.Name)];

    private static GoldenCase Case(string name) => Golden.Value.Cases.Single(item => item.Name == name);

    private static bool IsSupernet(GoldenCase golden) => Edges(golden, 0).Concat(Edges(golden, 1)).Any(edge => edge.Operations.Length > 1);

    private static DartsGenotype Genotype(GoldenCase golden) => new(Cell(golden, 0), Cell(golden, 1));

    private static DartsCell Cell(GoldenCase golden, int cell)
    {
        (int Target, int Source, DartsOperation[] Operations)[] edges = [.. Edges(golden, cell)];
        return new(edges.Select(edge => new DartsEdge(edge.Operations.Single(), edge.Source)), edges.Select(edge => edge.Target).Distinct());
    }

    private static DartsSupernetCell SupernetCell(GoldenCase golden, int cell) =>
        new(Edges(golden, cell).Select(edge => new DartsSupernetEdge(edge.Target, edge.Source, edge.Operations)));

    private static IEnumerable<(int Target, int Source, DartsOperation[] Operations)> Edges(GoldenCase golden, int cell) =>
        from node in golden.Attributes.GetProperty("cell_nodes")[cell].EnumerateArray().Index()
        from edge in node.Item.EnumerateArray()
        select (node.Index + 2, edge[1].GetInt32(), edge[0].GetString()!.Split(',').Select(Operation).ToArray());

    private static DartsOperation Operation(string name) =>
        DartsOperations.TryParse(name, out DartsOperation operation) ? operation : throw new ArgumentException(name);

    private static DartsSkeleton Skeleton(GoldenCase golden)
    {
        int Number(string attribute) => golden.Attributes.GetProperty(attribute).GetInt32();
        return new()
        {
            Stem = golden.Attributes.GetProperty("stem").GetString() == "cifar" ? DartsStem.Cifar : DartsStem.ImageNet,
            StemMultiplier = Number("stem_multiplier"),
            Channels = Number("channels"),
            Cells = Number("cells"),
            Classes = Number("classes"),
            ImageSize = Number("size"),
            ReductionCells = [.. golden.Attributes.GetProperty("reductions").EnumerateArray().Select(item => item.GetInt32())],
        };
    }

    private static float[] Output(ForwardPass pass, ForwardPlan plan, GoldenCase golden)
    {
        float[] parameters = [.. plan.Graph.Parameters.SelectMany(parameter => golden["parameter/" + parameter.Name].Singles)];
        pass.Run(plan, parameters, golden["images"].BatchInnermost);
        var output = new float[plan.Graph.Output.Shape.Length * plan.Batch];
        pass.ReadOutput(output);
        return output;
    }

    private static bool IsIn(string kernel, Parameter parameter) => kernel switch
    {
        "weights" => parameter.Kind is ParameterKind.Convolution or ParameterKind.Scale or ParameterKind.Linear,
        "cells" => parameter.Name.StartsWith("cell", StringComparison.Ordinal),
        _ => true,
    };
}
