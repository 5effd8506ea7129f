using Tegula.Datasets;

namespace Tegula.Search;

/// <summary>Opens sources of scores; <see cref="LocalScoring"/> measures in this process and remembers nothing.</summary>
public interface IScoreProvider
{
    /// <summary>A source for one space, data set and way of measuring.</summary>
    /// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
    /// <param name="request">What is to be scored and how.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="DatasetException">The images do not fit the networks, are of one class, or are too few for the batches.</exception>
    IScoreSource<TArchitecture> Open<TArchitecture>(ScoringRequest<TArchitecture> request)
        where TArchitecture : class;
}
