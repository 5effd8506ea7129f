using System.Text.Json.Serialization;
using Tegula.Indicators;
using Tegula.Networks;
using Tegula.Spaces;

namespace Tegula.Search;

/// <summary>What <see cref="NeuralSearch"/> is asked to do; the defaults find a cell within a minute on two cores.</summary>
public sealed record SearchRequest
{
    /// <summary>Id of the space: one of <see cref="SpaceRegistry.All"/>, or an own one that <see cref="SpaceRegistry.Add"/> made known.</summary>
    public string Space { get; init; } = NasBench201Space.Instance.Id;

    /// <summary>
    /// The definition of an own space, as <see cref="Architectures.Custom.CustomSpaceDefinition.ToYaml"/> writes it, from which the space is known wherever the
    /// request is read; null for a built-in space. A request that is written down has it in any case.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SpaceDefinition { get; init; }

    /// <summary>Id of the search method, one of <see cref="SearchMethods.All"/>.</summary>
    public string Method { get; init; } = SearchMethods.Evolution;

    /// <summary>Architectures that the method may ask for; at least 1; null for what the method's source used.</summary>
    public int? Steps { get; init; }

    /// <summary>
    /// Architectures that may be drawn, those that the filter or the budget of parameters and MACs turns away included, at least 1; null for no limit.
    /// NAS-WOT with a filter draws 100.
    /// </summary>
    public int? Draws { get; init; }

    /// <summary>Time after which no further step begins; null for no limit.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>Steps without a new low of policy entropy or population diversity after which the search stops; null to run all steps.</summary>
    public int? Patience { get; init; }

    /// <summary>
    /// Indicators to measure, with fidelity, repeats, batch size, threads, and the seed of weights, minibatch and search. Without
    /// <see cref="Objective"/> their ranks are summed.
    /// </summary>
    public IndicatorOptions Scoring { get; init; } = new() { Fidelity = Fidelity.Fast };

    /// <summary>
    /// What is optimised, each term one of the indicators of <see cref="Scoring"/>; null for the sum of ranks of all of them, each in the direction that a
    /// search goes for.
    /// </summary>
    public IndicatorCombination? Objective { get; init; }

    /// <summary>
    /// Fraction of the radius at which the depth-width filter stands in front of the method, in (0, 1]; null for no filter. Architectures that it turns
    /// away take no step.
    /// </summary>
    public double? FilterFraction { get; init; }

    /// <summary>Most parameters that the CIFAR-10 network of an architecture may have; null for no limit.</summary>
    public long? MaxParameters { get; init; }

    /// <summary>Most multiply-accumulates that the CIFAR-10 network of an architecture may need for one image; null for no limit.</summary>
    public long? MaxMacs { get; init; }

    /// <summary>Whether each step of the history keeps what the method would have answered after it.</summary>
    public bool KeepsIncumbents { get; init; }

    /// <summary>Steps after resolving null.</summary>
    /// <exception cref="ArgumentException">The method is unknown.</exception>
    public int EffectiveSteps => Steps ?? SearchMethods.DefaultSteps(Method, Space);

    /// <summary>Proposals held open at a time, at least 1; null for <see cref="EffectiveOutstanding"/>'s own choice. Many workers need many.</summary>
    public int? Outstanding { get; init; }

    /// <summary>
    /// Proposals held open after resolving null: one at <see cref="Fidelity.Reference"/>, where one cell fills all threads, and 16 at
    /// <see cref="Fidelity.Fast"/>, where a cell is over before threads are worth their while; one for methods that learn from every single score. Never
    /// depends on the number of threads or workers, so neither does the result.
    /// </summary>
    public int EffectiveOutstanding =>
        Outstanding ?? (Scoring.Fidelity == Fidelity.Reference || Method is SearchMethods.Reinforce or SearchMethods.FpNas ? 1 : 16);

    /// <summary>Whether a network is within the budgets of parameters and MACs.</summary>
    internal bool Affords(NetworkCost cost) => cost.Parameters <= (MaxParameters ?? long.MaxValue) && cost.Macs <= (MaxMacs ?? long.MaxValue);
}
