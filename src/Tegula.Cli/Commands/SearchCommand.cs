using System.CommandLine;
using Tegula.Architectures;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Indicators;
using Tegula.Networks;
using Tegula.Search;
using Tegula.Spaces;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula search</c>: finds a cell and says why.</summary>
internal static class SearchCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var defaults = new SearchRequest();
        var command = new ExampleCommand(
            "search",
            "Find a cell without training and say why it was chosen; Ctrl-C stops and answers with the best so far",
            "tegula search",
            "tegula search --method evolution --fidelity reference --data cifar10:data_batch_1.bin --table nasbench201.csv.gz --seed 1 --json");
        var method = Limits.OneOf([.. SearchMethods.All.Select(info => info.Id)], "--method", $"Search method (default {defaults.Method})");
        var objective = IndicatorList.Create("--objective", "Indicators whose ranks are summed (default teg, that is kappa,regions,mse)");
        var defaultSteps = string.Join(", ", SearchMethods.All.Select(info => $"{info.Id} {info.DefaultSteps}"));
        var steps = Limits.AtLeast(1, "--steps", $"Cells the method may ask for (default: {defaultSteps})");
        var table = new Option<string?>("--table") { Description = "Table of trained cells (CSV, plain or gzip) to look the answer up in", HelpName = "FILE" };
        command.Add(method);
        command.Add(objective);
        command.Add(steps);
        var filter = FilterOption.Create();
        command.Add(filter);
        command.Add(table);
        var scoring = new ScoringOptions(defaults.Scoring.Fidelity).AddTo(command);
        var output = new OutputOptions().AddTo(command);
        command.SetAction(result => Run(
            new()
            {
                Method = result.GetValue(method) ?? defaults.Method,
                Steps = result.GetValue(steps),
                FilterFraction = result.GetValue(filter),
                Scoring = scoring.Read(result, result.GetValue(objective) ?? IndicatorList.TegIndicators),
            },
            scoring.DataText(result),
            result.GetValue(table),
            output.Read(result)));
        return command;
    }

    private static int Run(SearchRequest request, string data, string? tableFile, OutputMode mode)
    {
        using var cancellation = new Cancellation();
        var table = TableLookup.Open(tableFile);
        var images = Datasets.DatasetSpec.Open(data);
        SearchResult<NasBench201Cell> result;
        using (var line = mode.ShowsProgress ? ProgressLine.OnTerminal() : null)
            result = NeuralSearch.Find(images, request, line is null ? null : line.Show, cancellation.Token);
        if (result.Answer is not { } answer)
            return WithoutAnswer(result, request);
        if (mode.Json)
            CliJson.Print(Report(result, request, data, TableLookup.Accuracy(table, answer.Architecture)));
        else
            SearchView.Write(Terminal.Create(mode), result, request, table);
        return result.Cancelled ? ExitCode.Cancelled : ExitCode.Done;
    }

    private static int WithoutAnswer(SearchResult<NasBench201Cell> result, SearchRequest request)
    {
        if (result.Cancelled)
            return ErrorLine.Write("cancelled before a cell could be measured", ExitCode.Cancelled);
        var values = result.History.SelectMany(trial => trial.Score.Indicators.Values);
        var reasons = string.Join(", ", values.Where(value => !value.IsOk).Select(value => IndicatorJson.StatusText(value.Status)).Distinct());
        return ErrorLine.Write(
            $"none of the {result.Evaluations} cells scored could be measured ({reasons}); --steps above {request.EffectiveSteps} may find one that can",
            ExitCode.Failed);
    }

    private static SearchReport Report(SearchResult<NasBench201Cell> result, SearchRequest request, string data, Dictionary<string, double>? accuracy)
    {
        var answer = result.Answer!;
        var cost = NetworkCost.Of(answer.Architecture, NasBench201Skeleton.Cifar10);
        return new()
        {
            Architecture = answer.Score.Architecture,
            Space = NasBench201Space.Instance.Id,
            Method = request.Method,
            Objective = request.Scoring.Indicators,
            Data = data,
            Fidelity = ScoringOptions.Name(request.Scoring.Fidelity),
            Repeats = request.Scoring.Repeats,
            Batch = request.Scoring.BatchSize,
            Seed = request.Scoring.Seed,
            Steps = result.History.Count,
            Evaluations = result.Evaluations,
            Cached = result.History.Count - result.Evaluations,
            Failed = result.Failed,
            Filtered = result.Filtered,
            Cancelled = result.Cancelled,
            Seconds = result.Elapsed.TotalSeconds,
            Indicators = IndicatorJson.Of(answer.Score),
            Ranks = result.Ranks.ToDictionary(rank => rank.Indicator, rank => new RankJson(rank.Rank, rank.Of)),
            Params = cost.Parameters,
            Macs = cost.Macs,
            Accuracy = accuracy,
        };
    }
}
