using Tegula.Statistics;

namespace Tegula.Analysis;

/// <summary>How predictors are compared with a table.</summary>
public sealed record RankStudyOptions
{
    /// <summary>First places that count where nothing else is asked for.</summary>
    public const int DefaultTop = 10;

    /// <summary>How many first places the regret and the discounted gain look at, at least 1.</summary>
    public int Top { get; init; } = DefaultTop;

    /// <summary>How the intervals are made.</summary>
    public Bootstrap Bootstrap { get; init; } = new();
}
