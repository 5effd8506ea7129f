using Tegula.Indicators;

namespace Tegula.Search;

/// <summary>What <see cref="NeuralSearch"/> is asked to do; the defaults find a cell within a minute on two cores.</summary>
public sealed record SearchRequest
{
    /// <summary>Id of the search method, one of <see cref="SearchMethods.All"/>.</summary>
    public string Method { get; init; } = SearchMethods.Evolution;

    /// <summary>Architectures that the method may ask for; at least 1; null for what the method's source used.</summary>
    public int? Steps { get; init; }

    /// <summary>
    /// Indicators whose ranks are summed, with fidelity, repeats, batch size, threads, and the seed of weights, minibatch and search.
    /// </summary>
    public TegOptions Scoring { get; init; } = new() { Fidelity = Fidelity.Fast };

    /// <summary>
    /// Fraction of the radius at which the depth-width filter stands in front of the method, in (0, 1]; null for no filter. Architectures that it turns
    /// away take no step.
    /// </summary>
    public double? FilterFraction { get; init; }

    /// <summary>Steps after resolving null.</summary>
    /// <exception cref="ArgumentException">The method is unknown.</exception>
    public int EffectiveSteps => Steps ?? SearchMethods.Get(Method).DefaultSteps;

    /// <summary>
    /// Proposals scored together: one at <see cref="Fidelity.Reference"/>, where one cell fills all threads, and 16 at <see cref="Fidelity.Fast"/>, where a
    /// cell is over before threads are worth their while. Never depends on the number of threads, so neither does the result.
    /// </summary>
    public int Outstanding => Scoring.Fidelity == Fidelity.Fast ? 16 : 1;
}
