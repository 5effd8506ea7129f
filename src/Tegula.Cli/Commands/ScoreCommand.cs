using System.CommandLine;
using Tegula.Architectures;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Spaces;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula score</c>: measures given architectures, and says where they stand in a combination.</summary>
internal static class ScoreCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new ExampleCommand(
            "score",
            "Measure the indicators of given architectures, and their value in combinations against a sample of the space",
            "tegula score '|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|'",
            "tegula score --indicators default,teg --sample 5 --reference reference.json --fidelity fast",
            "tegula score --space darts --stdin --indicators default --reference darts.json",
            "tegula score --table nasbench201.csv.gz --sample 50 --fidelity fast --json");
        var source = new CellSourceOptions().AddTo(command);
        var indicators = IndicatorSelection.Create("--indicators", "What to measure (default kappa,regions,mse)");
        command.Add(indicators);
        var space = SpaceOption.Create("Space of the architectures");
        command.Add(space);
        var reference = new ReferenceOptions().AddTo(command);
        var scoring = new ScoringOptions(Fidelity.Reference).AddTo(command);
        var study = new ScoringStudyOptions("score").AddTo(command);
        var output = new OutputOptions().AddTo(command);
        command.SetAction(result =>
        {
            var selection = result.GetValue(indicators) ?? IndicatorSelection.Teg;
            var id = result.GetValue(space) ?? NasBench201Space.Instance.Id;
            IndicatorSelection.Require(id, selection.Indicators);
            var options = scoring.Read(result, selection.Indicators);
            var (architectures, accuracyOf) = source.Read(result, id, options.Seed);
            var data = scoring.OpenData(result);
            var mode = output.Read(result);
            using var cancellation = new Cancellation();
            var (sample, scores) = study.Run(
                result,
                id,
                (data, scoring.DataText(result)),
                options,
                new Dictionary<string, string> { ["architectures"] = ScoringStudyOptions.Fingerprint(architectures) },
                mode,
                provider =>
                {
                    var measured = reference.Open(result, id, selection, data, options, mode, provider, cancellation.Token);
                    return (Sample: measured, Scores: ScoringRun.Score(id, architectures, data, options, mode, provider, cancellation.Token));
                },
                done => done.Scores.Count == architectures.Count);
            var accuracies = architectures.Take(scores.Count).Select(accuracyOf).ToList();
            Print(new(selection, scores, accuracies, sample), mode, architectures.Count);
            return scores.Count == architectures.Count
                ? ExitCode.Done
                : ErrorLine.Write($"cancelled after {scores.Count} of {architectures.Count} architectures", ExitCode.Cancelled);
        });
        return command;
    }

    private static void Print(ScoreResult result, OutputMode mode, int asked)
    {
        if (mode.Json)
            CliJson.Print(ScoresReport.Of(result, cancelled: result.Scores.Count < asked));
        else
            ScoreView.Write(Terminal.Create(mode), result);
    }
}
