using System.CommandLine;
using Tegula.Analysis;
using Tegula.Architectures;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Spaces;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula analyse case</c>: swaps one operation of a cell and watches the indicators.</summary>
internal static class AnalyseCaseCommand
{
    private const string IndicatorsName = "--indicators";

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new ExampleCommand(
            "case",
            "Swap one operation of a cell and watch the indicators, and the accuracy where a table knows it",
            "tegula analyse case '|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|none~0|nor_conv_3x3~1|none~2|' --edge 2-3 --svg case.svg",
            "tegula analyse case darts --edge normal:0-2 --indicators naswot,effective-depth --json");
        var text = new Argument<string?>("ARCH") { Description = "An arch string, a genotype or a published cell, in quotes", Arity = ArgumentArity.ZeroOrOne };
        var edge = new Option<string?>("--edge")
        {
            Description = "The only edge to change, such as 2-3 or normal:0-2 (default: each in turn)",
            HelpName = "FROM-TO",
        };
        var indicators = PredictorList.Create(IndicatorsName, $"Indicators to watch (default {string.Join(',', Combinations.Teg.Indicators)})");
        var ofSpace = SpaceOption.Create("Space of the cell, for one of an own space", hasDefault: false);
        command.Add(text);
        command.Add(ofSpace);
        command.Add(edge);
        command.Add(indicators);
        var table = new AccuracyLookup().AddTo(command);
        var scoring = new ScoringOptions(Fidelity.Reference).AddTo(command);
        var study = new ScoringStudyOptions("analyse-case").AddTo(command);
        var files = new AnalysisFiles().AddTo(command);
        var output = new OutputOptions().AddTo(command);
        command.SetAction(result =>
        {
            files.Read(result);
            var mode = output.Read(result);
            var architecture = Read(result.GetValue(text), result.GetValue(ofSpace));
            var space = SearchableSpace.Holding(architecture) is { } holding ? SpaceRegistry.Get(holding.Id) : SpaceRegistry.All[0];
            var ids = Indicators(result.GetValue(indicators), space);
            _ = OperationSwap.All(architecture, result.GetValue(edge));
            var accuracy = table.Read(result, space);
            using var cancellation = new Cancellation();
            using var progress = new CountProgress(mode);
            var (data, options) = (scoring.OpenData(result), scoring.Read(result, ids));
            var found = study.Run(
                result,
                space.Id,
                (data, scoring.DataText(result)),
                options,
                new Dictionary<string, string> { ["architecture"] = architecture.ToString()!, ["edge"] = result.GetValue(edge) ?? "each" },
                mode,
                provider =>
                {
                    using var scorer = SpaceScorer.Of(space.Id, data, options, provider);
                    return OperationCase.Of(architecture, result.GetValue(edge), cells => Measured(scorer, cells));
                });
            progress.Dispose();
            var report = CaseReport.Of(found, space.Id);
            files.WriteSvg(() => CaseDrawing.Of(found, report));
            files.WriteCsv(CaseReport.CsvHeader(report), CaseReport.CsvRows(report));
            if (mode.Json)
                CliJson.Print(report);
            else
                CaseView.Write(Console.Out, report);
            return ExitCode.Done;

            ScoredArchitecture[] Measured(SpaceScorer scorer, IReadOnlyList<IArchitecture> cells)
            {
                var scored = new List<ScoredArchitecture>(cells.Count);
                foreach (var (cell, score) in cells.Zip(scorer.Stream(cells, cancellation.Token)))
                {
                    scored.Add(new(cell, score) { Accuracy = accuracy(cell) });
                    progress.Show(scored.Count, cells.Count);
                }

                return [.. scored];
            }
        });
        return command;
    }

    private static IArchitecture Read(string? text, string? space) => text is not null
        ? NamedArchitecture.Parse(text, space).Architecture
        : throw new UsageException("there is no cell to change; give an arch string, a genotype or a published cell");

    private static string[] Indicators(IReadOnlyList<Predictor>? predictors, SpaceInfo space)
    {
        string[] ids = [.. predictors?.Select(predictor => predictor.Id) ?? Combinations.Teg.Indicators];
        if (Array.Find(ids, Combinations.IsCombination) is { } combination)
            throw new UsageException($"{IndicatorsName} '{combination}' compares architectures of a sample with each other; name single indicators");
        IndicatorSelection.Require(space.Id, ids);
        return ids;
    }
}
