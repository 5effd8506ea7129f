using Tegula.Compute;
using Tegula.Indicators;
using Tegula.Search.Internals;

namespace Tegula.Search;

/// <summary>What all methods have in common that learn a policy: an independent softmax over the options of each choice of the space.</summary>
/// <remarks>
/// <para>Logits start as 0.001 times standard normal numbers. What is asked for is drawn from the policy until the space admits it.</para>
/// <para>
/// A reward is the sum over the objective's terms of the improvement on the score before, in units of the term's range of late
/// times its weight (003_fe8fa0e5c804e1de.txt Eq. 16-18): the first is 0, and a failed score counts as the worst of that range in every term. Ranks take no
/// part in it, so sum of ranks and log-rank teach the same.
/// </para>
/// <para>
/// The answer is the most likely architecture that the space admits and whose computation is not known to fail; it may never have been asked for. There is
/// none before anything was measured.
/// </para>
/// </remarks>
/// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
public abstract class PolicySearch<TArchitecture> : SearchMethod<TArchitecture>
    where TArchitecture : class
{
    // As in FilteredSpace: where so many draws in a row are turned away there is, for all practical purposes, nothing to ask for.
    private const int MaxDraws = 100_000;

    private const double InitialDeviation = 1e-3;

    private readonly ChoicePolicy _policy;
    private readonly PolicyStepper _stepper;
    private readonly ImprovementReward _reward;
    private readonly HashSet<string> _failed;
    private readonly HashSet<string> _turnedAway = [];
    private bool _hasMeasured;

    private protected PolicySearch(SearchContext<TArchitecture> context, PolicyOptions options)
        : base(context)
    {
        Check(options);
        var random = new RandomStream(context.Seed, "search/policy");
        double[] logits = [.. Enumerable.Range(0, context.Space.ChoiceCounts.Sum()).Select(_ => InitialDeviation * random.NextGaussian())];
        _policy = new(context.Space.ChoiceCounts, logits);
        _stepper = new(options, new(logits, new double[logits.Length], new double[logits.Length], 0));
        _reward = new(context.Objective, options.RewardWindow, []);
        _failed = [];
    }

    private protected PolicySearch(SearchContext<TArchitecture> context, PolicyOptions options, PolicySearchState state)
        : base(context, state)
    {
        Check(options);
        _policy = new(context.Space.ChoiceCounts, state.Policy.Logits);
        _stepper = new(options, state.Policy);
        _reward = new(context.Objective, options.RewardWindow, state.Rewarded);
        _failed = [.. state.Failed];
        _hasMeasured = state.HasMeasured;
    }

    /// <summary>Entropy of the policy in nats.</summary>
    public override double? Spread => _policy.Entropy;

    /// <inheritdoc/>
    public override TArchitecture? Derive() =>
        _hasMeasured ? _policy.MostLikelyFirst().Take(MaxDraws).Select(choices => Context.Space.FromChoices(choices)).FirstOrDefault(MayAnswer) : null;

    /// <summary>Draws from the policy what the space admits.</summary>
    /// <exception cref="InvalidOperationException">The space turned away all of very many draws.</exception>
    private protected TArchitecture Draw(RandomStream random)
    {
        for (var draw = 0; draw < MaxDraws; draw++)
        {
            var architecture = Context.Space.FromChoices(_policy.Sample(random));
            if (Context.Space.Admits(architecture))
                return architecture;
        }

        throw new InvalidOperationException(
            $"the filter keeps none of {MaxDraws} architectures of space '{Context.Space.Id}' drawn from the policy of {Id}; widen it");
    }

    /// <summary>Remembers whether an architecture could be measured.</summary>
    private protected void Remember(Observation<TArchitecture> observation)
    {
        if (Context.Objective.HasFailed(observation.Score))
            _failed.Add(Context.Space.ComputationKey(observation.Architecture));
        else
            _hasMeasured = true;
    }

    /// <summary>The rewards of the scores of the next step.</summary>
    private protected double[] Rewards(params IReadOnlyList<ArchitectureScore> scores) => _reward.Next(scores);

    /// <summary>One step down the gradient of minus the weighted sum of log-probabilities, taken at the policy as it is now.</summary>
    private protected void Update(IEnumerable<(TArchitecture Architecture, double Weight)> weighted)
    {
        var gradient = new double[_policy.Logits.Count];
        foreach (var (architecture, weight) in weighted)
            _policy.AddGradient(Context.Space.ToChoices(architecture), -weight, gradient);
        _stepper.Descend(_policy, gradient);
    }

    /// <summary>A method's own state with what all policies have in common.</summary>
    private protected PolicySearchState WithPolicy(PolicySearchState own) =>
        own with { Policy = _stepper.Save(_policy), Rewarded = _reward.Rows, Failed = [.. _failed], HasMeasured = _hasMeasured };

    private static void Check(PolicyOptions options)
    {
        if (!double.IsFinite(options.LearningRate) || options.LearningRate <= 0)
            throw new ArgumentException($"a learning rate of {options.LearningRate} teaches nothing; it is positive and finite");
        if (options.RewardWindow < 2)
            throw new ArgumentException($"a reward cannot look back on {options.RewardWindow} scores; give at least 2, or null for all");
    }

    // The filter counts what it turns away; being asked for the answer again must not count twice.
    private bool MayAnswer(TArchitecture architecture)
    {
        if (_failed.Contains(Context.Space.ComputationKey(architecture)))
            return false;
        var text = Context.Space.Format(architecture);
        if (_turnedAway.Contains(text))
            return false;
        return Context.Space.Admits(architecture) || !_turnedAway.Add(text);
    }
}
