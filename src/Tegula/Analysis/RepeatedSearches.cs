using Tegula.Architectures;
using Tegula.Datasets;
using Tegula.Search;

namespace Tegula.Analysis;

/// <summary>Runs several ways to search, each with the same seeds, and looks up what their answers reach once trained.</summary>
/// <param name="data">Images and labels.</param>
/// <param name="accuracy">Accuracies in percent of a trained architecture by data set; empty where they are not known.</param>
public sealed class RepeatedSearches(ImageDataset data, Func<IArchitecture, IReadOnlyDictionary<string, double>> accuracy)
{
    /// <summary>Told how many steps of how many are done; null for nobody. Searches may end before their steps do.</summary>
    public Action<int, int>? Progress { get; init; }

    /// <summary>Where the scores come from; null for this process.</summary>
    public IScoreProvider? Scores { get; init; }

    /// <summary>Searches. Those of one seed share weights, minibatches and scores; no two seeds do.</summary>
    /// <param name="searches">Names and requests, all of the same space and scoring. The seed of a request is where its seeds begin.</param>
    /// <param name="seeds">Seeds, at least 1: that of the scoring and those after it.</param>
    /// <param name="token">Ends it early.</param>
    /// <returns>One summary for each search, in their order.</returns>
    /// <exception cref="AnalysisException">There is no seed.</exception>
    /// <exception cref="SearchRequestException">The parts of a request do not fit together.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IReadOnlyList<SearchSummary> Run(IReadOnlyList<(string Name, SearchRequest Request)> searches, int seeds, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(searches);
        if (seeds < 1)
            throw new AnalysisException($"{seeds} seeds search nothing; at least 1 is needed");
        var results = new SearchResult<IArchitecture>[seeds][];
        var total = seeds * searches.Sum(search => search.Request.EffectiveSteps);
        var done = 0;
        for (var seed = 0; seed < seeds; seed++)
        {
            var scoring = searches[0].Request.Scoring with { Seed = searches[0].Request.Scoring.Seed + (ulong)seed };
            SearchRequest[] requests = [.. searches.Select(search => search.Request with { Scoring = scoring })];
            var before = 0;
            results[seed] =
            [
                .. NeuralSearch.FindAll(
                    data,
                    requests,
                    progress =>
                    {
                        // Steps that begin anew belong to the next search.
                        done += progress.Done > before ? progress.Done - before : progress.Done;
                        before = progress.Done;
                        Progress?.Invoke(Math.Min(done, total), total);
                    },
                    new() { Scores = Scores ?? LocalScoring.Instance },
                    token),
            ];
            token.ThrowIfCancellationRequested();
        }

        return [.. searches.Select((search, index) => Summary(search.Name, [.. results.Select(ofSeed => ofSeed[index])]))];
    }

    private SearchSummary Summary(string name, SearchResult<IArchitecture>[] results) => new(
        name,
        results.Select(result => result.Answer).OfType<SearchAnswer<IArchitecture>>()
            .SelectMany(answer => accuracy(answer.Architecture))
            .GroupBy(pair => pair.Key, pair => pair.Value)
            .ToDictionary(group => group.Key, group => MeanAndDeviation.Of(group)!),
        results.Average(result => result.Evaluations),
        results.Average(result => result.Filtered),
        results.Average(result => result.Spared),
        results.Average(result => result.Cost.TotalSeconds),
        [.. results.Select(result => result.Answer?.Score.Architecture)]);
}
