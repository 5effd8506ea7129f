namespace Tegula.Indicators;

/// <summary>How the ranks of several indicators become one number.</summary>
public enum Aggregation
{
    /// <summary>
    /// The mean of r / n, where the best of n has r = n and the worst r = 1: the sum of ranks of 003_fe8fa0e5c804e1de.txt Sec. 4.2 and 5.2.2.
    /// </summary>
    RankSum,

    /// <summary>
    /// The mean of ln(r / n): one bad rank weighs more than several good ones, since the logarithm falls without bound towards the worst and is flat at the
    /// best. The aggregation of AZ-NAS (CVPR 2024) and VKDNW (2024).
    /// </summary>
    LogRank,
}
