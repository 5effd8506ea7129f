using System.Globalization;
using OwnIndicator;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Spaces;

var indicator = new GradientBalance();
foreach (string finding in IndicatorCheck.Findings(indicator))
    Console.WriteLine($"finding: {finding}");
IndicatorRegistry.Register(indicator, new(indicator.Id, "balance of gradients", Direction.HigherIsBetter, "samples/OwnIndicator"));

var images = new SyntheticImageDataset();
var options = new IndicatorOptions { Fidelity = Fidelity.Fast, Repeats = 2, BatchSize = 8, Indicators = [indicator.Id, "grad-norm"] };

// Like a built-in one: in a suite ...
var cells = SpaceRegistry.Get("nas-bench-201").Sample(5, seed: 0);
using (var scorer = SpaceScorer.Of("nas-bench-201", images, options))
{
    foreach (var score in scorer.Score(cells))
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{score.Architecture} {score.Indicators[indicator.Id].Value:G6}"));
}

// ... and as a part of what a search goes for.
var result = NeuralSearch.Find(images, new SearchRequest
{
    Method = SearchMethods.Random,
    Steps = 20,
    Objective = Combinations.Parse("sum:gradient-balance+grad-norm"),
    Scoring = options,
});
Console.WriteLine($"best of {result.Evaluations}: {result.Answer!.Architecture}");
