using Tegula.Architectures;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Search;

namespace Tegula.Studies.Tests.Searches;

/// <summary>Searches that are over within a second, on the built-in images.</summary>
internal static class SmallSearch
{
    public const string Data = "synthetic";

    public static ImageDataset Images { get; } = DatasetSpec.Open(Data);

    public static SearchRequest Request(string method, int steps, ulong seed = 1, int threads = 2) => new()
    {
        Method = method,
        Steps = steps,
        Outstanding = method is SearchMethods.Reinforce or SearchMethods.FpNas ? 1 : 8,
        Objective = Combinations.Parse(method == SearchMethods.Pareto ? "sum:naswot+kappa" : "sum:naswot"),
        Scoring = new()
        {
            Fidelity = Fidelity.Fast,
            Repeats = 1,
            BatchSize = 8,
            Seed = seed,
            Threads = threads,
            Indicators = method == SearchMethods.Pareto ? ["naswot", "kappa"] : ["naswot"],
        },
    };

    public static SearchResult<IArchitecture> Run(
        StudyStore store,
        string name,
        SearchRequest request,
        StudyScoringOptions? options = null,
        Action<SearchProgress>? progress = null,
        CancellationToken? token = null) =>
        StudySearch.Run(store, name, request, Images, Data, options, progress, token ?? TestContext.Current.CancellationToken);

    /// <summary>Everything of a result that must not depend on how often and where it was interrupted; seconds do.</summary>
    public static string Essence(SearchResult<IArchitecture> result) => string.Join(
        '\n',
        [
            $"{result.Answer!.Score.Architecture} {Values(result.Answer.Score)}",
            $"{result.Evaluations} {result.Failed} {result.Borrowed} {result.Filtered} {result.Spared} {result.OverBudget} {result.Stop}",
            .. result.Ranks.Select(rank => $"{rank}"),
            .. result.Front.Select(member => $"{member.Score.Architecture} {Values(member.Score)}"),
            .. result.History.Select(trial => $"{trial.Number} {trial.Architecture} {trial.Cached} {Values(trial.Score)}"),
        ]);

    private static string Values(ArchitectureScore score) =>
        string.Join(' ', score.Indicators.Select(pair => $"{pair.Key} {pair.Value.Value:R} {pair.Value.Sd:R} {pair.Value.Status}"));
}
