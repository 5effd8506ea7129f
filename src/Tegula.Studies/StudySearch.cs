using Tegula.Architectures;
using Tegula.Datasets;
using Tegula.Search;

namespace Tegula.Studies;

/// <summary>Searches that are kept in a study: killed and asked for again, they go on where they stood and end with the same answer.</summary>
/// <remarks>
/// Going on is doing the search again with every score that the store knows taken from there: each choice is made as it was made before, whatever method makes
/// it, and what was written down the first time is compared on the way.
/// </remarks>
public static class StudySearch
{
    /// <summary>The command under which searches lie in a store.</summary>
    public const string Command = "search";

    /// <summary>What a study of a search is asked.</summary>
    /// <param name="request">The search.</param>
    /// <param name="data">Images and labels.</param>
    /// <param name="dataText">The data as <see cref="DatasetSpec"/> reads it.</param>
    /// <exception cref="ArgumentException">The method is unknown.</exception>
    public static StudyDefinition Define(SearchRequest request, ImageDataset data, string dataText)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(data);
        return StudyDefinition.Of(Command, request.Space, data, dataText, request.Scoring, SearchRequestJson.Write(request)) with
        {
            Method = request.Method,
            Objective = request.Objective?.Id ?? string.Join(',', request.Scoring.Indicators),
            Steps = request.EffectiveSteps,
        };
    }

    /// <summary>Searches, or goes on, or gives the answer of a search that is done.</summary>
    /// <param name="store">Where the study lies.</param>
    /// <param name="name">Its name; null for <see cref="StudyDefinition.DefaultName"/>.</param>
    /// <param name="request">The search.</param>
    /// <param name="data">Images and labels.</param>
    /// <param name="dataText">The data as <see cref="DatasetSpec"/> reads it.</param>
    /// <param name="options">Who measures; null for this process.</param>
    /// <param name="progress">Called after each step; may be null.</param>
    /// <param name="token">Stops early; the study can go on later.</param>
    /// <exception cref="StudyException">The study of this name is another one, or the store cannot be used.</exception>
    /// <exception cref="SearchRequestException">The parts of the request do not fit together, or filter and budget turn everything away.</exception>
    /// <exception cref="ArgumentException">An option of the scoring is out of range.</exception>
    /// <exception cref="DatasetException">The images do not fit the networks of the space, are of one class, or are too few for the batch.</exception>
    public static SearchResult<IArchitecture> Run(
        StudyStore store,
        string? name,
        SearchRequest request,
        ImageDataset data,
        string dataText,
        StudyScoringOptions? options = null,
        Action<SearchProgress>? progress = null,
        CancellationToken token = default)
    {
        NeuralSearch.Check(request, data);
        var definition = Define(request, data, dataText);
        var session = StudySession.Begin(store, name ?? definition.DefaultName, definition, options);
        try
        {
            var result = NeuralSearch.Find(data, request, progress, new() { Scores = session, OnStep = session.OnStep }, token);
            session.End(result.Cancelled ? StudyStatus.Stopped : StudyStatus.Done, result.Answer?.Score.Architecture);
            return result;
        }
        catch (Exception exception)
        {
            session.Abandon(exception);
            throw;
        }
    }
}
