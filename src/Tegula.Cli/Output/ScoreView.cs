using System.Globalization;
using Spectre.Console;

namespace Tegula.Cli.Output;

/// <summary>What <c>score</c> shows to people: one row per architecture.</summary>
internal static class ScoreView
{
    /// <summary>Prints the scores.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="result">What was measured.</param>
    public static void Write(IAnsiConsole console, ScoreResult result)
    {
        var (indicators, combinations) = (result.Selection.Indicators, result.Selection.Combinations);
        var datasets = result.Accuracies.FirstOrDefault(accuracy => accuracy is not null)?.Keys.ToList() ?? [];
        var table = new TextTable(
        [
            "architecture",
            .. combinations.Select(combination => $">{combination.Id}"),
            .. indicators.Select(id => $">{id}"),
            ">seconds",
            .. datasets.Select(dataset => $">{dataset} %"),
        ]);
        foreach (var (score, accuracy) in result.Scores.Zip(result.Accuracies))
        {
            table.Add(
            [
                score.Architecture,
                .. combinations.Select(combination => result.Value(combination, score).ToString("F4", CultureInfo.InvariantCulture)),
                .. indicators.Select(id => NumberText.Spread(score.Indicators[id])),
                score.Seconds.ToString("F2", CultureInfo.InvariantCulture),
                .. datasets.Select(dataset => accuracy?[dataset].ToString("F2", CultureInfo.InvariantCulture) ?? ""),
            ]);
        }

        console.Write(new Text(table.ToString()));
        if (result.Reference is { } reference)
        {
            console.WriteLine(
                $"  {string.Join(", ", combinations.Select(combination => combination.Id))}: higher is better, by ranks among {reference.Scores.Count} random "
                + $"architectures of {reference.Space} (seed {reference.Scoring.Seed})");
        }
    }
}
