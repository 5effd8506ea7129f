using System.Collections.Immutable;
using Tegula.Architectures;
using Tegula.Architectures.Graphs;
using Tegula.Benchmarks;
using Tegula.Cli.Errors;
using Tegula.Drawing;
using Tegula.Search;

namespace Tegula.Cli.Output;

/// <summary>Pictures of what searches found and how.</summary>
internal static class SearchDrawing
{
    // The axis is logarithmic; an answer this close to the optimum counts as the optimum.
    private const double LeastRegret = 0.01;

    /// <summary>The cells of all answers; of a genotype both.</summary>
    public static string Cells(IReadOnlyList<(SearchResult<IArchitecture> Result, SearchRequest Request)> found) => ArchitectureDrawing.Of(
        "Cells found", [.. found.SelectMany(pair => Graphs(pair.Result.Answer!.Architecture, pair.Request.Method))]);

    /// <summary>Regret of the best cell so far on the table's first data set, over evaluations.</summary>
    /// <exception cref="UsageException">The table holds none of the cells.</exception>
    public static string Regret(IReadOnlyList<(SearchResult<IArchitecture> Result, SearchRequest Request)> found, TabularBenchmark table)
    {
        var dataset = TabularBenchmark.Datasets[0];
        var curves = found
            .Select(pair => (pair.Request.Method, Replay: SearchReplay.Of(pair.Result, table, dataset)))
            .Where(pair => pair.Replay is not null)
            .Select(pair => new Curve(pair.Method, Values(pair.Replay!)))
            .ToList();
        if (curves.Count == 0)
            throw new UsageException("--curve: the table holds none of the cells found");
        return CurveSvg.Write(
            curves,
            "Regret of what each method would have answered",
            $"{dataset} test accuracy after 200 epochs, percent points behind the best of the table; below {LeastRegret} is drawn there",
            "evaluations",
            "regret");
    }

    private static ImmutableArray<double> Values(SearchReplay replay)
    {
        var values = new double[replay.Curve[^1].Evaluations + 1];
        Array.Fill(values, double.NaN);
        foreach (var point in replay.Curve)
        {
            var regret = (point.Incumbent ?? point.BestSoFar) is { } accuracy ? Math.Max(LeastRegret, replay.Optimum - accuracy) : double.NaN;
            Array.Fill(values, regret, point.Evaluations, values.Length - point.Evaluations);
        }

        return [.. values];
    }

    private static IEnumerable<(string Name, ArchitectureGraph Graph)> Graphs(IArchitecture architecture, string method) =>
        architecture is DartsGenotype genotype
            ? [($"{method}: normal cell", genotype.Normal.ToGraph()), ($"{method}: reduction cell", genotype.Reduce.ToGraph())]
            : [($"{method}: {architecture}", architecture.ToGraph())];
}
