using System.Diagnostics.CodeAnalysis;
using Tegula.Compute;

namespace Tegula.Search;

/// <summary>REINFORCE: policy gradients with a moving average of the rewards as baseline (003_fe8fa0e5c804e1de.txt Sec. 5.2.1, Eq. 13-18).</summary>
/// <remarks>
/// One architecture a step. Told a score, the method first moves the baseline towards the reward (Eq. 15) and then takes a step up the gradient of
/// log-probability times reward minus baseline (Eq. 13 and 14), at the policy as it is then. Rewards follow the order of telling: with several proposals
/// open, that order is part of the result.
/// </remarks>
/// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
public sealed class ReinforceSearch<TArchitecture> : PolicySearch<TArchitecture>
    where TArchitecture : class
{
    private readonly ReinforceOptions _options;
    private double _baseline;

    /// <summary>A search at its beginning.</summary>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public ReinforceSearch(SearchContext<TArchitecture> context, ReinforceOptions options)
        : base(context, options) => _options = Checked(options);

    /// <summary>A search that goes on from a saved state.</summary>
    /// <exception cref="ArgumentException">The state does not fit the context.</exception>
    public ReinforceSearch(SearchContext<TArchitecture> context, ReinforceState state)
        : base(context, state.Options, state)
    {
        _options = Checked(state.Options);
        _baseline = state.Baseline;
    }

    /// <inheritdoc/>
    public override string Id => SearchMethods.Reinforce;

    /// <inheritdoc/>
    protected override bool TryPropose(int number, RandomStream random, [MaybeNullWhen(false)] out TArchitecture architecture)
    {
        architecture = Draw(random);
        return true;
    }

    /// <inheritdoc/>
    protected override void Learn(Observation<TArchitecture> observation)
    {
        Remember(observation);
        var reward = Rewards(observation.Score)[0];
        _baseline = (_options.BaselineDecay * _baseline) + ((1 - _options.BaselineDecay) * reward);
        Update([(observation.Architecture, reward - _baseline)]);
    }

    /// <inheritdoc/>
    protected override SearchState SaveOwn() => WithPolicy(new ReinforceState { Options = _options, Baseline = _baseline });

    private static ReinforceOptions Checked(ReinforceOptions options) => options.BaselineDecay is >= 0 and < 1
        ? options
        : throw new ArgumentException($"a baseline's decay of {options.BaselineDecay} is not in [0, 1)");
}
