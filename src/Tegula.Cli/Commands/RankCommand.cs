using System.CommandLine;
using Tegula.Analysis;
using Tegula.Benchmarks;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Cli.Reports;
using Tegula.Indicators;
using Tegula.Statistics;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula rank</c>: how well indicators order architectures as training does, beside what counting gives for nothing.</summary>
internal static class RankCommand
{
    private const int ArchitecturesPerTimed = 50;

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new ExampleCommand(
            "rank",
            "Rank correlation of indicators with the accuracies of a table, beside counts that cost nothing",
            "tegula rank --table nasbench201.csv.gz --sample 1000 --indicators naswot,synflow,teg,default --fidelity fast",
            "tegula rank --table nasbench201.csv.gz --scores scores.json --csv tau.csv --svg tau.svg --report tau.html",
            "tegula rank --space darts --table cells.csv --column accuracy --indicators naswot,log:naswot+params --json");
        var indicators = PredictorList.Create(
            "--indicators", "Indicators and combinations to judge (default: teg, default and their indicators; with --scores all in the file)");
        command.Add(indicators);
        var options = new ScoredSampleOptions("rank", Fidelity.Reference).AddTo(command);
        var top = Limits.AtLeast(1, "--k", $"First places that regret and nDCG look at (default {RankStudyOptions.DefaultTop})");
        var resamples = Limits.AtLeast(1, "--resamples", $"Resamples behind the intervals (default {Bootstrap.DefaultResamples})");
        command.Add(top);
        command.Add(resamples);
        var csv = new CsvOption().AddTo(command);
        var svg = new SvgOption(example: "tau.svg").AddTo(command);
        var page = SvgOption.Report().AddTo(command);
        var output = new OutputOptions().AddTo(command);
        command.SetAction(result =>
        {
            var files = (Csv: csv.Read(result), Svg: svg.Read(result), Report: page.Read(result));
            if (!options.HasTable(result))
                throw new UsageException("rank compares with accuracies; name a table of trained architectures with --table FILE");
            var mode = output.Read(result);
            var start = TimeProvider.System.GetTimestamp();
            using var cancellation = new Cancellation();
            var predictors = Predictors(result, options, result.GetValue(indicators));
            var sample = options.Read(result, [.. predictors.SelectMany(predictor => predictor.Indicators).Distinct()], mode, cancellation.Token);
            var study = Study(sample, predictors, result.GetValue(top), result.GetValue(resamples), cancellation.Token);
            var report = Report(result, options, sample, study, cancellation.Token);
            Write(report, files.Csv, files.Svg, mode);
            if (files.Report is not null)
                SvgOption.Write(files.Report, RankPage.Write(report, sample, TypedCommand.Of(result), TimeProvider.System.GetElapsedTime(start).TotalSeconds));
            return sample.Cancelled
                ? ErrorLine.Write($"cancelled after {sample.Architectures.Count} of {sample.Asked} architectures", ExitCode.Cancelled)
                : ExitCode.Done;
        });
        return command;
    }

    private static IReadOnlyList<Predictor> Predictors(ParseResult result, ScoredSampleOptions options, IReadOnlyList<Predictor>? asked) =>
        [.. (asked ?? Defaults(result, options)).Concat(Predictor.FreeBaselines(options.Space(result).Id)).DistinctBy(predictor => predictor.Id)];

    private static IEnumerable<Predictor> Defaults(ParseResult result, ScoredSampleOptions options)
    {
        var combinations = Combinations.All.Select(Predictor.Of).ToList();
        if (options.ScoresFileName(result) is not { } file)
            return combinations.SelectMany(combination => combination.Indicators.Select(Predictor.Parse).Append(combination));
        var held = options.IndicatorsOf(file, result);
        return held.Select(Predictor.Parse).Concat(combinations.Where(combination => combination.Indicators.All(held.Contains)));
    }

    private static RankStudy Study(ScoredSample sample, IReadOnlyList<Predictor> predictors, int? top, int? resamples, CancellationToken token)
    {
        if (sample.Architectures.Count < AccuracyTable.LeastArchitectures)
        {
            throw sample.Cancelled
                ? new OperationCanceledException(token)
                : new UsageException(
                    $"{sample.Architectures.Count} architectures with scores and accuracies are too few to compare; "
                    + $"at least {AccuracyTable.LeastArchitectures} are needed");
        }

        var bootstrap = new Bootstrap
        {
            Resamples = resamples ?? Bootstrap.DefaultResamples,
            Seed = sample.Scoring.Seed,
            Threads = sample.Scoring.Threads,
        };

        // What has been scored by a first Ctrl-C is still worth an answer, so only the second one stops here.
        return RankStudy.Of(
            sample.Architectures,
            predictors,
            new() { Top = top ?? RankStudyOptions.DefaultTop, Bootstrap = bootstrap },
            sample.Cancelled ? CancellationToken.None : token);
    }

    private static RankReport Report(ParseResult result, ScoredSampleOptions options, ScoredSample sample, RankStudy study, CancellationToken token)
    {
        var costs = study.Rows.Select(row => row.Predictor).Distinct().ToDictionary(predictor => predictor.Id, predictor => Cost(predictor, sample, token));
        return new()
        {
            Space = sample.Space.Id,
            Table = sample.Table!.File,
            Scores = sample.IsMeasured ? null : options.ScoresFileName(result),
            Data = sample.IsMeasured ? options.DataText(result) : null,
            Fidelity = sample.IsMeasured ? ScoringOptions.Name(sample.Scoring.Fidelity) : null,
            Seed = sample.Scoring.Seed,
            N = study.Count,
            K = study.Options.Top,
            Resamples = study.Options.Bootstrap.Resamples,
            Confidence = study.Options.Bootstrap.Confidence,
            Rows = [.. study.Rows.Select(row => RankRowJson.Of(row, study, costs[row.Predictor.Id]))],
            Cancelled = sample.Cancelled,
        };
    }

    private static double? Cost(Predictor predictor, ScoredSample sample, CancellationToken token)
    {
        if (sample.Cancelled || (!sample.IsMeasured && !predictor.IsFree))
            return null;
        var timed = Math.Clamp(sample.Architectures.Count / ArchitecturesPerTimed, 1, ScoringCost.MostTimed);
        try
        {
            return ScoringCost.PerArchitecture(
                sample.Space.Id, sample.Data, sample.Scoring, predictor, [.. sample.Architectures.Take(timed + 1).Select(item => item.Architecture)], token);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            return null;
        }
    }

    private static void Write(RankReport report, string? csv, string? svg, OutputMode mode)
    {
        if (csv is not null)
            CsvOption.Write(csv, RankCsv.Header, report.Rows.Select(RankCsv.Fields));
        if (svg is not null)
            SvgOption.Write(svg, RankDrawing.Of(report));
        if (mode.Json)
            CliJson.Print(report);
        else
            RankView.Write(Terminal.Create(mode), report);
    }
}
