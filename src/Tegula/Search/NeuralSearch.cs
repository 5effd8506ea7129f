using Tegula.Architectures;
using Tegula.Datasets;
using Tegula.Networks;
using Tegula.Spaces;

namespace Tegula.Search;

/// <summary>The whole search in one call: an architecture for these images, without training.</summary>
public static class NeuralSearch
{
    /// <summary>Finds an architecture.</summary>
    /// <param name="data">Images and labels.</param>
    /// <param name="request">Space, method, objective, filter, budget and scoring; null for the defaults.</param>
    /// <param name="progress">Called after each batch of steps; may be null.</param>
    /// <param name="token">Stops early; the result then holds the best so far.</param>
    /// <exception cref="ArgumentException">Space, method or an indicator is unknown, or they do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The budget is below 1 step, or the filter's fraction is not in (0, 1].</exception>
    /// <exception cref="InvalidOperationException">Filter and budgets turn everything away.</exception>
    /// <exception cref="DatasetException">The data holds too few images for the batch.</exception>
    public static SearchResult<IArchitecture> Find(
        ImageDataset data, SearchRequest? request = null, Action<SearchProgress>? progress = null, CancellationToken token = default)
    {
        request ??= new();
        using var session = new SearchSession<NasBench201Cell>(
            NasBench201Space.Instance, NasBench201Space.Instance, NasBench201IndicatorNetworks.Instance, data, request.Scoring);
        return session.Run(request, progress, token).Select(cell => (IArchitecture)cell);
    }
}
