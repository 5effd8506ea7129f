using System.CommandLine;
using System.Globalization;
using Tegula.Analysis;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Drawing;
using Tegula.Spaces;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula analyse depth-width</c>: accuracy over effective depth and width among cells with equally many convolutions.</summary>
internal static class AnalyseDepthWidthCommand
{
    private const string Any = "any";
    private const int ConvolutionsOfLargeSpaces = 5;

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new ExampleCommand(
            "depth-width",
            "Accuracy over effective depth and width among cells with equally many convolutions",
            "tegula analyse depth-width --table nasbench201.csv.gz --svg depth-width.svg",
            "tegula analyse depth-width --table nasbench201.csv.gz --convolutions 4 --column c10_test_12 --json");
        var space = SpaceOption.Create("Space of the table's architectures");
        var convolutions = Convolutions();
        command.Add(space);
        command.Add(convolutions);
        var table = new AccuracyLookup().AddTo(command);
        var files = new AnalysisFiles().AddTo(command);
        var output = new OutputOptions().AddTo(command);
        command.SetAction(result =>
        {
            files.Read(result);
            var mode = output.Read(result);
            var info = SpaceRegistry.Get(result.GetValue(space) ?? SpaceRegistry.All[0].Id);
            table.Require(result, "accuracies are what is drawn over depth and width");
            int? count = result.GetValue(convolutions) is { } text
                ? text == Any ? null : int.Parse(text, CultureInfo.InvariantCulture)
                : info.Cells is null ? ConvolutionsOfLargeSpaces : DepthWidthAccuracy.DefaultConvolutions;
            var (architectures, columns) = table.ReadAll(result, info);
            DepthWidthAccuracy[] found = [.. columns.Select(column => DepthWidthAccuracy.Of(column.Dataset, architectures.Zip(column.Percent), count))];
            var report = DepthWidthReport.Of(info.Id, count, found);
            files.WriteSvg(() => Drawing(found, report));
            files.WriteCsv(DepthWidthReport.CsvHeader, DepthWidthReport.CsvRows(report));
            if (mode.Json)
                CliJson.Print(report);
            else
                DepthWidthView.Write(Console.Out, report);
            return ExitCode.Done;
        });
        return command;
    }

    private static Option<string?> Convolutions() => new("--convolutions")
    {
        Description = $"Convolutions that a cell must have, {Any} for all cells "
            + $"(default {DepthWidthAccuracy.DefaultConvolutions}, on darts {ConvolutionsOfLargeSpaces})",
        HelpName = $"N|{Any}",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (text != Any && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0))
                result.AddError($"--convolutions must be a whole number of at least 1, or {Any}, not '{text}'");
            return text;
        },
    };

    private static string Drawing(IReadOnlyList<DepthWidthAccuracy> found, DepthWidthReport report) => AccuracyPlaneSvg.Write(
        [
            .. found.Select(item => new AccuracyPanel(
                item.MultipleCorrelation is { } r ? FormattableString.Invariant($"{item.Dataset}, R = {r:F3}") : item.Dataset,
                [.. item.Groups.Select(group => new AccuracyPoint(group.Depth, group.Width, group.Accuracy.Mean, group.Accuracy.Sd, group.Accuracy.Count))])),
        ],
        "Accuracy over effective depth and width",
        $"{report.Datasets[0].Count} cells of {report.Space} with {(report.Convolutions is { } count ? $"{count} convolutions" : "convolutions on a path")}; "
            + "each circle gathers those of equal depth and width");
}
