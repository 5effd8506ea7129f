using System.CommandLine;
using Tegula.Analysis;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Indicators;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula analyse exclusive</c>: what the cells are made of that one indicator alone puts among the best.</summary>
internal static class AnalyseExclusiveCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new ExampleCommand(
            "exclusive",
            "Architectures that one indicator alone puts among the best, and what they are made of",
            "tegula analyse exclusive --table nasbench201.csv.gz --sample 1000 --svg exclusive.svg",
            "tegula analyse exclusive --scores scores.json --indicators kappa,regions,mse --json",
            "tegula analyse exclusive --space darts --sample 200 --indicators naswot,synflow,teg --top 0.2");
        var sample = new ScoredSampleOptions("analyse-exclusive", Fidelity.Fast).AddTo(command);
        var indicators = PredictorList.Create(
            "--indicators", $"Two or more indicators or combinations (default {string.Join(',', Combinations.Teg.Indicators)})");
        var top = Limits.Fraction("--top", $"Share of the sample that each indicator selects (default {ExclusiveSets.DefaultTopShare})");
        command.Add(indicators);
        command.Add(top);
        var files = new AnalysisFiles().AddTo(command);
        var output = new OutputOptions().AddTo(command);
        command.SetAction(result =>
        {
            files.Read(result);
            var mode = output.Read(result);
            var predictors = result.GetValue(indicators) ?? [.. Combinations.Teg.Indicators.Select(Predictor.Parse)];
            if (predictors.Count < 2)
                throw new UsageException($"--indicators {predictors[0].Id}: what one indicator selects alone takes a second one to tell; name two or more");
            using var cancellation = new Cancellation();
            var scored = sample.Read(result, [.. predictors.SelectMany(predictor => predictor.Indicators).Distinct()], mode, cancellation.Token);
            if (scored.Cancelled)
                return ErrorLine.Write($"cancelled after {scored.Architectures.Count} of {scored.Asked} architectures", ExitCode.Cancelled);
            ArchitectureScore[] scores = [.. scored.Architectures.Select(item => item.Score)];
            var sets = ExclusiveSets.Of(
                scored.Architectures,
                [.. predictors.Select(predictor => IndicatorColumn.Of(predictor, scores))],
                result.GetValue(top) ?? ExclusiveSets.DefaultTopShare);
            var report = ExclusiveReport.Of(sets, scored);
            files.WriteSvg(() => ExclusiveDrawing.Of(sets, report));
            files.WriteCsv(ExclusiveReport.CsvHeader(report), ExclusiveReport.CsvRows(report));
            if (mode.Json)
                CliJson.Print(report);
            else
                ExclusiveView.Write(Console.Out, report);
            return ExitCode.Done;
        });
        return command;
    }
}
