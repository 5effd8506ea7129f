namespace Tegula.Studies;

/// <summary>Which evaluations to list, and in which order.</summary>
public sealed record EvaluationQuery
{
    /// <summary>Only those that a study used, by name; null for all in the store.</summary>
    public string? Study { get; init; }

    /// <summary>Only those whose architecture or canonical form contains this text; null for all.</summary>
    public string? Contains { get; init; }

    /// <summary>Only those with these values; one that lacks the indicator does not pass.</summary>
    public IReadOnlyList<IndicatorRange> Ranges { get; init; } = [];

    /// <summary>True for those that were measured with every indicator, false for those with a failed indicator or an error, null for all.</summary>
    public bool? IsMeasured { get; init; }

    /// <summary>Indicator to order by, <c>seconds</c>, or null for the order of storing; what lacks it comes last.</summary>
    public string? OrderBy { get; init; }

    /// <summary>Largest first.</summary>
    public bool Descending { get; init; }

    /// <summary>Rows to leave out at the beginning, at least 0.</summary>
    public int Offset { get; init; }

    /// <summary>Most rows, at least 1; null for all.</summary>
    public int? Limit { get; init; }
}
