using System.CommandLine;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Cli.Reports;
using Tegula.Search;

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
            "tegula search --study cells.db --name first --report first.html",
            "tegula search --study postgres://tegula@db/tegula --slurm partition=main,nodes=2,cpus=4 --outstanding 16",
            "tegula search --method random,evolution,reinforce --filter depth-width --table nasbench201.csv.gz --curve regret.svg",
            "tegula search --space darts --method prune --max-params 3.5M --svg cells.svg");
        var options = new SearchOptions().AddTo(command);
        var table = new Option<string?>("--table") { Description = "Table of trained cells (CSV, plain or gzip) to look the answers up in", HelpName = "FILE" };
        command.Add(table);
        var scoring = new ScoringOptions(new SearchRequest().Scoring.Fidelity).AddTo(command);
        var study = new ScoringStudyOptions("search").AddTo(command);
        var svg = new SvgOption("--svg", "Draw the cells found into a file that every browser shows").AddTo(command);
        var curve = new SvgOption("--curve", "Draw the regret against the table over evaluations into a file").AddTo(command);
        var report = SvgOption.Report().AddTo(command);
        var output = new OutputOptions().AddTo(command);
        command.SetAction(result =>
        {
            var job = new SearchJob(
                options.Read(result, scoring),
                scoring.DataText(result),
                new(result.GetValue(table), svg.Read(result), curve.Read(result), output.Read(result))
                {
                    Report = report.Read(result),
                    Typed = TypedCommand.Of(result),
                });
            job.Check();
            using var store = study.Open(result);
            if (store is null)
                return job.Run();
            return (job with
            {
                Study = new(store, study.Name(result), study.Scoring(result))
                {
                    PlaceWorkers = (name, outstanding) => study.PlaceWorkers(result, name, outstanding, job.Outputs.Mode),
                },
            }).Run();
        });
        return command;
    }
}
