using Tegula.Architectures;
using Tegula.Datasets;

namespace Tegula.Search;

/// <summary>The whole search in one call: an architecture for these images, without training.</summary>
public static class NeuralSearch
{
    /// <summary>Finds an architecture.</summary>
    /// <param name="data">Images and labels.</param>
    /// <param name="request">Space, method, objective, filter, budget and scoring; null for the defaults.</param>
    /// <param name="progress">Called after each step; may be null.</param>
    /// <param name="services">Where the scores come from, and who is told of the steps; null for this process and nobody.</param>
    /// <param name="token">Stops early; the result then holds the best so far.</param>
    /// <exception cref="SearchRequestException">The parts of the request do not fit together, or filter and budget turn everything away.</exception>
    /// <exception cref="ArgumentException">An option of the scoring is out of range.</exception>
    /// <exception cref="DatasetException">The images do not fit the networks of the space, are of one class, or are too few for the batch.</exception>
    public static SearchResult<IArchitecture> Find(
        ImageDataset data,
        SearchRequest? request = null,
        Action<SearchProgress>? progress = null,
        SearchServices? services = null,
        CancellationToken token = default) =>
        FindAll(data, [request ?? new()], progress, services, token)[0];

    /// <summary>Runs several searches one after the other that share seed, batches, weights and scores, so that they can be compared.</summary>
    /// <param name="data">Images and labels.</param>
    /// <param name="requests">At least one, all with the same space and scoring.</param>
    /// <param name="progress">Called after each step; may be null.</param>
    /// <param name="services">Where the scores come from, and who is told of the steps; null for this process and nobody.</param>
    /// <param name="token">Stops early; searches that have not begun then have no answer.</param>
    /// <returns>One result per request, in their order.</returns>
    /// <exception cref="SearchRequestException">The parts of a request do not fit together, or filter and budget turn everything away.</exception>
    /// <exception cref="ArgumentException">An option of the scoring is out of range, or the requests differ in space or scoring.</exception>
    /// <exception cref="DatasetException">The images do not fit the networks of the space, are of one class, or are too few for the batch.</exception>
    public static IReadOnlyList<SearchResult<IArchitecture>> FindAll(
        ImageDataset data,
        IReadOnlyList<SearchRequest> requests,
        Action<SearchProgress>? progress = null,
        SearchServices? services = null,
        CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        foreach (var request in requests)
        {
            Check(request, data);
            if (request.Space != requests[0].Space || request.Scoring != requests[0].Scoring)
                throw new ArgumentException("searches can share scores only when their space and scoring are the same", nameof(requests));
        }

        services ??= new();
        using var search = SpaceSearch.Of(requests[0].Space, data, services.Scores, requests.Max(request => request.EffectiveOutstanding));
        return [.. requests.Select(request => search.Run(request, progress, services.OnStep, token))];
    }

    /// <summary>Checks, without any data, that a search can be.</summary>
    /// <exception cref="SearchRequestException">Its parts do not fit together; the message says which and what would be right.</exception>
    public static void Check(SearchRequest request) => SearchRequestCheck.Run(request);

    /// <summary>Checks, before anything is measured or kept, that a search can be with these images.</summary>
    /// <exception cref="SearchRequestException">Its parts do not fit together; the message says which and what would be right.</exception>
    /// <exception cref="DatasetException">The images do not fit the networks of the space, or are of one class.</exception>
    public static void Check(SearchRequest request, ImageDataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        SearchRequestCheck.Run(request, data);
    }
}
