using System.CommandLine;
using Tegula.Analysis;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Spaces;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula analyse ablation</c>: searches with every subset of some indicators.</summary>
internal static class AnalyseAblationCommand
{
    private const string IndicatorsName = "--indicators";
    private const string BesideName = "--beside";

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new ExampleCommand(
            "ablation",
            "What each indicator adds to a search: one method guided by every subset of them, over several seeds",
            "tegula analyse ablation --table nasbench201.csv.gz --svg ablation.svg",
            "tegula analyse ablation --table nasbench201.csv.gz --indicators naswot,synflow --method evolution --steps 300 --seeds 5 --json");
        var space = SpaceOption.Create("Search space");
        var method = Limits.OneOf(
            [.. SearchMethods.All.Select(info => info.Id)], "--method", $"Search method (default {SearchMethods.Reinforce}, as in the paper)");
        var steps = Limits.AtLeast(1, "--steps", "Architectures that each search may ask for (default: those of the method's source)");
        var seeds = Limits.AtLeast(1, "--seeds", $"Searches with each subset, from --seed on (default {IndicatorAblation.DefaultSeeds})");
        var indicators = PredictorList.Create(
            IndicatorsName,
            $"Up to {IndicatorAblation.MaxIndicators} indicators whose subsets guide the search (default {string.Join(',', Combinations.Teg.Indicators)})");
        var beside = PredictorList.Create(BesideName, "Single indicators to compare with, each alone, such as trained-accuracy or params");
        foreach (var option in new Option[] { space, method, steps, seeds, indicators, beside })
            command.Add(option);
        var table = new AccuracyLookup().AddTo(command);
        var scoring = new ScoringOptions(Fidelity.Fast).AddTo(command);
        var study = new ScoringStudyOptions("analyse-ablation").AddTo(command);
        var files = new AnalysisFiles().AddTo(command);
        var output = new OutputOptions().AddTo(command);
        command.SetAction(result =>
        {
            files.Read(result);
            table.Require(result, "an ablation compares what the answers reach once trained");
            var mode = output.Read(result);
            var ids = Ids(IndicatorsName, result.GetValue(indicators)) ?? [.. Combinations.Teg.Indicators];
            var request = new SearchRequest
            {
                Space = result.GetValue(space) ?? SpaceRegistry.All[0].Id,
                Method = result.GetValue(method) ?? SearchMethods.Reinforce,
                Steps = result.GetValue(steps),
                Scoring = scoring.Read(result, ids),
            };
            var others = Ids(BesideName, result.GetValue(beside)) ?? [];
            Check(request, [.. ids, .. others]);
            var accuracy = table.Read(result, SpaceRegistry.Get(request.Space));
            var data = scoring.OpenData(result);
            var count = result.GetValue(seeds) ?? IndicatorAblation.DefaultSeeds;
            using var cancellation = new Cancellation();
            using var progress = new CountProgress(mode);
            var found = study.Run(
                result,
                request.Space,
                (data, scoring.DataText(result)),
                request.Scoring,
                new Dictionary<string, string>
                {
                    ["method"] = request.Method,
                    ["steps"] = $"{request.EffectiveSteps}",
                    ["beside"] = string.Join(',', others),
                    ["seeds"] = $"{count}",
                },
                mode,
                provider =>
                {
                    var searches = new RepeatedSearches(data, accuracy) { Progress = progress.Show, Scores = provider };
                    SearchSummary[] summaries =
                    [
                        .. others.SelectMany(id => IndicatorAblation.Run(searches, request, [id], count, cancellation.Token)),
                        .. IndicatorAblation.Run(searches, request, ids, count, cancellation.Token),
                    ];
                    return summaries;
                });
            progress.Dispose();
            var report = SearchSummariesReport.Of(found, request, count);
            Write(files, mode, report);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(AnalysisFiles files, OutputMode mode, SearchSummariesReport report)
    {
        files.WriteSvg(() => SearchSummariesDrawing.Of(
            report,
            "What each indicator adds to the search",
            $"{report.Method}, {report.Steps} steps, {report.Seeds} seeds, {report.Fidelity} fidelity: mean and standard deviation over the seeds"));
        files.WriteCsv(SearchSummariesReport.CsvHeader(report), SearchSummariesReport.CsvRows(report));
        if (mode.Json)
            CliJson.Print(report);
        else
            SearchSummariesView.Write(Console.Out, report, "guided by");
    }

    private static string[]? Ids(string name, IReadOnlyList<Predictor>? predictors)
    {
        if (predictors?.FirstOrDefault(predictor => predictor.Combination is not null) is { } combination)
            throw new UsageException($"{name} '{combination.Id}' is a combination; name the single indicators that are to be combined");
        return predictors is null ? null : [.. predictors.Select(predictor => predictor.Id)];
    }

    private static void Check(SearchRequest request, IReadOnlyList<string> ids)
    {
        foreach (var id in ids)
        {
            NeuralSearch.Check(request with
            {
                Scoring = request.Scoring with { Indicators = [id] },
                Objective = Combinations.Of(Aggregation.RankSum, new CombinationTerm(id, IndicatorRegistry.Get(id).Direction)),
            });
        }
    }
}
