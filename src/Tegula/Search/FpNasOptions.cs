namespace Tegula.Search;

/// <summary>Settings of FP-NAS; the defaults are those of 003_fe8fa0e5c804e1de.txt Sec. 5.2.3 but for the least number of samples.</summary>
/// <param name="LearningRate">Step of the logits; positive.</param>
/// <param name="Optimizer">How a gradient becomes a step; Eq. 19 is plain descent.</param>
/// <param name="RewardWindow">Scores that the range of a reward looks back on, at least 2; null for all.</param>
/// <param name="SampleFactor">Architectures sampled for an update, per nat of the policy's entropy, rounded up (lambda); positive.</param>
/// <param name="MinimumSamples">Architectures sampled for an update at least; at least 1, see <see cref="FpNasSearch{TArchitecture}"/>.</param>
/// <param name="Updates">Updates after which the method asks for nothing more, at least 1; null to go on as long as it is asked.</param>
public sealed record FpNasOptions(
    double LearningRate = 0.1,
    PolicyOptimizer Optimizer = PolicyOptimizer.Sgd,
    int? RewardWindow = 10,
    double SampleFactor = 0.25,
    int MinimumSamples = FpNasOptions.DefaultMinimumSamples,
    int? Updates = 100)
    : PolicyOptions(LearningRate, Optimizer, RewardWindow)
{
    /// <summary>
    /// Samples of an update at least; the paper's lambda alone gives 3 on NAS-Bench-201, hardly a comparison, and 11 on the DARTS space.
    /// </summary>
    public const int DefaultMinimumSamples = 5;

    /// <summary>
    /// At least as many steps as 100 updates can take: 500 on NAS-Bench-201, whose uniform policy has 9.7 nats, 1,100 on the DARTS space with 41.5.
    /// </summary>
    public const int DefaultSteps = 1100;
}
