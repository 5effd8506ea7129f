using System.Globalization;
using Spectre.Console;
using Tegula.Architectures;
using Tegula.Benchmarks;
using Tegula.Cli.Options;
using Tegula.Networks;
using Tegula.Search;

namespace Tegula.Cli.Output;

/// <summary>What <c>search</c> with several methods shows to people: one row per method, then what each found.</summary>
internal static class ComparisonView
{
    /// <summary>Prints the comparison.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="found">Results with an answer, and what was asked for.</param>
    /// <param name="table">Where to look up what the cells reach once trained; null for nowhere.</param>
    public static void Write(
        IAnsiConsole console, IReadOnlyList<(SearchResult<IArchitecture> Result, SearchRequest Request)> found, TabularBenchmark? table)
    {
        var indicators = found[0].Request.Scoring.Indicators;
        var datasets = table is null ? [] : TabularBenchmark.Datasets;
        var rows = new TextTable(
        [
            "method", ">steps", ">evaluations", ">borrowed", ">filtered", ">time alone", .. indicators.Select(id => $">{id}"), ">parameters",
            .. datasets.Select(dataset => $">{dataset} %"), .. table is null ? Array.Empty<string>() : [">regret"],
        ]);
        foreach (var (result, request) in found)
        {
            var accuracy = TableLookup.Accuracy(table, result.Answer!.Architecture);
            rows.Add(
            [
                request.Method,
                Count(result.History.Count),
                Count(result.Evaluations),
                Count(result.Borrowed),
                result.Filtered.ToString(CultureInfo.InvariantCulture),
                NumberText.Time(result.Cost),
                .. indicators.Select(id => NumberText.Short(result.Answer.Score.Indicators[id])),
                NumberText.Count(ArchitectureCost.Of(result.Answer.Architecture)!.Whole.Parameters),
                .. datasets.Select(dataset => Percent(accuracy?[dataset])),
                .. table is null ? Array.Empty<string>() : [Percent(accuracy is null ? null : table.Best(datasets[0]).Accuracy - accuracy[datasets[0]])],
            ]);
        }

        console.WriteLine();
        console.WriteLine(rows.ToString());
        foreach (var (result, request) in found)
            console.WriteLine($"  {request.Method}: {result.Answer!.Score.Architecture}");
        console.WriteLine();
        console.WriteLine("  One seed and one cache of scores for all; time alone counts what was borrowed from a method before as if it had been measured.");
    }

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Percent(double? value) => value?.ToString("F2", CultureInfo.InvariantCulture) ?? "";
}
