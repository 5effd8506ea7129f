using Tegula.Architectures;
using Tegula.Benchmarks;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Search;

namespace Tegula.Quality.Tests;

/// <summary>What a whole search finds, looked up in the table of trained cells.</summary>
public sealed class SearchQualityTests(ITestOutputHelper output)
{
    private const int Seeds = 4;
    private const double LeastMeanAccuracy = 91.0;

    [Fact]
    public void Evolution_at_fast_fidelity_finds_good_cells_and_measures_every_computation_once()
    {
        TabularBenchmark table = RealData.TableOrSkip();
        ImageDataset data = RealData.Cifar10OrSkip();
        var accuracies = new List<(double Cifar10, double Cifar100)>();
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            var request = new SearchRequest { Method = SearchMethods.Evolution, Scoring = new IndicatorOptions { Fidelity = Fidelity.Fast, Seed = seed } };
            SearchResult<IArchitecture> result = NeuralSearch.Find(data, request, token: TestContext.Current.CancellationToken);

            result.Cancelled.ShouldBeFalse();
            result.History.Count.ShouldBe(request.EffectiveSteps);
            result.Evaluations.ShouldBe(result.History.Select(trial => trial.Key).Distinct().Count());
            var found = (NasBench201Cell)result.Answer.ShouldNotBeNull().Architecture;
            accuracies.Add((table.Accuracy(found, "cifar10"), table.Accuracy(found, "cifar100")));
            output.WriteLine(
                $"seed {seed}: {found} CIFAR-10 {accuracies[^1].Cifar10:f2}, CIFAR-100 {accuracies[^1].Cifar100:f2}; "
                + $"{result.Evaluations} evaluations, {result.Failed} failed, {result.Elapsed.TotalSeconds:f1} s");
        }

        double mean = accuracies.Average(accuracy => accuracy.Cifar10);
        output.WriteLine($"mean over {Seeds} seeds: CIFAR-10 {mean:f2}, CIFAR-100 {accuracies.Average(accuracy => accuracy.Cifar100):f2}");
        mean.ShouldBeGreaterThanOrEqualTo(LeastMeanAccuracy);
    }
}
