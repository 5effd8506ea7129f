using System.CommandLine;
using System.Diagnostics;
using Tegula.Analysis;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Spaces;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula trajectory</c>: the ways of a search over the landscapes of its indicators.</summary>
internal static class TrajectoryCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new ExampleCommand(
            "trajectory",
            "Where two children of one search end, spawned early and late, on the landscape of each indicator",
            "tegula trajectory --steps 300 --svg landscape.svg",
            "tegula trajectory --space darts --steps 60 --early 6 --late 40 --repeats 1 --batch 16 --csv ways.csv --svg landscape.svg --json");
        var space = SpaceOption.Create("Space searched");
        var defaults = new TrajectoryOptions();
        var steps = Limits.AtLeast(3, "--steps", $"Steps of every search, the parent's included (default {defaults.Steps})");
        var early = Limits.AtLeast(1, "--early", "Step after which the early children are spawned (default: a tenth of the steps)");
        var late = Limits.AtLeast(2, "--late", "Step after which the late children are spawned (default: seven tenths of the steps)");
        var indicators = IndicatorSelection.Create("--indicators", "What the search goes for and is drawn; of combinations their indicators (default teg)");
        foreach (var option in new Option[] { space, steps, early, late, indicators })
            command.Add(option);
        var scoring = new ScoringOptions(Fidelity.Fast).AddTo(command);
        var study = new ScoringStudyOptions("trajectory").AddTo(command);
        var csv = new CsvOption().AddTo(command);
        var svg = new SvgOption(description: "Draw surfaces and ways, too, into a file that every browser shows").AddTo(command);
        var output = new OutputOptions().AddTo(command);
        command.SetAction(result =>
        {
            var (csvFile, svgFile, mode) = (csv.Read(result), svg.Read(result), output.Read(result));
            var id = result.GetValue(space) ?? NasBench201Space.Instance.Id;
            var selection = result.GetValue(indicators) ?? IndicatorSelection.Teg;
            IndicatorSelection.Require(id, selection.Indicators);
            var options = new TrajectoryOptions(result.GetValue(steps) ?? defaults.Steps) { Early = result.GetValue(early), Late = result.GetValue(late) };
            options.Check();
            var (data, measured) = (scoring.OpenData(result), scoring.Read(result, selection.Indicators));
            var trajectory = study.Run(
                result,
                id,
                (data, scoring.DataText(result)),
                measured,
                new Dictionary<string, string> { ["steps"] = $"{options.Steps}", ["early"] = $"{options.EarlyStep}", ["late"] = $"{options.LateStep}" },
                mode,
                provider => Search(id, data, measured, options, mode, provider));
            if (csvFile is not null)
                CsvOption.Write(csvFile, TrajectoryReport.Header(trajectory), TrajectoryReport.Rows(trajectory));
            if (svgFile is not null)
                SvgOption.Write(svgFile, TrajectorySvg.Write(trajectory));
            if (mode.Json)
                CliJson.Print(TrajectoryReport.Of(trajectory, options, scoring.DataText(result), measured));
            else
                TrajectoryView.Write(Terminal.Create(mode), trajectory);
            return ExitCode.Done;
        });
        return command;
    }

    private static SearchTrajectory Search(
        string space, ImageDataset data, IndicatorOptions scoring, TrajectoryOptions options, OutputMode mode, IScoreProvider? provider)
    {
        using var cancellation = new Cancellation();
        using var line = mode.ShowsProgress ? ProgressLine.OnTerminal() : null;
        var watch = Stopwatch.StartNew();
        return SearchTrajectory.Of(space, data, scoring, options, (done, total) => line?.Show(done, total, watch.Elapsed), provider, cancellation.Token);
    }
}
