using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Compute.Tests.Twins;

namespace Tegula.Compute.Tests.Goldens;

/// <summary>Single operations against PyTorch, on every vector width.</summary>
public sealed class OperationGoldenTests
{
    private const double Tolerance = 2e-6;
    private static readonly Lazy<GoldenFile> File = new(() => GoldenFile.Read("operations"));

    public static TheoryData<string, int> Cases => new(from golden in File.Value.Cases from width in EngineRun.Widths select (golden.Name, width));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Output_and_gradients_equal_PyTorch(string name, int width)
    {
        GoldenCase golden = File.Value.Cases.Single(item => item.Name == name);
        GoldenArray[] inputs = [.. golden.Arrays.Values.Where(array => IsInput(array.Name))];
        int batch = inputs[0].Shape[0];
        Graph graph = Build(golden, inputs);
        BatchNormStatistics? given = Running(golden);
        using var engine = new EngineRun(
            graph,
            batch,
            width,
            [.. graph.Parameters.SelectMany(parameter => ParameterValues(golden, parameter))],
            [.. inputs.SelectMany(input => input.BatchInnermost)],
            given is null ? BatchNormMode.BatchStatistics : BatchNormMode.GivenStatistics,
            given);
        golden["output"].ShouldMatch(GoldenArray.FromBatchInnermost(engine.Output, batch), Tolerance);

        float[] cotangent = golden["cotangent"].BatchInnermost;
        NormGradient mode = Statistics(golden) is null or "batch" ? NormGradient.BatchStatistics : NormGradient.FrozenStatistics;
        (float[] gradient, float[] inputGradient) = engine.Gradient(cotangent, mode);
        float[][] perSample = engine.GradientPerSample(cotangent, mode);
        foreach (Parameter parameter in graph.Parameters.Where(parameter => golden.Arrays.ContainsKey(GoldenName(parameter))))
        {
            Range range = parameter.Offset..(parameter.Offset + parameter.Length);
            golden[GoldenName(parameter) + "_gradient"].ShouldMatch(gradient[range], Tolerance);
            golden[GoldenName(parameter) + "_gradient_per_sample"].ShouldMatch([.. perSample.SelectMany(row => row[range])], Tolerance);
        }

        int first = 0;
        foreach (GoldenArray input in inputs)
        {
            golden[input.Name + "_gradient"].ShouldMatch(GoldenArray.FromBatchInnermost(inputGradient.AsSpan(first, input.Values.Length), batch), Tolerance);
            first += input.Values.Length;
        }
    }

    private static bool IsInput(string array) => array is "input" or "input_a" or "input_b" or "input_c";

    private static string? Statistics(GoldenCase golden) =>
        golden.Attributes.TryGetProperty("statistics", out System.Text.Json.JsonElement statistics) ? statistics.GetString() : null;

    private static Graph Build(GoldenCase golden, GoldenArray[] inputs)
    {
        int[] shape = [.. inputs[0].Shape, 1, 1];
        var builder = new GraphBuilder(new TensorShape(inputs.Sum(input => input.Shape[1]), shape[2], shape[3]));
        int source = builder.Input;
        return builder.Build(golden.Attributes.GetProperty("operation").GetString()! switch
        {
            "convolution" => builder.Convolution(
                source,
                "weight",
                golden["weight"].Shape[0],
                golden.Pair("kernel"),
                golden.Pair("stride"),
                golden.Pair("padding"),
                golden.Pair("dilation"),
                golden.Attributes.GetProperty("groups").GetInt32()),
            "linear" => builder.Linear(source, "linear", golden["weight"].Shape[0]),
            "batch_norm" => builder.BatchNorm(source, "bn", golden.Attributes.GetProperty("epsilon").GetSingle()),
            "relu" => builder.Relu(source),
            "relu6" => builder.Relu6(source),
            "elu" => builder.Elu(source),
            "average_pooling" => builder.AveragePool(source, golden.Pair("kernel"), golden.Pair("stride"), golden.Pair("padding")),
            "max_pooling" => builder.MaxPool(source, golden.Pair("kernel"), golden.Pair("stride"), golden.Pair("padding")),
            "global_average_pooling" => builder.GlobalAveragePool(source),
            "concat" => builder.Concat(Selections(builder, inputs)),
            "add" => builder.Add(Selections(builder, inputs)),
            "scale" => builder.Scale(source, golden.Attributes.GetProperty("factor").GetSingle()),
            string other => throw new NotSupportedException(other),
        });
    }

    // A graph has one input: all inputs' channels one after the other, taken apart again by 1 x 1 convolutions with one weight of 1 per channel: exact.
    private static int[] Selections(GraphBuilder builder, GoldenArray[] inputs) =>
        [.. inputs.Select(input => builder.Convolution(builder.Input, "select." + input.Name, input.Shape[1], Extent.Square(1)))];

    private static IEnumerable<float> ParameterValues(GoldenCase golden, Parameter parameter)
    {
        if (!parameter.Name.StartsWith("select.", StringComparison.Ordinal)) return golden[GoldenName(parameter)].Singles;
        GoldenArray[] inputs = [.. golden.Arrays.Values.Where(array => IsInput(array.Name))];
        int first = inputs.TakeWhile(input => "select." + input.Name != parameter.Name).Sum(input => input.Shape[1]);
        int channels = inputs.Sum(input => input.Shape[1]);
        return Enumerable.Range(0, parameter.Length).Select(i => i % channels == first + (i / channels) ? 1f : 0f);
    }

    private static string GoldenName(Parameter parameter) => parameter.Kind switch
    {
        ParameterKind.Scale => "gamma",
        ParameterKind.Shift => "beta",
        ParameterKind.Bias => "bias",
        _ => parameter.Name.StartsWith("select.", StringComparison.Ordinal) ? parameter.Name : "weight",
    };

    private static BatchNormStatistics? Running(GoldenCase golden)
    {
        if (Statistics(golden) != "running") return null;
        var given = new BatchNormStatistics(golden["gamma"].Shape[0]);
        for (int c = 0; c < given.Means.Length; c++)
        {
            given.Means[c] = golden.Attributes.GetProperty("running_mean")[c].GetDouble();
            given.Variances[c] = golden.Attributes.GetProperty("running_variance")[c].GetDouble();
        }

        return given;
    }
}
