using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Networks;
using Tegula.Spaces;

namespace Tegula.Search;

/// <summary>What is to be scored and how.</summary>
/// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
/// <param name="Space">Says which architectures compute the same, and prints them.</param>
/// <param name="Networks">Gives the networks of an architecture.</param>
/// <param name="Data">The training split.</param>
/// <param name="Options">What to measure, and how.</param>
/// <param name="Together">Most scores that are asked for at a time; with 1, a measurement may take all threads.</param>
public sealed record ScoringRequest<TArchitecture>(
    ISearchSpace<TArchitecture> Space, IIndicatorNetworks<TArchitecture> Networks, ImageDataset Data, IndicatorOptions Options, int Together)
    where TArchitecture : class
{
    /// <summary>Threads to measure with.</summary>
    public int Threads => Options.Threads == 0 ? Environment.ProcessorCount : Options.Threads;

    /// <summary>Draws the batches that all architectures are measured on.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="DatasetException">The images do not fit the networks, are of one class, or are too few for the batches.</exception>
    public IndicatorSuite<TArchitecture> CreateSuite() => new(Data, Options, Networks);
}
