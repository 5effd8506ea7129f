namespace Tegula.Search;

/// <summary>Settings of REINFORCE; the defaults are those of 003_fe8fa0e5c804e1de.txt Sec. 5.2.1 for NAS-Bench-201 and of the published code.</summary>
/// <param name="LearningRate">Step of the logits; positive.</param>
/// <param name="Optimizer">How a gradient becomes a step; the published code takes Adam, Eq. 13 reads like plain descent.</param>
/// <param name="RewardWindow">Scores that the range of a reward looks back on, at least 2; null for all.</param>
/// <param name="BaselineDecay">Weight of the old baseline in the moving average of rewards, in [0, 1).</param>
public sealed record ReinforceOptions(
    double LearningRate = ReinforceOptions.DefaultLearningRate,
    PolicyOptimizer Optimizer = PolicyOptimizer.Adam,
    int? RewardWindow = 10,
    double BaselineDecay = 0.9)
    : PolicyOptions(LearningRate, Optimizer, RewardWindow)
{
    /// <summary>Steps after which the paper stops.</summary>
    public const int DefaultSteps = 500;

    /// <summary>Learning rate on NAS-Bench-201.</summary>
    public const double DefaultLearningRate = 0.04;

    /// <summary>Learning rate on the DARTS space.</summary>
    public const double DartsLearningRate = 0.07;

    /// <summary>The paper's settings for a space: its learning rate, and that of NAS-Bench-201 in a space that is not listed.</summary>
    /// <param name="space">Id of the space.</param>
    public static ReinforceOptions ForSpace(string space) =>
        new(SearchableSpace.Find(space)?.LearningRate ?? DefaultLearningRate);
}
