namespace Tegula.Search;

/// <summary>Settings of a method that learns a policy.</summary>
/// <param name="LearningRate">Step of the logits; positive.</param>
/// <param name="Optimizer">How a gradient becomes a step.</param>
/// <param name="RewardWindow">
/// Scores that the range of a reward looks back on, the newest included; at least 2. Null for all since the beginning, as Eq. 17 and 18 of
/// 003_fe8fa0e5c804e1de.txt say; the published code takes 10.
/// </param>
public abstract record PolicyOptions(double LearningRate, PolicyOptimizer Optimizer, int? RewardWindow);
