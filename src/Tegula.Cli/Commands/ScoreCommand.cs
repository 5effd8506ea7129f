using System.CommandLine;
using System.Diagnostics;
using Tegula.Architectures;
using Tegula.Benchmarks;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Spaces;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula score</c>: measures given cells.</summary>
internal static class ScoreCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new ExampleCommand(
            "score",
            "Measure the indicators of given cells",
            "tegula score '|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|'",
            "tegula score --table nasbench201.csv.gz --sample 50 --fidelity fast --json");
        var source = new CellSourceOptions().AddTo(command);
        var indicators = IndicatorList.Create("--indicators", "Indicators to measure (default teg, that is kappa,regions,mse)");
        command.Add(indicators);
        command.Add(Limits.OneOf([NasBench201Space.Instance.Id], "--space", $"Space of the cells (default {NasBench201Space.Instance.Id})"));
        var scoring = new ScoringOptions(Fidelity.Reference).AddTo(command);
        var output = new OutputOptions().AddTo(command);
        command.SetAction(result =>
        {
            var options = scoring.Read(result, result.GetValue(indicators) ?? IndicatorList.TegIndicators);
            var (cells, table) = source.Read(result, options.Seed);
            return Run(cells, table, scoring.OpenData(result), options, output.Read(result));
        });
        return command;
    }

    private static int Run(IReadOnlyList<NasBench201Cell> cells, TabularBenchmark? table, ImageDataset data, IndicatorOptions options, OutputMode mode)
    {
        using var cancellation = new Cancellation();
        var scores = Score(cells, data, options, mode, cancellation.Token);
        var accuracies = cells.Take(scores.Count).Select(cell => TableLookup.Accuracy(table, cell)).ToList();
        var cancelled = scores.Count < cells.Count;
        if (mode.Json)
            CliJson.Print(new ScoresReport([.. scores.Zip(accuracies, Entry)], cancelled));
        else
            ScoreView.Write(Terminal.Create(mode), options.Indicators, scores, accuracies);
        return cancelled ? ErrorLine.Write($"cancelled after {scores.Count} of {cells.Count} cells", ExitCode.Cancelled) : ExitCode.Done;
    }

    private static ScoreJson Entry(ArchitectureScore score, Dictionary<string, double>? accuracy) =>
        new(score.Architecture, IndicatorJson.Of(score), score.Seconds, accuracy);

    private static List<ArchitectureScore> Score(
        IReadOnlyList<NasBench201Cell> cells, ImageDataset data, IndicatorOptions options, OutputMode mode, CancellationToken token)
    {
        var request = new SearchRequest { Scoring = options };
        var scores = new List<ArchitectureScore>();
        var watch = Stopwatch.StartNew();
        using var suite = IndicatorSuite.ForNasBench201(data, options);
        using var line = mode.ShowsProgress ? ProgressLine.OnTerminal() : null;
        var scorer = new CachedScorer<NasBench201Cell>(NasBench201Space.Instance, suite, new());
        foreach (var batch in cells.Chunk(request.Outstanding))
        {
            try
            {
                scores.AddRange(scorer.Score([.. batch.Select((cell, i) => new Proposal<NasBench201Cell>(scores.Count + i, cell))], token).Select(trial => trial.Score));
            }
            catch (OperationCanceledException) when (token.IsCancellationRequested)
            {
                break;
            }

            line?.Show(scores.Count, cells.Count, watch.Elapsed);
        }

        return scores;
    }
}
