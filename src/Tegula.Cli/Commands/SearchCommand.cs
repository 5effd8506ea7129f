using System.CommandLine;
using Tegula.Architectures;
using Tegula.Benchmarks;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Search;
using Tegula.Spaces;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula search</c>: finds an architecture and says why; with several methods, compares them.</summary>
internal static class SearchCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new ExampleCommand(
            "search",
            "Find an architecture without training and say why it was chosen; Ctrl-C stops and answers with the best so far",
            "tegula search",
            "tegula search --method evolution --fidelity reference --data cifar10:data_batch_1.bin --table nasbench201.csv.gz --seed 1 --json",
            "tegula search --method random,evolution,reinforce --filter depth-width --table nasbench201.csv.gz --curve regret.svg",
            "tegula search --space darts --method prune --max-params 3.5M --svg cells.svg");
        var options = new SearchOptions().AddTo(command);
        var table = new Option<string?>("--table") { Description = "Table of trained cells (CSV, plain or gzip) to look the answers up in", HelpName = "FILE" };
        command.Add(table);
        var scoring = new ScoringOptions(new SearchRequest().Scoring.Fidelity).AddTo(command);
        var svg = new SvgOption("--svg", "Draw the cells found into a file that every browser shows").AddTo(command);
        var curve = new SvgOption("--curve", "Draw the regret against the table over evaluations into a file").AddTo(command);
        var output = new OutputOptions().AddTo(command);
        command.SetAction(result => Run(
            options.Read(result, scoring),
            scoring.DataText(result),
            result.GetValue(table),
            (svg.Read(result), curve.Read(result)),
            output.Read(result)));
        return command;
    }

    private static int Run(IReadOnlyList<SearchRequest> requests, string data, string? tableFile, (string? Cells, string? Curve) files, OutputMode mode)
    {
        if (tableFile is not null && requests[0].Space != NasBench201Space.Instance.Id)
            throw new UsageException($"--table holds cells of {NasBench201Space.Instance.Id}; leave it out with --space {requests[0].Space}");
        if (files.Curve is not null && tableFile is null)
            throw new UsageException("--curve draws what the table says; name one with --table FILE");
        foreach (var request in requests)
            NeuralSearch.Check(request);
        using var cancellation = new Cancellation();
        var table = TableLookup.Open(tableFile);
        var images = Datasets.DatasetSpec.Open(data);
        IReadOnlyList<SearchResult<IArchitecture>> results;
        using (var line = mode.ShowsProgress ? ProgressLine.OnTerminal() : null)
        {
            results = NeuralSearch.FindAll(
                images, [.. requests.Select(request => request with { KeepsIncumbents = table is not null })], line is null ? null : line.Show, cancellation.Token);
        }

        var found = results.Zip(requests, (result, request) => (Result: result, Request: request)).Where(pair => pair.Result.Answer is not null).ToList();
        if (found.Count == 0)
            return WithoutAnswer(results[0], requests[0]);
        Draw(found, table, files);
        Print(found, data, table, mode, alone: requests.Count == 1);
        return results.Any(result => result.Cancelled) ? ExitCode.Cancelled : ExitCode.Done;
    }

    private static void Print(
        List<(SearchResult<IArchitecture> Result, SearchRequest Request)> found, string data, TabularBenchmark? table, OutputMode mode, bool alone)
    {
        if (mode.Json && alone)
            CliJson.Print(SearchReport.Of(found[0].Result, found[0].Request, data, table));
        else if (mode.Json)
            CliJson.Print(new ComparisonReport([.. found.Select(pair => SearchReport.Of(pair.Result, pair.Request, data, table))]));
        else if (alone)
            SearchView.Write(Terminal.Create(mode), found[0].Result, found[0].Request, table);
        else
            ComparisonView.Write(Terminal.Create(mode), found, table);
    }

    private static void Draw(
        List<(SearchResult<IArchitecture> Result, SearchRequest Request)> found, TabularBenchmark? table, (string? Cells, string? Curve) files)
    {
        if (files.Cells is not null)
            SvgOption.Write(files.Cells, SearchDrawing.Cells(found));
        if (files.Curve is not null)
            SvgOption.Write(files.Curve, SearchDrawing.Regret(found, table!));
    }

    private static int WithoutAnswer(SearchResult<IArchitecture> result, SearchRequest request)
    {
        if (result.Cancelled)
            return ErrorLine.Write("cancelled before an architecture could be measured", ExitCode.Cancelled);
        var values = result.History.SelectMany(trial => trial.Score.Indicators.Values);
        var reasons = string.Join(", ", values.Where(value => !value.IsOk).Select(value => IndicatorJson.StatusText(value.Status)).Distinct());
        return ErrorLine.Write(
            $"none of the {result.Evaluations} cells scored could be measured ({reasons}); --steps above {request.EffectiveSteps} may find one that can",
            ExitCode.Failed);
    }
}
