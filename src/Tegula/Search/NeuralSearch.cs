using Tegula.Architectures;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Spaces;

namespace Tegula.Search;

/// <summary>The whole search in one call: a NAS-Bench-201 cell for these images, without training.</summary>
public static class NeuralSearch
{
    /// <summary>Finds a cell.</summary>
    /// <param name="data">Images and labels.</param>
    /// <param name="request">Method, budget and scoring; null for the defaults.</param>
    /// <param name="progress">Called after each batch of steps; may be null.</param>
    /// <param name="token">Stops early; the result then holds the best so far.</param>
    /// <exception cref="ArgumentException">The method or an indicator is unknown.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The budget is below 1 step, or the filter's fraction is not in (0, 1].</exception>
    /// <exception cref="DatasetException">The data holds too few images for the batch.</exception>
    public static SearchResult<NasBench201Cell> Find(
        ImageDataset data, SearchRequest? request = null, Action<SearchProgress>? progress = null, CancellationToken token = default)
    {
        request ??= new();
        var filtered = request.FilterFraction is { } fraction ? Filtered(fraction) : null;
        ISearchSpace<NasBench201Cell> space = filtered is null ? NasBench201Space.Instance : filtered;
        var context = new SearchContext<NasBench201Cell>(space, RankSum.Of(request.Scoring.Indicators), request.Scoring.Seed);
        var method = SearchMethods.Create(request.Method, context, request.EffectiveSteps);
        using var scorer = new TegScorer(data, request.Scoring);
        var run = new SearchRun<NasBench201Cell>(context, method, new TegSearchScorer(scorer), new());
        var result = run.Run(new(request.EffectiveSteps, request.Outstanding), progress, token);
        return result with { Filtered = filtered?.TurnedAway ?? 0 };
    }

    private static FilteredSpace<NasBench201Cell> Filtered(double fraction) =>
        new(NasBench201Space.Instance, DepthWidthFilter.Of(NasBench201Space.Instance, fraction).Keeps);
}
