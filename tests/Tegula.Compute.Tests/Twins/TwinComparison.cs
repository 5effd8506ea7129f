using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;

namespace Tegula.Compute.Tests.Twins;

/// <summary>The one harness for operations: everything that the engine computes of a graph, on every vector width, against the scalar twin.</summary>
internal static class TwinComparison
{
    /// <summary>Asks for equal bits on all widths, and for the twin's results within <paramref name="tolerance"/> of each result's largest value.</summary>
    /// <remarks>The exact Jacobian is compared where the engine has one.</remarks>
    public static void Check(Graph graph, int batch, ulong seed, double tolerance = 5e-6, bool hasJacobian = true, float[]? dropPaths = null)
    {
        RandomValues values = RandomValues.For(graph, batch, seed);
        Dictionary<string, float[]>? plain = null;
        foreach (int width in EngineRun.Widths.Reverse())
        {
            Dictionary<string, float[]> results = Results(graph, batch, width, values, hasJacobian, dropPaths);
            if (plain is null) CheckAgainstTwin(graph, batch, values, results, tolerance, dropPaths);
            plain ??= results;
            foreach ((string name, float[] result) in results) result.ShouldHaveTheBitsOf(plain[name], $"{name} with {width} lanes");
        }
    }

    private static Dictionary<string, float[]> Results(Graph graph, int batch, int width, RandomValues values, bool hasJacobian, float[]? dropPaths)
    {
        using var engine = new EngineRun(graph, batch, width, values.Parameters, values.Images, dropPaths: dropPaths);
        var results = new Dictionary<string, float[]> { ["output"] = engine.Output };
        foreach (NormGradient mode in Enum.GetValues<NormGradient>())
            (results[$"gradient {mode}"], results[$"input gradient {mode}"]) = engine.Gradient(values.Cotangent, mode);
        float[][] samples = engine.GradientPerSample(values.Cotangent, NormGradient.FrozenStatistics);
        foreach ((int sample, float[] row) in samples.Index()) results[$"sample {sample}"] = row;
        foreach ((int sample, float[] row) in (hasJacobian ? engine.Jacobian() : []).Index()) results[$"row {sample}"] = row;
        return results;
    }

    private static void CheckAgainstTwin(
        Graph graph, int batch, RandomValues values, Dictionary<string, float[]> results, double tolerance, float[]? dropPaths)
    {
        var twin = new TwinNetwork(graph, batch, values.Parameters.ToDoubles(), values.Images.ToDoubles(), dropPaths: dropPaths?.ToDoubles());
        double[] cotangent = values.Cotangent.ToDoubles();
        results["output"].ShouldBeNear(twin.Output.Values, tolerance, "output");
        foreach (NormGradient mode in Enum.GetValues<NormGradient>())
        {
            (double[] gradient, double[] input) = twin.Gradient(cotangent, mode);
            results[$"gradient {mode}"].ShouldBeNear(gradient, tolerance, $"gradient {mode}");
            results[$"input gradient {mode}"].ShouldBeNear(input, tolerance, $"input gradient {mode}");
        }

        double[] ones = [.. cotangent.Select(_ => 1.0)];
        foreach (int sample in new[] { 0, batch / 2, batch - 1 }.Distinct())
        {
            results[$"sample {sample}"].ShouldBeNear(twin.GradientOfSample(cotangent, sample, NormGradient.FrozenStatistics), tolerance, $"sample {sample}");
            if (results.TryGetValue($"row {sample}", out float[]? row))
                row.ShouldBeNear(twin.GradientOfSample(ones, sample, NormGradient.BatchStatistics), tolerance, $"row {sample}");
        }
    }
}
