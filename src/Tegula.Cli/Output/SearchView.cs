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
    public static void Write(IAnsiConsole console, SearchResult<IArchitecture> result, SearchRequest request, TabularBenchmark? table)
    {
        var answer = result.Answer!;
        console.WriteLine();
        console.WriteLine($"  {answer.Score.Architecture}", new Style(decoration: Decoration.Bold));
        console.WriteLine();
        GraphDiagramView.Write(console, answer.Architecture);
        console.WriteLine();
        console.WriteLine(Numbers(result, request).ToString());
        WriteCost(console, answer.Architecture);
        WriteFront(console, result);
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
        var terms = indicators.Count == 1 ? indicators[0] : $"{string.Join(", ", indicators.SkipLast(1))} and {indicators[^1]}";
        return request.Method switch
        {
            SearchMethods.Reinforce or SearchMethods.FpNas => $"Chosen because the policy that learned from {terms} makes it the most likely one.",
            SearchMethods.Pruning => $"Chosen because each operation pruned from the supernet was the one that {terms} could best do without.",
            SearchMethods.Pareto => $"Chosen out of the front, which nothing scored beats in {terms}, by the {Best(request)}.",
            _ when indicators.Count == 1 => $"Chosen because no other {Group(request)} is better in {terms}.",
            _ when request.Objective?.Aggregation == Aggregation.LogRank =>
                $"Chosen because the logarithms of its ranks in {terms} (rank n of n is best) add up to more than those of any other {Group(request)}.",
            _ when request.Objective?.Terms.Any(term => term.Weight != 1) == true =>
                $"Chosen because its weighted ranks in {terms} add up to less than those of any other {Group(request)}.",
            _ => $"Chosen because its ranks in {terms} add up to less than those of any other {Group(request)}.",
        };
    }

    /// <summary>What the search took.</summary>
    internal static string Effort(SearchResult<IArchitecture> result, SearchRequest request)
    {
        var stopped = result.Stop switch
        {
            StopReason.Cancelled => $" of {request.EffectiveSteps} (stopped early: best so far)",
            StopReason.Time => $" of {request.EffectiveSteps} (time is up)",
            StopReason.Spread => $" of {request.EffectiveSteps} (its {SearchMethods.Get(request.Method).Spread} stopped falling)",
            _ => "",
        };
        var filtered = request.FilterFraction is null
            ? ""
            : $"{result.Filtered} turned away by the filter ({result.Spared} distinct, some {NumberText.Time(result.SparedTime)} spared), ";
        var over = request.MaxParameters is null && request.MaxMacs is null ? "" : $"{result.OverBudget} over budget, ";
        return $"{SearchMethods.Get(request.Method).Name}, {result.History.Count} steps{stopped}: {result.Evaluations} scored, "
            + $"{result.History.Count(trial => trial.Cached)} known already, {result.Failed} failed, {filtered}{over}{NumberText.Time(result.Elapsed)}.";
    }

    private static string Best(SearchRequest request) =>
        request.Objective?.Aggregation == Aggregation.LogRank ? "highest sum of logarithms of ranks" : "smallest sum of ranks";

    private static string Group(SearchRequest request) => request.Method == SearchMethods.Evolution ? "cell of the final population" : "cell that was scored";

    private static string Accuracy(TabularBenchmark table, IArchitecture architecture)
    {
        if (TableLookup.Accuracy(table, architecture) is not { } accuracy)
            return "the table does not hold this cell";
        var texts = accuracy.Select(pair =>
            $"{pair.Key} {pair.Value.ToString("F2", CultureInfo.InvariantCulture)} % "
            + $"(regret {(table.Best(pair.Key).Accuracy - pair.Value).ToString("F2", CultureInfo.InvariantCulture)})");
        return $"trained 200 epochs, test accuracy: {string.Join(", ", texts)}";
    }

    private static void WriteCost(IAnsiConsole console, IArchitecture architecture)
    {
        var cost = ArchitectureCost.Of(architecture)!;
        console.WriteLine($"  as {cost.Network}: {NumberText.Count(cost.Whole.Parameters)} parameters, {NumberText.Count(cost.Whole.Macs)} MACs");
    }

    private static void WriteFront(IAnsiConsole console, SearchResult<IArchitecture> result)
    {
        if (result.Front.Count == 0)
            return;
        var indicators = result.Ranks.Select(rank => rank.Indicator).ToList();
        var table = new TextTable(["front", .. indicators.Select(id => $">{id}")]);
        foreach (var member in result.Front)
            table.Add([member.Score.Architecture, .. indicators.Select(id => NumberText.Short(member.Score.Indicators[id]))]);
        console.WriteLine();
        console.WriteLine(table.ToString());
    }

    private static TextTable Numbers(SearchResult<IArchitecture> result, SearchRequest request)
    {
        var table = new TextTable("indicator", "what it is", ">mean ± sd", ">rank", "better");
        foreach (var rank in result.Ranks)
        {
            var info = IndicatorRegistry.Get(rank.Indicator);
            var direction = request.Objective!.Terms.First(term => term.Indicator == rank.Indicator).Direction;
            var value = NumberText.Spread(result.Answer!.Score.Indicators[rank.Indicator]);
            table.Add(info.Id, info.Name, value, $"{rank.Rank} of {rank.Of}", direction == Direction.LowerIsBetter ? "low" : "high");
        }

        return table;
    }
}
