using System.Diagnostics.CodeAnalysis;
using Tegula.Compute;

namespace Tegula.Search;

/// <summary>FP-NAS: maximum likelihood of sampled architectures, weighted by their rewards (003_fe8fa0e5c804e1de.txt Sec. 5.2.3, Eq. 19-20).</summary>
/// <remarks>
/// <para>
/// Each update samples lambda times the policy's entropy in nats, rounded up, and at least <see cref="FpNasOptions.MinimumSamples"/>. When all its samples
/// are told, their rewards become weights by a softmax, and the logits take one step up the gradient of the weighted log-probability, at the policy as it
/// is then. The samples of an update are one step t of Eq. 16, so all are compared with the same score before, which the softmax cancels: neither the order
/// of telling nor that of asking matters. Whoever asks for more while samples are outstanding begins the next update with the policy as it is.
/// </para>
/// <para>
/// The weights of an update add up to 1, so there is no baseline: every sample is made more likely, the better ones by more. Alone in its update a sample
/// is made more likely whatever its reward, which is why a minimum stands beside the paper's lambda.
/// </para>
/// <para>
/// After <see cref="FpNasOptions.Updates"/> the method asks for nothing more. The paper's other criterion, an entropy that no longer falls, is
/// <see cref="SearchBudget.Patience"/>.
/// </para>
/// </remarks>
/// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
public sealed class FpNasSearch<TArchitecture> : PolicySearch<TArchitecture>
    where TArchitecture : class
{
    private readonly FpNasOptions _options;
    private readonly List<Round> _rounds = [];
    private int _begun;

    /// <summary>A search at its beginning.</summary>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public FpNasSearch(SearchContext<TArchitecture> context, FpNasOptions options)
        : base(context, options) => _options = Checked(options);

    /// <summary>A search that goes on from a saved state.</summary>
    /// <exception cref="ArgumentException">The state does not fit the context.</exception>
    public FpNasSearch(SearchContext<TArchitecture> context, FpNasState state)
        : base(context, state.Options, state)
    {
        _options = Checked(state.Options);
        _begun = state.Begun;
        foreach (var round in state.Rounds)
            _rounds.Add(new(round.First, round.Size, new(round.Observed.Select(Restore).ToDictionary(observation => observation.Number))));
    }

    /// <inheritdoc/>
    public override string Id => SearchMethods.FpNas;

    /// <inheritdoc/>
    protected override bool TryPropose(int number, RandomStream random, [MaybeNullWhen(false)] out TArchitecture architecture)
    {
        architecture = null;
        var isNew = _rounds.Count == 0 || number >= _rounds[^1].End;
        if (isNew && _begun == _options.Updates)
            return false;
        architecture = Draw(random);
        if (isNew)
        {
            _rounds.Add(new(number, Math.Max(_options.MinimumSamples, (int)Math.Ceiling(_options.SampleFactor * Spread!.Value)), []));
            _begun++;
        }

        return true;
    }

    /// <inheritdoc/>
    protected override void Learn(Observation<TArchitecture> observation)
    {
        Remember(observation);
        var round = _rounds.Single(candidate => candidate.First <= observation.Number && observation.Number < candidate.End);
        round.Observed.Add(observation.Number, observation);
        if (round.Observed.Count < round.Size)
            return;
        _rounds.Remove(round);
        var rewards = Rewards([.. round.Observed.Values.Select(member => member.Score)]);
        double[] powers = [.. rewards.Select(reward => DeterministicMath.Exp(reward - rewards.Max()))];
        Update(round.Observed.Values.Zip(powers, (member, power) => (member.Architecture, power / powers.Sum())));
    }

    /// <inheritdoc/>
    protected override SearchState SaveOwn() => WithPolicy(new FpNasState
    {
        Options = _options,
        Begun = _begun,
        Rounds =
        [
            .. _rounds.Select(round => new FpNasRoundState(
                round.First, round.Size, [.. round.Observed.Values.Select(observation => new ObservedState(observation.Number, observation.Score))])),
        ],
    });

    private static FpNasOptions Checked(FpNasOptions options)
    {
        if (!double.IsFinite(options.SampleFactor) || options.SampleFactor <= 0)
            throw new ArgumentException($"a sample factor of {options.SampleFactor} samples nothing; it is positive and finite");
        if (options.MinimumSamples < 1)
            throw new ArgumentException($"an update of {options.MinimumSamples} samples learns nothing; give at least 1");
        if (options.Updates < 1)
            throw new ArgumentException($"{options.Updates} updates are no search; give at least 1, or null to go on");
        return options;
    }

    private sealed record Round(int First, int Size, SortedDictionary<int, Observation<TArchitecture>> Observed)
    {
        public int End => First + Size;
    }
}
