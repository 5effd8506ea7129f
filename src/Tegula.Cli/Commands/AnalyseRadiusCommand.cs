using System.CommandLine;
using Tegula.Analysis;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Spaces;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula analyse radius</c>: random search behind depth-width filters of several radii.</summary>
internal static class AnalyseRadiusCommand
{
    private const string Naswot = "naswot";

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new ExampleCommand(
            "radius",
            "How the radius of the depth-width filter matters to NAS-WOT's random search",
            "tegula analyse radius --table nasbench201.csv.gz --svg radius.svg",
            "tegula analyse radius --table nasbench201.csv.gz --fractions none,0.5 --objective default --seeds 50 --json");
        var space = SpaceOption.Create("Search space");
        var objective = ObjectiveOption.Create();
        objective.Description = $"What the search goes for (default {Naswot}): an indicator, teg, default, sum:A+B or log:A+B";
        var fractions = FractionList.Create();
        var draws = Limits.AtLeast(
            1, "--draws", $"Architectures that each search draws, those turned away included (default {FilterRadiusAblation.DefaultDraws})");
        var seeds = Limits.AtLeast(1, "--seeds", $"Searches at each radius, from --seed on (default {FilterRadiusAblation.DefaultSeeds})");
        foreach (var option in new Option[] { space, objective, fractions, draws, seeds })
            command.Add(option);
        var table = new AccuracyLookup().AddTo(command);
        var scoring = new ScoringOptions(Fidelity.Fast).AddTo(command);
        var study = new ScoringStudyOptions("analyse-radius").AddTo(command);
        var files = new AnalysisFiles().AddTo(command);
        var output = new OutputOptions().AddTo(command);
        command.SetAction(result =>
        {
            files.Read(result);
            table.Require(result, "the radii are compared by what the answers reach once trained");
            var mode = output.Read(result);
            var combination = result.GetValue(objective)
                ?? Combinations.Of(Aggregation.RankSum, new CombinationTerm(Naswot, IndicatorRegistry.Get(Naswot).Direction));
            var count = result.GetValue(draws) ?? FilterRadiusAblation.DefaultDraws;
            var request = new SearchRequest
            {
                Space = result.GetValue(space) ?? SpaceRegistry.All[0].Id,
                Method = SearchMethods.Random,
                Steps = count,
                Scoring = scoring.Read(result, [.. combination.Indicators]),
                Objective = combination,
            };
            var radii = result.GetValue(fractions) ?? FilterRadiusAblation.Fractions;
            foreach (var fraction in radii)
                NeuralSearch.Check(request with { FilterFraction = fraction });
            var repeats = result.GetValue(seeds) ?? FilterRadiusAblation.DefaultSeeds;
            var accuracy = table.Read(result, SpaceRegistry.Get(request.Space));
            var data = scoring.OpenData(result);
            using var cancellation = new Cancellation();
            using var progress = new CountProgress(mode);
            var found = study.Run(
                result,
                request.Space,
                (data, scoring.DataText(result)),
                request.Scoring,
                new Dictionary<string, string>
                {
                    ["objective"] = combination.Id,
                    ["fractions"] = string.Join(',', radii),
                    ["draws"] = $"{count}",
                    ["seeds"] = $"{repeats}",
                },
                mode,
                provider => FilterRadiusAblation.Run(
                    new RepeatedSearches(data, accuracy) { Progress = progress.Show, Scores = provider }, request, radii, count, repeats, cancellation.Token));
            progress.Dispose();
            var report = SearchSummariesReport.Of(found, request, repeats);
            files.WriteSvg(() => SearchSummariesDrawing.Of(
                report,
                "How the radius of the depth-width filter matters",
                $"{(combination.Terms.Count == 1 ? combination.Terms[0].Indicator : combination.Id)}: best of {count} architectures drawn, "
                    + $"mean and standard deviation over {repeats} seeds"));
            files.WriteCsv(SearchSummariesReport.CsvHeader(report), SearchSummariesReport.CsvRows(report));
            if (mode.Json)
                CliJson.Print(report);
            else
                SearchSummariesView.Write(Console.Out, report, "filter");
            return ExitCode.Done;
        });
        return command;
    }
}
