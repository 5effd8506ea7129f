using System.Globalization;
using Spectre.Console;
using Tegula.Indicators;

namespace Tegula.Cli.Output;

/// <summary>What <c>score</c> shows to people: one row per architecture.</summary>
internal static class ScoreView
{
    /// <summary>Prints the scores.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="indicators">Ids, in the order of the columns.</param>
    /// <param name="scores">The rows.</param>
    /// <param name="accuracies">Test accuracies by data set for each row; null entries where there are none.</param>
    public static void Write(
        IAnsiConsole console, IReadOnlyList<string> indicators, IReadOnlyList<ArchitectureScore> scores, IReadOnlyList<Dictionary<string, double>?> accuracies)
    {
        var datasets = accuracies.FirstOrDefault(accuracy => accuracy is not null)?.Keys.ToList() ?? [];
        var table = new TextTable(["architecture", .. indicators.Select(id => $">{id}"), ">seconds", .. datasets.Select(dataset => $">{dataset} %")]);
        foreach (var (score, accuracy) in scores.Zip(accuracies))
        {
            table.Add(
            [
                score.Architecture,
                .. indicators.Select(id => NumberText.Spread(score.Indicators[id])),
                score.Seconds.ToString("F2", CultureInfo.InvariantCulture),
                .. datasets.Select(dataset => accuracy?[dataset].ToString("F2", CultureInfo.InvariantCulture) ?? ""),
            ]);
        }

        console.Write(new Text(table.ToString()));
    }
}
