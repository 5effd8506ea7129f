using System.Globalization;
using Spectre.Console;
using Tegula.Architectures;
using Tegula.Benchmarks;
using Tegula.Cli.Options;
using Tegula.Indicators;
using Tegula.Networks;
using Tegula.Search;

namespace Tegula.Cli.Output;

/// <summary>What <c>search</c> shows to people: the cell, its numbers, why it was chosen, and what it took.</summary>
internal static class SearchView
{
    /// <summary>Prints the result.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="result">A result with an answer.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="table">Where to look up what the cell reaches once trained; null for nowhere.</param>
    public static void Write(IAnsiConsole console, SearchResult<NasBench201Cell> result, SearchRequest request, TabularBenchmark? table)
    {
        var answer = result.Answer!;
        console.WriteLine();
        console.WriteLine($"  {answer.Score.Architecture}", new Style(decoration: Decoration.Bold));
        console.WriteLine();
        CellDiagramView.Write(console, answer.Architecture);
        console.WriteLine();
        console.WriteLine(Numbers(result).ToString());
        WriteCost(console, answer.Architecture);
        if (table is not null)
            console.WriteLine($"  {Accuracy(table, answer.Architecture)}");
        console.WriteLine();
        console.WriteLine($"  {Why(request)}");
        console.WriteLine($"  {Effort(result, request)}");
    }

    /// <summary>Why this cell and no other.</summary>
    internal static string Why(SearchRequest request)
    {
        var indicators = request.Scoring.Indicators;
        var group = request.Method == SearchMethods.Evolution ? "cell of the final population" : "cell that was scored";
        return indicators.Count == 1
            ? $"Chosen because no other {group} is better in {indicators[0]}."
            : $"Chosen because its ranks in {string.Join(", ", indicators.SkipLast(1))} and {indicators[^1]} add up to less than those of any other {group}.";
    }

    /// <summary>What the search took.</summary>
    internal static string Effort(SearchResult<NasBench201Cell> result, SearchRequest request)
    {
        var stopped = result.Cancelled ? $" of {request.EffectiveSteps} (stopped early: best so far)" : "";
        var filtered = request.FilterFraction is null ? "" : $"{result.Filtered} turned away by the filter, ";
        var cached = result.History.Count - result.Evaluations;
        return $"{SearchMethods.Get(request.Method).Name}, {result.History.Count} steps{stopped}: {result.Evaluations} cells scored, "
            + $"{cached} known already, {result.Failed} failed, {filtered}{NumberText.Time(result.Elapsed)}.";
    }

    private static string Accuracy(TabularBenchmark table, NasBench201Cell cell)
    {
        if (TableLookup.Accuracy(table, cell) is not { } accuracy)
            return "the table does not hold this cell";
        var texts = accuracy.Select(pair => $"{pair.Key} {pair.Value.ToString("F2", CultureInfo.InvariantCulture)} %");
        return $"trained 200 epochs, test accuracy: {string.Join(", ", texts)}";
    }

    private static void WriteCost(IAnsiConsole console, NasBench201Cell cell)
    {
        var cost = NetworkCost.Of(cell, NasBench201Skeleton.Cifar10);
        console.WriteLine($"  as CIFAR-10 network (C = 16, N = 5): {NumberText.Count(cost.Parameters)} parameters, {NumberText.Count(cost.Macs)} MACs");
    }

    private static TextTable Numbers(SearchResult<NasBench201Cell> result)
    {
        var table = new TextTable("indicator", "what it is", ">mean ± sd", ">rank", "better");
        foreach (var rank in result.Ranks)
        {
            var info = IndicatorRegistry.Get(rank.Indicator);
            var value = NumberText.Spread(result.Answer!.Score.Indicators[rank.Indicator]);
            table.Add(info.Id, info.Name, value, $"{rank.Rank} of {rank.Of}", info.Direction == Direction.LowerIsBetter ? "low" : "high");
        }

        return table;
    }
}
